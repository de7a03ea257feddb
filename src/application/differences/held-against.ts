/**
 * Reported against recorded, as one viewer may see it: everything to who sees a campaign FULL; to who takes part, what stands below their own
 * units. Every method costs a fixed number of statements, whatever the number of campaigns and rows.
 */
import { civilDateOf } from '../../domain/calendar';
import { decimalText, scaledText, type Cell } from '../../domain/statistics';
import type { CampaignDefinition } from '../../../workflows';
import { standpoints } from '../figures/standpoints';
import { windowOf } from '../figures/window-asked';
import type { Clock } from '../ports/clock';
import type { ComparedCell, ComparedRow, Differences, ExplainingRecord } from '../ports/differences';
import type { Plans } from '../ports/plans';
import type { Page, PageRequest } from '../ports/reading';
import type { StoredSubject, SubjectKey } from '../ports/store';
import type { UnitDirectory } from '../ports/units';
import type { Sight } from '../reading/sight';
import { comparedForms, type ComparedForm } from './compared-forms';

/** NOT_REPORTED: nothing has been handed in, so there is nothing to hold against the records. */
export const COMPARISON_RESULTS = ['SAME', 'DIFFERENT', 'NOT_REPORTED'] as const;
export type ComparisonResult = (typeof COMPARISON_RESULTS)[number];

export interface HeldAsked {
  rule: string | null;
  /** Periods that end between these days; both null: since the campaign began, up to the period that is under way. */
  from: string | null;
  to: string | null;
  unit: string | null;
  differing: boolean;
}

export interface HeldRow extends Omit<ComparedRow, 'cell'> {
  campaignId: string;
  form: string;
  cell: Cell;
  compared: ComparedCell;
  result: ComparisonResult;
  /** Reported less recorded; null where nothing was handed in. */
  difference: string | null;
}

export interface HeldAgainstRecords {
  /** A page of each campaign, in their order. */
  rows(sight: Sight, campaigns: readonly StoredSubject[], asked: HeldAsked, page: PageRequest): Promise<Page<HeldRow>[]>;
  /** The records that make up what is recorded, by day. */
  explaining(rows: readonly HeldRow[], page: PageRequest): Promise<Page<ExplainingRecord>[]>;
  /** What the unit was asked about this cell: the question that is open, or else the last one. */
  questions(rows: readonly HeldRow[]): Promise<(SubjectKey | null)[]>;
}

export interface HeldDesk {
  differences: Differences;
  plans: Pick<Plans, 'plansAt'>;
  units: Pick<UnitDirectory, 'current'>;
  clock: Clock;
}

const NOTHING: Page<never> = { rows: [], more: false };

export async function formsComparedIn(plans: Pick<Plans, 'plansAt'>, campaigns: readonly StoredSubject[]): Promise<ComparedForm[][]> {
  const definitions = campaigns.map(({ definition }) => definition as CampaignDefinition);
  const stored = await plans.plansAt(definitions.map(({ plan, planRevision }) => ({ id: plan, revision: planRevision })));
  return definitions.map(({ ruleKeys }, i) => {
    const content = stored[i]?.content;
    return content ? comparedForms(content, ruleKeys) : [];
  });
}

export function createHeldAgainstRecords(desk: HeldDesk): HeldAgainstRecords {
  const { differences, plans, clock } = desk;
  return {
    async rows(sight, campaigns, { rule, from, to, unit, differing }, page) {
      const [views, forms] = await Promise.all([standpoints(desk, sight, campaigns, unit), formsComparedIn(plans, campaigns)]);
      const window = windowOf({ span: null, on: null, from, to }, civilDateOf(clock.now()));
      const questions = campaigns.flatMap(({ campaignId }, i) => {
        const nodes = views[i] ?? [];
        const rules = (forms[i] ?? []).filter((form) => rule === null || form.rule === rule).map(({ compared }) => compared);
        if (nodes.length === 0 || rules.length === 0) return [];
        const above = nodes.flatMap((node) => node ?? []);
        return [{ i, question: { campaignId, rules, window, differing, nodes: above.length === nodes.length ? above : null, ...EVERY_REPORT } }];
      });
      const found = await differences.compare(
        questions.map(({ question }) => question),
        page,
      );
      const pages = new Map(questions.map(({ i }, q) => [i, found[q] ?? NOTHING]));
      return campaigns.map(({ campaignId }, i) => {
        const { rows, more } = pages.get(i) ?? NOTHING;
        return { more, rows: rows.map(({ row, sortKey }) => ({ row: heldRow(campaignId, forms[i] ?? [], row), sortKey })) };
      });
    },

    explaining: (rows, page) => differences.explaining(rows.map(explained), page),

    async questions(rows) {
      const asked = await differences.questions(rows);
      return rows.map(({ campaignId, cell }, i) => {
        const about = (asked[i] ?? []).filter(({ cells }) => cells.includes(cell.key));
        const last = about.findLast(({ closed }) => !closed) ?? about.at(-1);
        return last ? { campaignId, id: last.id } : null;
      });
    },
  };
}

const EVERY_REPORT = { period: null, reports: null };

const explained = ({ campaignId, rule, form, unit, period, compared: cell }: HeldRow) => ({ campaignId, rule, form, unit, period, cell });

function heldRow(campaignId: string, forms: readonly ComparedForm[], row: ComparedRow): HeldRow {
  const form = forms.find(({ rule }) => rule === row.rule);
  const cell = form?.cells.find(({ key }) => key === row.cell);
  const compared = form?.compared.cells.find(({ key }) => key === row.cell);
  if (!form || !cell || !compared) throw new Error(`Nobody asked about cell ${row.cell} of rule ${row.rule}`);
  const difference = differenceOf(row);
  return { ...row, campaignId, form: form.form, cell, compared, difference, result: resultOf(row, difference) };
}

const resultOf = ({ handedIn }: ComparedRow, difference: string | null): ComparisonResult =>
  !handedIn ? 'NOT_REPORTED' : difference === '0' ? 'SAME' : 'DIFFERENT';

/** A report that was handed in and says nothing of a cell is held to say that there was nothing. */
export const differenceOf = ({ handedIn, reported, recorded }: Pick<ComparedRow, 'handedIn' | 'reported' | 'recorded'>): string | null =>
  handedIn ? decimalText(scaledText(reported ?? '0') - scaledText(recorded)) : null;

export const isDifferent = (row: Pick<ComparedRow, 'handedIn' | 'reported' | 'recorded'>): boolean => {
  const difference = differenceOf(row);
  return difference !== null && difference !== '0';
};
