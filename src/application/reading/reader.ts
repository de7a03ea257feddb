/**
 * What the door reads, after the policy: lists, boards, counts and histories as one viewer may see them. What a viewer may not see is left
 * out of lists and answered with null by id, as if it did not exist.
 */
import { mayReadLog } from '../policy';
import type {
  BoardRow,
  CountDimension,
  CountRow,
  DeadlineRow,
  HistoryRow,
  MessageRow,
  Page,
  PageRequest,
  Reading,
  SubjectFilter,
  SubjectSort,
  UnitStanding,
} from '../ports/reading';
import type { SubjectKey } from '../ports/store';
import type { Seen, Sight } from './sight';

export interface Reader {
  /** In the order asked. */
  subjects(sight: Sight, keys: readonly SubjectKey[]): Promise<(Seen | null)[]>;
  campaigns(sight: Sight, states: readonly string[] | null, page: PageRequest): Promise<Page<Seen>>;
  /** Tasks or reports of a campaign. Inside a campaign that one sees TAKING_PART: every task, and the reports of one's own units. */
  subjectsOf(sight: Sight, campaignId: string, kind: string, filter: SubjectFilter, sort: SubjectSort, page: PageRequest): Promise<Page<Seen>>;
  /** By unit, role or part state only one's own units are counted, unless one sees the campaign FULL. */
  counts(sight: Sight, campaignId: string, kind: string, by: readonly CountDimension[], filter: SubjectFilter): Promise<CountRow[]>;
  /** Overdue first. One's own rows and cells, unless one sees the campaign FULL. */
  board(sight: Sight, campaignId: string, kind: string): Promise<BoardRow[]>;
  standings(sight: Sight, campaignId: string): Promise<UnitStanding[]>;
  history(seen: Seen, afterSeq: number, limit: number): Promise<HistoryRow[]>;
  deadlines(keys: readonly SubjectKey[]): Promise<DeadlineRow[][]>;
  messages(sight: Sight, unreadOnly: boolean, page: PageRequest): Promise<Page<MessageRow>>;
  /** How many were marked. */
  markRead(sight: Sight, messageIds: readonly string[], at: Date): Promise<number>;
}

const EMPTY: Page<never> = { rows: [], more: false };

/** Intersection: what was asked for, as far as it is one's own. */
const ownOf = (asked: readonly string[] | null | undefined, own: readonly string[]): readonly string[] =>
  asked ? asked.filter((unit) => own.includes(unit)) : own;

export function createReader(reading: Reading): Reader {
  /** null: everything; a list: only these units. Undefined: nothing at all. */
  async function unitsSeen(sight: Sight, campaignId: string): Promise<readonly string[] | null | undefined> {
    const level = await sight.levelOf(campaignId);
    return level === 'FULL' ? null : level === 'TAKING_PART' ? sight.units : undefined;
  }

  async function seePage(sight: Sight, page: Page<Seen['subject']>): Promise<Page<Seen>> {
    const seen = await sight.see(page.rows.map(({ row }) => row));
    return { more: page.more, rows: page.rows.flatMap(({ sortKey }, i) => (seen[i] ? [{ row: seen[i], sortKey }] : [])) };
  }

  return {
    subjects: async (sight, keys) => sight.see(await reading.subjects(keys)),

    campaigns: async (sight, states, page) => seePage(sight, await reading.campaigns(sight.scope, states, page)),

    async subjectsOf(sight, campaignId, kind, filter, sort, page) {
      const units = await unitsSeen(sight, campaignId);
      if (units === undefined) return EMPTY;
      const restricted = units !== null && kind === 'REPORT' ? { ...filter, unitIds: ownOf(filter.unitIds, units) } : filter;
      // Whoever sees the others' tasks by title only must not find out more of them by asking.
      const byParts = filter.unitIds != null || filter.roles != null;
      const asked = units !== null && byParts ? { ...restricted, unitIds: ownOf(filter.unitIds, units) } : restricted;
      return seePage(sight, await reading.subjectsOf(campaignId, kind, asked, sort, page));
    },

    async counts(sight, campaignId, kind, by, filter) {
      const units = await unitsSeen(sight, campaignId);
      if (units === undefined) return [];
      const needsParts = kind === 'REPORT' || by.some((d) => d === 'UNIT' || d === 'ROLE' || d === 'PART_STATE' || d === 'TIMELINESS');
      const byParts = needsParts || filter.unitIds != null || filter.roles != null;
      return reading.counts(campaignId, kind, by, units !== null && byParts ? { ...filter, unitIds: ownOf(filter.unitIds, units) } : filter);
    },

    async board(sight, campaignId, kind) {
      const units = await unitsSeen(sight, campaignId);
      return units === undefined ? [] : reading.board(campaignId, kind, units);
    },

    async standings(sight, campaignId) {
      const units = await unitsSeen(sight, campaignId);
      return units === undefined ? [] : reading.standings(campaignId, units);
    },

    history: async (seen, afterSeq, limit) => (mayReadLog(seen.level) ? reading.history(seen.subject, afterSeq, limit) : []),

    deadlines: (keys) => reading.deadlines(keys),

    messages: async (sight, unreadOnly, page) => (sight.units.length === 0 ? EMPTY : reading.messages(sight.units, unreadOnly, page)),

    markRead: async (sight, messageIds, at) => (sight.units.length === 0 ? 0 : reading.markRead(sight.units, messageIds, at)),
  };
}
