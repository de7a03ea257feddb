/** The named checks of the report's chart, and what makes a submission of each kind complete. */
import { addDays } from '../civil-days';
import type { Check, LawEvent, Reason } from '../contract';
import type { ReportContentKind } from '../definitions';
import type { Attachment, Facts } from '../facts';
import { onlyIf, reason } from '../reasons';
import { isAwaited } from './awaited';
import { owedBy, type ReportContent, type ReportContext } from './context';
import { contentOf, faultOfPieces, isWord } from './content';
import { unexplained, withSeverity } from './form-faults';

type Test = Check<ReportContext>['test'];
const state = (test: Test): Check<ReportContext> => ({ about: 'state', test });
const input = (test: Test): Check<ReportContext> => ({ about: 'input', test });

const isZero = (event: LawEvent): boolean => event.input.zero === true;
const isFilled = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : typeof value === 'object' && value !== null && Object.keys(value).length > 0;

const written = ({ text, documents, sections, attachments }: ReportContent): boolean =>
  isWord(text) || isFilled(documents) || isFilled(sections) || isFilled(attachments);
const WRITTEN = ['text', 'sections', 'documents', 'attachments'];

const COMPLETE: Record<ReportContentKind, (content: ReportContent) => Reason | null> = {
  LIAISON_ROSTER: ({ liaisons }) => {
    const named =
      Array.isArray(liaisons) && liaisons.some((row: unknown) => isWord((row as ReportContent)?.name) && isWord((row as ReportContent)?.phone));
    return named ? null : reason('ROSTER_INCOMPLETE');
  },
  IMPLEMENTATION_PLAN: (content) => (written(content) ? null : reason('CONTENT_MISSING', { needs: WRITTEN })),
  FINAL_SUMMARY: (content) => (written(content) ? null : reason('CONTENT_MISSING', { needs: WRITTEN })),
  NARRATIVE: (content) => (written(content) ? null : reason('CONTENT_MISSING', { needs: WRITTEN })),
  STATISTICS: ({ figures }) => (isFilled(figures) ? null : reason('CONTENT_MISSING', { needs: ['figures'] })),
};

const MAY_BE_ZERO: readonly ReportContentKind[] = ['STATISTICS', 'NARRATIVE'];

