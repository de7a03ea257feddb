/** The desk as the door sees it: every use case with its ports given. */
import { v7 as uuid } from 'uuid';
import { listAnchors } from '../application/audit/list-anchors';
import { bulletinFile } from '../application/bulletins/bulletin-file';
import { bulletinWorkbook } from '../application/bulletins/bulletin-workbook';
import { draftBulletin } from '../application/bulletins/draft-bulletin';
import { importCalendarYear } from '../application/calendar/import-calendar-year';
import { redateReports } from '../application/calendar/redate-reports';
import { previewAmendment } from '../application/campaigns/preview-amendment';
import type { Desk } from '../application/desk';
import { askAboutDifference, askAboutDifferences } from '../application/differences/ask';
import { createHeldAgainstRecords } from '../application/differences/held-against';
import { createFigureReader } from '../application/figures/reader';
import { checkedSnapshots, createFigureSnapshot, snapshotsOf } from '../application/figures/snapshots';
import * as people from '../application/people';
import { bindPlanUnits } from '../application/plans/bind-plan-units';
import type { PlanDesk } from '../application/plans/desk';
import { documentText } from '../application/plans/document-text';
import { gapReports } from '../application/plans/gap-reports';
import { planChanges } from '../application/plans/plan-changes';
import { planUnits, proposedUnits } from '../application/plans/plan-units';
import { publishPlan } from '../application/plans/publish-plan';
import { planObligationCounts, planObligations } from '../application/plans/plan-obligations';
import { noticesOfPlans, planVersions, plansById, plansOfCampaigns, plansOfViewer } from '../application/plans/queries';
import { readFormWorkbook } from '../application/plans/read-form-workbook';
import { readNotice } from '../application/plans/read-notice';
import { savePlan } from '../application/plans/save-plan';
import { supplementPlan } from '../application/plans/supplement-plan';
import { StoreFailure } from '../application/ports/store';
import type { AccessTokens } from '../application/ports/tokens';
import { addRecord } from '../application/records/add-record';
import { importRecords } from '../application/records/import-records';
import { recordWorkbook } from '../application/records/record-workbook';
import { deliveryFailures, undeliveredMessages } from '../application/messages/undelivered';
import { urgeLateReports } from '../application/reports/urge-late';
import { attachmentFile, uploadAttachment } from '../application/reports/attachments';
import { reportPapers } from '../application/reports/papers';
import { createReportForms } from '../application/reports/report-forms';
import { periodWorkbook } from '../application/reports/period-workbook';
import { importReportWorkbook, reportWorkbook } from '../application/reports/workbook';
import { createAvailableActions } from '../application/reading/actions';
import { createInbox } from '../application/reading/inbox';
import { createPhases } from '../application/reading/phases';
import { createReader } from '../application/reading/reader';
import { createSight } from '../application/reading/sight';
import * as units from '../application/units';
import { unitsNow } from '../application/units-now';
import type { WorkCalendar } from '../domain/calendar';
import { documents } from '../infrastructure/documents';
import { officialDocuments } from '../infrastructure/documents/official';
import { storeFailure } from '../infrastructure/persistence/store/failures';
import { argon2Passwords } from '../infrastructure/people/argon2-passwords';
import { workbooks } from '../infrastructure/workbooks';
import { laws, mermaid, xstateJson, type LawSnapshot, type SubjectKind } from '../../workflows';
import { bound } from './bind';
import type { Engine } from './engine';
import type { Plumbing } from './plumbing';

export interface Desks {
  people: people.PeopleDesk;
  units: units.UnitsDesk;
  plans: PlanDesk;
}

export function createDesks(below: Plumbing, tokens: AccessTokens, session: people.PeopleDesk['session'], drive: PlanDesk['drive']): Desks {
  const { transactions, clock, wall, viewers, units: directory, calendars, plans, planTransactions, records } = below;
  const newId = (): string => uuid();
  return {
    people: { transactions, clock, wall, passwords: argon2Passwords(), tokens, session, viewers, newId },
    units: { transactions, clock, wall, directory, newId },
    plans: {
      transactions: planTransactions,
      plans,
      records,
      units: directory,
      calendars,
      clock,
      drive,
      documents: { read: documentText(documents) },
    },
  };
}

