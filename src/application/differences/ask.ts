/**
 * The office asks about differences: of one report, or of every report of a rule and period that differs. A report has one open question at a
 * time: the id of a question is made of the report's and of how many came before, so that of two who ask at once one is told that it was asked.
 */
import { hash } from 'node:crypto';
import { v5 } from 'uuid';
import type { CampaignDefinition, DifferenceDefinition, ReportDefinition } from '../../../workflows';
import { civilDateOf } from '../../domain/calendar';
import type { Drive, DriveRefusalCode } from '../drive/types';
import { relations, type PolicySubject } from '../policy';
import type { Clock } from '../ports/clock';
import type { ComparedRow, Differences, QuestionAsked } from '../ports/differences';
import type { CampaignRecords } from '../ports/campaigns';
import type { Plans } from '../ports/plans';
import type { Reading } from '../ports/reading';
import type { StoredSubject, SubjectKey } from '../ports/store';
import type { Viewer } from '../ports/viewer';
import { createSight } from '../reading/sight';
import { done, type Answer, type Refusal } from '../refusal';
import { standardRefusal, type RefusalCode } from '../refusal-codes';
import type { ComparedForm } from './compared-forms';
import { formsComparedIn, isDifferent } from './held-against';

export interface AskDesk {
  differences: Differences;
  plans: Pick<Plans, 'plansAt'>;
  records: Pick<CampaignRecords, 'campaigns'>;
  reading: Reading;
  drive: Pick<Drive, 'create'>;
  clock: Clock;
}

interface Question {
  question: string;
  /** Civil date. */
  dueOn: string | null;
  actingUnit: string | null;
  idempotencyKey: string;
}

export interface AskAboutDifference extends Question {
  report: SubjectKey;
  /** Keys of cells; null: all that differ. */
  cells: readonly string[] | null;
}

export interface AskAboutDifferences extends Question {
  campaignId: string;
  /** Key of a reporting rule. */
  rule: string;
  /** Key of the period. */
  period: string;
}

export interface Asked {
  unit: string;
  answer: Answer<StoredSubject, Code>;
}
export interface AskedAll {
  /** One for each unit that was asked, or could not be. */
  asked: Asked[];
  /** Reports that differ and have an open question from before. */
  askedBefore: number;
}

type Code = RefusalCode | DriveRefusalCode | (string & {});

const ALWAYS = { from: '0001-01-01', to: '9999-12-31', begunBy: '9999-12-31' };
/** Questions that are on their way to the engine at once. */
const AT_ONCE = 200;

/**
 * NOTHING_DIFFERS: the report says what the records say, or has not been handed in; `data.cells` where only some cells were asked about.
 * DIFFERENCE_ALREADY_ASKED: a question about this report is open. FORBIDDEN unless one coordinates the campaign.
 */
export async function askAboutDifference(desk: AskDesk, viewer: Viewer, call: AskAboutDifference): Promise<Answer<StoredSubject, Code>> {
  const [seen] = await createSight(viewer, desk.reading).see(await desk.reading.subjects([call.report]));
  if (seen?.subject.kind !== 'REPORT' || seen.level !== 'WHOLE') return refuse('NOT_FOUND');
  const [campaign] = await desk.records.campaigns([call.report.campaignId]);
  if (!campaign) return refuse('NOT_FOUND');
  const asking = standingOf(desk, viewer, campaign, call);
  if (!asking.ok) return asking;
  const { rule, unit, period } = seen.subject.definition as ReportDefinition;
  const forms = (await formsComparedIn(desk.plans, [campaign]))[0]?.filter((form) => form.rule === rule) ?? [];
  const reports = await differing(desk, campaign, forms, { period: period.key, reports: [call.report.id] });
  const [asked = []] = await desk.differences.questions([{ campaignId: campaign.campaignId, unit, report: call.report.id }]);
  const rows = (reports.get(call.report.id) ?? []).filter(({ cell }) => call.cells === null || call.cells.includes(cell));
  // What was asked before goes to the engine all the same: it may be this very call, sent again.
  if (rows.length === 0 && !hasOpen(asked)) return refuse('NOTHING_DIFFERS', { cells: call.cells ?? [] });
  const { idempotencyKey, actingUnit: _, ...request } = call;
  return create(desk, campaign, asking.value, {
    ...{ forms, rows, asked, idempotencyKey, request: { command: 'askAboutDifference', ...request } },
    ...{ report: seen.subject, question: call.question, dueOn: call.dueOn },
  });
}