export const reportChecks = {
  takesSubmission: state((_context, _event, { value }) => (isAwaited(value) ? null : reason('EVENT_NOT_POSSIBLE_IN_STATE'))),
  stillOwed: state((_context, _event, { value }) => (value.paper === 'waived' ? reason('EVENT_NOT_POSSIBLE_IN_STATE') : null)),
  zeroAllowed: input(({ reportKind }, event) => {
    if (!isZero(event)) return null;
    if (!MAY_BE_ZERO.includes(reportKind)) return reason('ZERO_REPORT_NOT_ALLOWED', { reportKind });
    return event.input.content ? reason('ZERO_WITH_CONTENT') : null;
  }),
  contentComplete: input((context, event) => {
    if (isZero(event)) return null;
    const content = contentOf(context, event);
    return content ? COMPLETE[context.reportKind](content) : reason('CONTENT_MISSING', { needs: ['content'] });
  }),
  /** SAVE_DRAFT: there is something to save, and it has the form that pieces have. */
  piecesFit: input((_context, event) => {
    const fault = faultOfPieces(event.input);
    return fault && reason(fault.code, fault.data);
  }),
  cellsKnown: input((_context, event) => {
    const fault = withSeverity(event, 'ERROR').find(({ code }) => code !== 'NEGATIVE');
    return fault ? reason('CELL_UNKNOWN', { cells: fault.cells }) : null;
  }),
  /** A count is never on its way to being right by way of less than nothing; everything else a draft may be. */
  cellsNotNegative: input((_context, event) => {
    const cells = withSeverity(event, 'ERROR').flatMap((fault) => (fault.code === 'NEGATIVE' ? fault.cells : []));
    return cells.length === 0 ? null : reason('CELL_NEGATIVE', { cells });
  }),
  attachmentsKnown: input((_context, event) => {
    const { attachments } = event.input;
    if (!Array.isArray(attachments)) return null;
    const known = new Set(((event.facts.attachments ?? []) as Attachment[]).map(({ id }) => id));
    const unknown = attachments.filter((id) => !known.has(id as string));
    return unknown.length === 0 ? null : reason('ATTACHMENT_UNKNOWN', { attachments: unknown });
  }),
  sectionsWritten: input((_context, event) => {
    const missing = withSeverity(event, 'ERROR').filter(({ code }) => code === 'SECTION_MISSING');
    return missing.length === 0 ? null : reason('SECTIONS_MISSING', { sections: missing.flatMap(({ cells }) => cells) });
  }),
  figuresSound: input((_context, event) => {
    const errors = withSeverity(event, 'ERROR').filter(({ code }) => code !== 'SECTION_MISSING');
    return errors.length === 0 ? null : reason('FIGURES_FAULTY', { faults: errors });
  }),
  /** Warnings do not stand in the way; that nobody says why does. */
  warningsExplained: input((_context, event) => {
    const silent = unexplained(event);
    return silent.length === 0 ? null : reason('EXPLANATION_REQUIRED', { faults: silent });
  }),
  inTime: input((context, event) => onlyIf(event.on <= context.dueOn)),
  pastReturnDate: input((context, event) => onlyIf(context.returnDueOn !== null && event.on > context.returnDueOn)),
  /** Not of a date that has passed meanwhile: that it is overdue has been said. */
  reminderStillHelps: input((context, { input: { which }, on }) => onlyIf(!String(which).startsWith('remind:-') || on <= (owedBy(context) ?? on))),
  dayOff: {
    about: 'fact',
    test: (_context: ReportContext, { facts }: LawEvent) => onlyIf((facts.chaseDay as Facts['chaseDay']).waitsUntil !== null),
  },
  /** Nothing but the one submission that is being taken back: it is as if it had not been made. */
  neverReturned: state((context) => onlyIf(!context.submissions.some(({ outcome }) => outcome === 'RETURNED' || outcome === 'REOPENED'))),
  liesWithOffice: state((_context, _event, { value }) => (value.paper === 'submitted' ? null : reason('EVENT_NOT_POSSIBLE_IN_STATE'))),
  dueStillAhead: state((context, event) => onlyIf(event.on <= context.dueOn)),
  returnDateAhead: input((_context, { input: { dueOn }, on }) => (!dueOn || String(dueOn) >= on ? null : reason('DATE_IN_PAST', { dueOn }))),
  /** Owed, its date not past, and nothing has come that stands. */
  notYetDue: state((context, event, { value }) => {
    const open = typeof value.timeliness === 'object' && ['owed', 'drafting'].includes(String(value.paper));
    return onlyIf(open && event.on <= context.dueOn);
  }),
  untouchedOrAll: state((_context, event, { value }) => onlyIf(value.paper === 'owed' || event.input.alsoDrafts === true)),
  stands: state((_context, _event, { value }) => onlyIf(value.standing === 'normal')),
  isSuspended: state((_context, _event, { value }) => (value.standing === 'suspended' ? null : reason('EVENT_NOT_POSSIBLE_IN_STATE'))),
  movesWithPhase: state((context, event) => onlyIf(context.movesWithPhase && typeof event.input.dueOn === 'string')),
  newDueAhead: input((context, event) => onlyIf(newDueOf(context, event) >= event.on)),
  campaignRuns: {
    about: 'fact',
    test: (_context: ReportContext, { facts }: LawEvent) =>
      facts.campaignStanding === 'RUNNING' ? null : reason(facts.campaignStanding === 'OVER' ? 'CAMPAIGN_OVER' : 'CAMPAIGN_SUSPENDED'),
  },
} satisfies Record<string, Check<ReportContext>>;

export type ReportCheck = keyof typeof reportChecks;

/** MOVE_DUE, AMENDED and RESUMED: the date the report is due by afterwards. Logs of the first release have no fact for it. */
export function newDueOf(context: ReportContext, event: LawEvent): string {
  if (event.type === 'RESUMED') return addDays(context.dueOn, Number(event.input.days));
  if ('newDates' in event.facts) return (event.facts.newDates as Facts['newDates']).dueOn;
  return typeof event.input.dueOn === 'string' ? event.input.dueOn : context.dueOn;
}