export function createDesk(below: Plumbing, engine: Engine, desks: Desks, unready: Desk['unready']): Desk {
  const { reading, clock, calendars } = below;
  const reader = createReader(reading, laws);
  const figures = createFigureReader({ reading: below.figures, plans: below.plans, records: below.records, units: below.units, clock });
  const papers = { formsOf: createReportForms(below), records: below.records, recorded: below.recorded };
  const running = { records: below.records, plans: below.plans, calendars, drive: engine.drive, clock };
  const redate = (year: number, before: WorkCalendar) => redateReports(running, year, before);
  return {
    laws,
    drive: engine.drive,
    figures,
    snapshots: bound(
      {
        transactions: below.planTransactions,
        figures,
        reading: below.figures,
        snapshots: below.figureSnapshots,
        units: below.units,
        clock,
        newId: () => uuid(),
      },
      { createFigureSnapshot, checkedSnapshots, snapshotsOf },
    ),
    subjects: {
      sight: (viewer) => createSight(viewer, reading),
      reader,
      inbox: createInbox(reading, clock, () => calendars.current()),
      bodies: async (sight, campaignIds) => sight.see(await reading.firstOf(campaignIds, 'COORDINATING_BODY')),
      availableActions: createAvailableActions({ laws, facts: engine.facts, clock }),
      phases: createPhases(engine.facts.criteria, clock),
      markRead: (sight, messageIds) => reader.markRead(sight, messageIds, clock.now()),
      diagram: ({ subject: { kind, definition, snapshot } }, format, language) => {
        const law = laws[kind as SubjectKind];
        if (format === 'MERMAID') return mermaid(law, definition, snapshot as LawSnapshot, language);
        return JSON.stringify(xstateJson(law, definition, snapshot.context), null, 2);
      },
    },
    plans: {
      ...bound({ workbooks }, { readFormWorkbook }),
      ...bound(desks.plans, {
        ...{ readNotice, savePlan, supplementPlan, bindPlanUnits, publishPlan },
        ...{
          plansById,
          plansOfCampaigns,
          noticesOfPlans,
          planVersions,
          planObligations,
          planObligationCounts,
          planChanges,
          gapReports,
          plansOfViewer,
          planUnits,
          proposedUnits,
        },
      }),
    },
    people: bound(desks.people, {
      signIn: people.signIn,
      refreshSession: people.refreshSession,
      signOut: people.signOut,
      viewerFromToken: people.viewerFromToken,
      createAccount: people.createAccount,
      disableAccount: people.disableAccount,
      enableAccount: people.enableAccount,
      unlockAccount: people.unlockAccount,
      resetPassword: people.resetPassword,
      changeOwnPassword: people.changeOwnPassword,
      setAccountEmail: people.setAccountEmail,
      setOwnEmail: people.setOwnEmail,
      grantRole: people.grantRole,
      revokeRole: people.revokeRole,
      arrangeSubstitution: people.arrangeSubstitution,
      endSubstitution: people.endSubstitution,
      listAccounts: people.listAccounts,
      accountById: people.accountById,
      rolesOf: people.rolesOf,
      ownSubstitutions: people.ownSubstitutions,
      displayNames: people.displayNames,
      auditTrail: people.auditTrail,
    }),
    units: {
      ...bound(desks.units, {
        searchUnits: units.searchUnits,
        registerUnit: units.registerUnit,
        renameUnit: units.renameUnit,
        moveUnit: units.moveUnit,
        addAlias: units.addAlias,
        importUnits: units.importUnits,
        acceptProposedUnits: units.acceptProposedUnits,
      }),
      ...bound(desks.units, { unitsNow }),
    },
    calendar: {
      calendar: () => calendars.current(),
      ...bound({ transactions: below.planTransactions, calendars, clock, redate }, { importCalendarYear }),
    },
    bulletins: {
      ...bound({ figures: below.figures, plans: below.plans, reading, drive: engine.drive, clock }, { draftBulletin }),
      ...bound({ officialDocuments: officialDocuments(), reading, units: below.units }, { bulletinFile }),
      ...bound({ workbooks, units: below.units }, { bulletinWorkbook }),
    },
    records: {
      ...bound({ reading, plans: below.plans, units: below.units, drive: engine.drive, clock }, { addRecord }),
      ...bound(
        {
          ...{ reading, plans: below.plans, units: below.units, drive: engine.drive, clock, workbooks },
          ...{ transactions: below.planTransactions, store: below.store },
        },
        { importRecords },
      ),
      ...bound({ reading, plans: below.plans, units: below.units, clock, workbooks }, { recordWorkbook }),
    },
    messages: bound({ records: below.records, deliveries: below.deliveries }, { undeliveredMessages, deliveryFailures }),
    differences: {
      heldAgainstRecords: createHeldAgainstRecords(below),
      ...bound(
        { differences: below.differences, plans: below.plans, records: below.records, reading, drive: engine.drive, clock },
        { askAboutDifference, askAboutDifferences },
      ),
    },
    reports: {
      ...bound({ records: below.records, drive: engine.drive, clock }, { urgeLateReports }),
      ...bound({ attachments: below.attachments, transactions: below.planTransactions, reading, clock }, { uploadAttachment, attachmentFile }),
      ...bound(papers, { reportPapers }),
      ...bound({ ...papers, reading, units: below.units, workbooks, clock, drive: engine.drive }, { reportWorkbook, importReportWorkbook }),
      ...bound({ ...papers, reading, units: below.units, workbooks, periodReports: below.periodReports }, { periodWorkbook }),
    },
    ...bound({ plans: below.plans, records: below.records, calendars: below.calendars, clock, facts: engine.facts }, { previewAmendment }),
    ...bound({ anchors: below.anchors }, { listAnchors }),
    changes: engine.publisher,
    reads: below.reads,
    isUnavailable: (error) => {
      const failure = storeFailure(error);
      return failure instanceof StoreFailure && failure.reason === 'UNAVAILABLE';
    },
    unready,
  };
}
