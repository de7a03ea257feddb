/**
 * What the door reads, after the policy: lists, boards, counts and histories as one viewer may see them. What a viewer may not see is left
 * out of lists and answered with null by id, as if it did not exist.
 */
import type { SubjectKind } from '../../../workflows/contract';
import { hiddenFromOthers, mayReadLog } from '../policy';
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
import type { Laws } from '../drive/types';
import type { Viewer } from '../ports/viewer';
import { SEATED } from './inbox';
import type { Seen, Sight } from './sight';

/** Methods that take campaigns answer for each of them, in the order asked, with at most two statements for all. */
export interface Reader {
  /** In the order asked. */
  subjects(sight: Sight, keys: readonly SubjectKey[]): Promise<(Seen | null)[]>;
  campaigns(sight: Sight, states: readonly string[] | null, page: PageRequest): Promise<Page<Seen>>;
  /**
   * Tasks or reports. Inside a campaign that one sees TAKING_PART: every task, and the reports of one's own units; ordered or narrowed by what
   * is not shown of the others' tasks, one's own tasks only.
   */
  subjectsOf(
    sight: Sight,
    campaignIds: readonly string[],
    kind: string,
    filter: SubjectFilter,
    sort: SubjectSort,
    page: PageRequest,
  ): Promise<Page<Seen>[]>;
  /** By anything but the state only one's own units are counted, unless one sees the campaign FULL. */
  counts(sight: Sight, campaignIds: readonly string[], kind: string, by: readonly CountDimension[], filter: SubjectFilter): Promise<CountRow[][]>;
  /** Overdue first. One's own rows and cells, unless one sees the campaign FULL. */
  board(sight: Sight, campaignIds: readonly string[], kind: string): Promise<BoardRow[][]>;
  standings(sight: Sight, campaignIds: readonly string[]): Promise<UnitStanding[][]>;
  /** Empty for what one does not see whole; what is confidential in an event stays with the people of the unit that sent it, and auditors. */
  history(sight: Sight, seen: readonly Seen[], afterSeq: number, limit: number): Promise<HistoryRow[][]>;
  deadlines(keys: readonly SubjectKey[]): Promise<DeadlineRow[][]>;
  messages(sight: Sight, unreadOnly: boolean, page: PageRequest): Promise<Page<MessageRow>>;
  /** How many were marked. */
  markRead(sight: Sight, messageIds: readonly string[], at: Date): Promise<number>;
}

const EMPTY: Page<never> = { rows: [], more: false };

/** Intersection: what was asked for, as far as it is one's own. */
const ownOf = (asked: readonly string[] | null | undefined, own: readonly string[]): readonly string[] =>
  asked ? asked.filter((unit) => own.includes(unit)) : own;

/** Whoever sees the others' tasks by title, number, area and state must not find out more of them by asking. */
const asksBeyondTitles = ({ unitIds, roles, dueOn, timeliness, phases }: SubjectFilter): boolean =>
  [unitIds, roles, dueOn, timeliness, phases].some((condition) => condition != null);

export function createReader(reading: Reading, laws: Laws): Reader {
  /**
   * Asks for all campaigns that are seen alike at once. `units`: null for those seen FULL, one's own for those one takes part in. What is not
   * seen at all is not asked for.
   */
  async function byLevel<T>(
    sight: Sight,
    campaignIds: readonly string[],
    nothing: T,
    ask: (ids: readonly string[], units: readonly string[] | null) => Promise<T[]>,
  ): Promise<T[]> {
    const levels = await sight.levels(campaignIds);
    const answers = new Map<string, T>();
    for (const level of ['FULL', 'TAKING_PART'] as const) {
      const ids = [...new Set(campaignIds.filter((_, i) => levels[i] === level))];
      if (ids.length === 0) continue;
      const found = await ask(ids, level === 'FULL' ? null : sight.units);
      ids.forEach((id, i) => answers.set(id, found[i] ?? nothing));
    }
    return campaignIds.map((id) => answers.get(id) ?? nothing);
  }

  async function seePages(sight: Sight, pages: readonly Page<Seen['subject']>[]): Promise<Page<Seen>[]> {
    const seen = await sight.see(pages.flatMap((page) => page.rows.map(({ row }) => row)));
    let next = 0;
    return pages.map(({ more, rows }) => ({
      more,
      rows: rows.flatMap(({ sortKey }) => {
        const one = seen[next++];
        return one ? [{ row: one, sortKey }] : [];
      }),
    }));
  }

  return {
    subjects: async (sight, keys) => sight.see(await reading.subjects(keys)),

    campaigns: async (sight, states, page) => (await seePages(sight, [await reading.campaigns(sight.scope, states, page)]))[0] ?? EMPTY,

    subjectsOf: (sight, campaignIds, kind, filter, sort, page) =>
      byLevel<Page<Seen>>(sight, campaignIds, EMPTY, async (ids, units) => {
        // What is others' alone is not seen at all, and the others' dates are not there to be sorted by.
        const ownOnly = hiddenFromOthers(kind as SubjectKind) || sort === 'DUE_FIRST' || asksBeyondTitles(filter);
        const asked = units !== null && ownOnly ? { ...filter, unitIds: ownOf(filter.unitIds, units) } : filter;
        return seePages(sight, await reading.subjectsOf(ids, kind, asked, sort, page));
      }),

    counts: (sight, campaignIds, kind, by, filter) =>
      byLevel<CountRow[]>(sight, campaignIds, [], (ids, units) => {
        const ownOnly = hiddenFromOthers(kind as SubjectKind) || by.some((dimension) => dimension !== 'STATE') || asksBeyondTitles(filter);
        return reading.counts(ids, kind, by, units !== null && ownOnly ? { ...filter, unitIds: ownOf(filter.unitIds, units) } : filter);
      }),

    board: (sight, campaignIds, kind) => byLevel<BoardRow[]>(sight, campaignIds, [], (ids, units) => reading.board(ids, kind, units)),

    standings: (sight, campaignIds) => byLevel<UnitStanding[]>(sight, campaignIds, [], (ids, units) => reading.standings(ids, units)),

    async history(sight, seen, afterSeq, limit) {
      const readable = seen.filter(({ level }) => mayReadLog(level));
      const found = await reading.history(
        readable.map(({ subject }) => subject),
        afterSeq,
        limit,
      );
      const histories = new Map(readable.map((one, i) => [one, (found[i] ?? []).map((row) => withoutConfidential(row, sight.viewer, laws))]));
      return seen.map((one) => histories.get(one) ?? []);
    },

    deadlines: (keys) => reading.deadlines(keys),

    messages: async (sight, unreadOnly, page) => (sight.units.length === 0 ? EMPTY : reading.messages(sight.units, unreadOnly, page)),

    markRead: async (sight, messageIds, at) => (sight.units.length === 0 ? 0 : reading.markRead(sight.units, messageIds, at)),
  };
}

function withoutConfidential(row: HistoryRow, viewer: Viewer, laws: Laws): HistoryRow {
  const confidential = laws[row.kind as keyof Laws]?.events[row.type]?.confidential ?? [];
  if (confidential.length === 0) return row;
  const own = viewer.roles.some(({ role, unitId }) => role === 'AUDITOR' || (unitId === row.by.unit && SEATED.includes(role)));
  return own ? row : { ...row, input: Object.fromEntries(Object.entries(row.input).filter(([name]) => !confidential.includes(name))) };
}