/** NOTHING_DIFFERS where no report of the period does. Each unit has an answer of its own; a call that is sent again gets the same ones. */
export async function askAboutDifferences(desk: AskDesk, viewer: Viewer, call: AskAboutDifferences): Promise<Answer<AskedAll, Code>> {
  const { campaignId, rule, period } = call;
  const [seen] = await createSight(viewer, desk.reading).see(await desk.reading.subjects([{ campaignId, id: campaignId }]));
  if (seen?.subject.kind !== 'CAMPAIGN') return refuse('NOT_FOUND');
  const campaign = seen.subject;
  const asking = standingOf(desk, viewer, campaign, call);
  if (!asking.ok) return asking;
  const forms = (await formsComparedIn(desk.plans, [campaign]))[0]?.filter((form) => form.rule === rule) ?? [];
  const found = [...(await differing(desk, campaign, forms, { period, reports: null }))];
  if (found.length === 0) return refuse('NOTHING_DIFFERS', { rule, period });
  const asked: Asked[] = [];
  let askedBefore = 0;
  for (let from = 0; from < found.length; from += AT_ONCE) {
    const page = found.slice(from, from + AT_ONCE);
    const [reports, before] = await Promise.all([
      desk.reading.subjects(page.map(([id]) => ({ campaignId, id }))),
      desk.differences.questions(page.map(([report, rows]) => ({ campaignId, unit: rows[0]?.unit ?? '', report }))),
    ]);
    const answers = await Promise.all(
      page.map(async ([id, rows], i): Promise<Asked | null> => {
        const report = reports[i];
        if (!report) return null;
        const answer = await create(desk, campaign, asking.value, {
          ...{ forms, rows, report, asked: before[i] ?? [], question: call.question, dueOn: call.dueOn },
          idempotencyKey: `each ${hash('sha256', `${call.idempotencyKey}\0${id}`, 'hex')}`,
          request: { command: 'askAboutDifferences', campaignId, rule, period, question: call.question, dueOn: call.dueOn },
        });
        return { unit: (report.definition as ReportDefinition).unit, answer };
      }),
    );
    for (const one of answers) {
      if (one?.answer.ok === false && one.answer.refusal.code === 'DIFFERENCE_ALREADY_ASKED') askedBefore += 1;
      else if (one) asked.push(one);
    }
  }
  return done({ asked, askedBefore });
}

type Standing = Extract<ReturnType<typeof relations>, { ok: true }>['value'];
type Asker = { by: Standing & { account: string }; now: Date };

function standingOf({ clock }: AskDesk, viewer: Viewer, campaign: StoredSubject, call: Question): Answer<Asker, Code> {
  const standing = relations(viewer, campaign as unknown as PolicySubject, call.actingUnit, { who: ['COORDINATOR'] });
  if (!standing.ok) return standing;
  if (!standing.value.relations.includes('COORDINATOR')) return refuse('FORBIDDEN');
  const now = clock.now();
  if (call.question.trim() === '') return refuse('BAD_INPUT', { problem: 'question', path: ['question'] });
  if (call.dueOn !== null && call.dueOn < civilDateOf(now)) return refuse('DEADLINE_IN_THE_PAST', { date: call.dueOn, path: ['dueOn'] });
  return done({ by: { account: viewer.accountId, ...standing.value }, now });
}

/** The rows that differ, by report. */
async function differing(
  { differences }: AskDesk,
  { campaignId }: StoredSubject,
  forms: readonly ComparedForm[],
  which: { period: string; reports: readonly string[] | null },
): Promise<Map<string, ComparedRow[]>> {
  const rules = forms.map(({ compared }) => compared);
  const [page] = await differences.compare([{ campaignId, rules, nodes: null, window: ALWAYS, differing: true, ...which }], null);
  const reports = new Map<string, ComparedRow[]>();
  for (const { row } of page?.rows ?? []) if (isDifferent(row)) reports.set(row.report, [...(reports.get(row.report) ?? []), row]);
  return reports;
}

const hasOpen = (asked: readonly QuestionAsked[]): boolean => asked.some(({ closed }) => !closed);

interface About {
  forms: readonly ComparedForm[];
  report: StoredSubject;
  rows: readonly ComparedRow[];
  asked: readonly QuestionAsked[];
  question: string;
  dueOn: string | null;
  idempotencyKey: string;
  request: unknown;
}

async function create(desk: AskDesk, campaign: StoredSubject, { by, now }: Asker, about: About): Promise<Answer<StoredSubject, Code>> {
  const { asked, report, question, dueOn } = about;
  const open = asked.find(({ closed }) => !closed);
  const created = await desk.drive.create({
    campaignId: campaign.campaignId,
    subject: {
      kind: 'DIFFERENCE',
      id: open?.id ?? v5(String(asked.length + 1), report.id),
      definition: definitionOf(campaign, about, { question: question.trim(), dueOn }),
      // Questions are listed in the order in which they were asked.
      ordinal: Math.floor(now.getTime() / 60_000),
      phase: null,
    },
    by,
    idempotencyKey: about.idempotencyKey,
    request: about.request,
  });
  if (created.ok) return done(created.value.subject);
  return created.refusal.code === 'ALREADY_EXISTS' ? refuse('DIFFERENCE_ALREADY_ASKED', { title: report.title }) : created;
}

function definitionOf(
  campaign: StoredSubject,
  { forms, report, rows }: About,
  asked: Pick<DifferenceDefinition, 'question' | 'dueOn'>,
): DifferenceDefinition {
  const { rule, unit } = report.definition as ReportDefinition;
  const [form] = forms;
  const cells = new Map((form?.cells ?? []).map((cell) => [cell.key, cell]));
  return {
    ...{ campaign: campaign.id, office: (campaign.definition as CampaignDefinition).office, unit, rule, form: form?.form ?? '', report: report.id },
    period: rows[0]?.period ?? { key: '', start: '', end: '' },
    cells: rows.map(({ cell, reported, recorded }) => ({
      ...{ cell, reported, recorded },
      ...{ label: cells.get(cell)?.label ?? cell, measure: cells.get(cell)?.unit ?? '' },
    })),
    ...asked,
    title: `${report.title}：与台账不一致`,
  };
}

const refuse = <C extends RefusalCode>(code: C, data: Record<string, unknown> = {}): { ok: false; refusal: Refusal<C> } => ({
  ok: false,
  refusal: { ...standardRefusal(code, data), code },
});
