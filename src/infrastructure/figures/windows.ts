/**
 * A window of one unit and rule, as quick for many periods as for few: what is carried up to its last day that is over, less what is carried up
 * to the day before its first, and the periods that still go on. Which days are carried is remembered for a while; who remembers too few
 * reads some periods more, and where a unit has no row for a day that is remembered, the database is asked for everything.
 */
import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';
import type { FigureReading, WindowTotal } from '../../application/ports/figure-reading';
import { TALLY_COUNTS, type TallyCount } from '../../application/ports/figures';
import { addDays } from '../../domain/calendar';
import { decimalText, scaledText } from '../../domain/statistics';
import { isEmpty, list, toTotal, type Row } from './rows';

const REMEMBERED = { max: 2_000, ttl: 60_000 };
/** So few periods are read as they are. */
const FEW = 2;
const BEGINNING = '0001-01-01';

/** Rows come with how they count: 1 and -1 are added up, 2 are those of the last period with figures, 3 says what is covered. */
const KEYS = (x: string): string => `${x}.campaign_id = $1 and ${x}.rule = $2 and ${x}.source = $3 and ${x}.node_id = $4`;
/** What is owed once has the key `ONCE`, and belongs to a window up to today before it is due as well. */
const BEGUN = (by: number, onceOwed: boolean): string =>
  onceOwed ? `(t.period_start <= $${by}::date or t.period_key = 'ONCE')` : `t.period_start <= $${by}::date`;
const SAYS = `(t.keys <> '{}' or t.counts[${TALLY_COUNTS.indexOf('zero') + 1}] > 0)`;
const PERIOD = (x: string): string => `${x}.rule, ${x}.node_id::text, ${x}.period_key, ${x}.period_start::text, ${x}.period_end::text`;
const SUMS = (x: string): string => `${x}.counts::text, ${x}.keys::text, ${x}.sums::text, ${x}.filled::text`;
const CARRIED = `null, null, null, null, null, ${SUMS('o')}`;
const ONE_WINDOW = (asked: string): string => `with b as materialized (select
    (select o.upto from carried o where ${KEYS('o')} and o.upto < $5::date order by o.upto desc limit 1) as u1,
    (select o.upto from carried o where ${KEYS('o')} and o.upto <= least($6::date, $7::date) order by o.upto desc limit 1) as u2),
  c as materialized (select u1, u2, coalesce(u2 >= $5::date, false) as uses from b)
select 1, ${CARRIED} from c, carried o where c.uses and ${KEYS('o')} and o.upto = c.u2
union all select -1, ${CARRIED} from c, carried o where c.uses and ${KEYS('o')} and o.upto = c.u1
union all select 1, ${PERIOD('t')}, ${SUMS('t')} from c, tally t where ${KEYS('t')} and ${asked} and t.period_end >= case when c.uses then c.u2 + 1 else $5::date end
union all select -1, ${PERIOD('t')}, ${SUMS('t')} from c, tally t where c.uses and ${KEYS('t')} and t.period_end < $5::date and t.period_end > coalesce(c.u1, '-infinity')
union all select 2, ${PERIOD('t')}, ${SUMS('t')} from tally t where ${KEYS('t')} and ${asked} and ${SAYS}
  and t.period_end = (select t.period_end from tally t where ${KEYS('t')} and ${asked} and ${SAYS} order by t.period_end desc limit 1)
union all select 3, null, null, null, (select t.period_start::text from tally t where ${KEYS('t')} and ${asked} order by t.period_end limit 1),
  (select t.period_end::text from tally t where ${KEYS('t')} and ${asked} order by t.period_end desc limit 1), null, null, null, null`;

/**
 * The same where the days are known: $5 the last carried, $6 the one before the window. Rows of these two must be there. What goes on beyond
 * the last day, what lies between the day before and the window, and the last period with figures are asked for where there can be any.
 */
const KNOWN = `select 1, null, 'to', null, null, null, ${SUMS('o')} from carried o where ${KEYS('o')} and o.upto = $5::date
union all select -1, null, 'from', null, null, null, ${SUMS('o')} from carried o where ${KEYS('o')} and o.upto = $6::date`;
const BEYOND = (onceOwed: boolean): string => `
union all select 1, ${PERIOD('t')}, ${SUMS('t')} from tally t where ${KEYS('t')} and t.period_end > $5::date and t.period_end <= $7::date and ${BEGUN(8, onceOwed)}`;
const BEFORE = `
union all select -1, ${PERIOD('t')}, ${SUMS('t')} from tally t where ${KEYS('t')} and t.period_end > coalesce($6::date, '-infinity') and t.period_end < $9::date`;
const LAST = (onceOwed: boolean): string => `
union all select 2, ${PERIOD('t')}, ${SUMS('t')} from tally t where ${KEYS('t')} and ${SAYS} and t.period_end = (select t.period_end from tally t
  where ${KEYS('t')} and t.period_end between $9::date and $7::date and ${BEGUN(8, onceOwed)} and ${SAYS} order by t.period_end desc limit 1)`;
/** Every value has its type, also where a statement has no use for it. */
const TYPED =
  '\nunion all select null, null, null, null, null, null, null, null, null, null where $7::date is null and $8::date is null and $9::date is null';
/** A node's periods as they are. */
const FEW_PERIODS = (asked: string): string =>
  `select 1, ${PERIOD('t')}, ${SUMS('t')} from tally t where ${KEYS('t')} and ${asked} order by t.period_end, t.period_key`;

/** A statement for each kind of window, under a name of its own. */
const statements = (onceOwed: boolean) => {
  const asked = `t.period_end between $5::date and $6::date and ${BEGUN(7, onceOwed)}`;
  const texts = { whole: ONE_WINDOW(asked), few: FEW_PERIODS(asked), beyond: BEYOND(onceOwed), last: LAST(onceOwed) };
  return { name: onceOwed ? 'figures-window-open' : 'figures-window', ...texts };
};
const OF_PERIODS = statements(false);
const WITH_ONCE = statements(true);

interface Day {
  upto: string;
  starts: string;
}

export function createWindows(pool: Pool): FigureReading['window'] {
  const remembered = new LRUCache<string, Day[]>(REMEMBERED);
  async function daysOf(campaignId: string, rule: string, source: string): Promise<Day[]> {
    const name = `${campaignId} ${source} ${rule}`;
    const known = remembered.get(name);
    if (known) return known;
    const { rows } = await pool.query<Day>({
      name: 'figures-carried-days',
      text: `select upto::text, starts::text from carried_day where campaign_id = $1 and rule = $2 and source = $3 order by upto`,
      values: [campaignId, rule, source],
    });
    remembered.set(name, rows);
    return rows;
  }
  const ask = async (name: string, text: string, values: unknown[]): Promise<Row[]> =>
    (await pool.query<Row>({ name, text, values, rowMode: 'array' })).rows;

  return async ({ campaignId, rules: [rule], source, unit, window: { from, to, begunBy, onceOwed }, standing }) => {
    const key = [campaignId, rule, source, unit];
    const { name, whole, few, beyond, last: standsLast } = onceOwed ? WITH_ONCE : OF_PERIODS;
    const days = await daysOf(campaignId, rule, source);
    const over = to < begunBy ? to : begunBy;
    const last = days.findLast(({ upto }) => upto <= over);
    const within = last && last.upto >= from ? days.filter(({ upto }) => upto >= from && upto <= last.upto) : [];
    if (!last || within.length <= FEW) {
      // As many as may go on beside those that are over: none of them is carried.
      const rows = await ask(`${name}-few`, few, [...key, from, to, begunBy]);
      return ofPeriods(
        rows.filter((row) => !isEmpty(row)),
        standing,
      );
    }
    const before = days.findLast(({ upto }) => upto < from);
    // Periods that ended before the window and are carried up to no day of their own: none can lie there where the days adjoin.
    const adjoins = before ? addDays(before.upto, 1) === from : from === BEGINNING;
    const parts = { beyond: to > last.upto ? beyond : '', before: adjoins ? '' : BEFORE, last: standing ? standsLast : '' };
    const asked = Object.entries(parts).filter(([, text]) => text !== '');
    const values = [...key, last.upto, before?.upto ?? null];
    const rows =
      asked.length === 0
        ? await ask('figures-window', KNOWN, values)
        : await ask([name, ...asked.map(([part]) => part)].join('-'), [KNOWN, ...asked.map(([, text]) => text), TYPED].join(''), [
            ...values,
            to,
            begunBy,
            from,
          ]);
    const [hasLast, hasBefore] = [rows.some((row) => row[2] === 'to'), rows.some((row) => row[2] === 'from')];
    if (!hasLast || (before && !hasBefore)) return windowOf(await ask(`${name}-whole`, whole, [...key, from, to, begunBy]));
    const total = windowOf(rows);
    const ends = rows.flatMap((row) => (row[0] === 1 && row[5] ? [row[5]] : []));
    return { ...total, covers: { from: within[0]?.starts ?? from, to: [last.upto, ...ends].sort().at(-1) ?? last.upto } };
  };
}

/** Whatever is read period by period says itself what is last and what is covered. */
function ofPeriods(rows: readonly Row[], standing: boolean): WindowTotal {
  const total = windowOf(rows);
  const says = !standing ? [] : rows.filter((row) => row[7] !== '{}' || Number(list(row[6])[TALLY_COUNTS.indexOf('zero')] ?? 0) > 0);
  const end = says.at(-1)?.[5];
  const starts = rows.map((row) => row[4]).sort();
  const [first, last] = [starts[0], rows.at(-1)?.[5]];
  return { ...total, last: says.filter((row) => row[5] === end).map(toTotal), covers: first && last ? { from: first, to: last } : null };
}

function windowOf(rows: readonly Row[]): WindowTotal {
  const counted = new Array<number>(TALLY_COUNTS.length).fill(0);
  const sums = new Map<string, Sum>();
  const total: WindowTotal = { counts: {} as Record<TallyCount, number>, cells: {}, last: [], covers: null };
  for (const row of rows) {
    const [how, , , , start, end, counts, keys, figures, filled] = row;
    if (how === 3) {
      if (start && end) total.covers = { from: start, to: end };
    } else if (how === 2) total.last.push(toTotal(row));
    else {
      list(counts).forEach((n, i) => (counted[i] = (counted[i] ?? 0) + how * Number(n)));
      const [values, fills] = [list(figures), list(filled ?? '{}')];
      list(keys).forEach((cell, i) => {
        let sum = sums.get(cell);
        if (!sum) sums.set(cell, (sum = { small: 0, large: 0n, filled: 0 }));
        add(sum, how, values[i] ?? '0');
        sum.filled += how * Number(fills[i] ?? 0);
      });
    }
  }
  TALLY_COUNTS.forEach((name, i) => (total.counts[name] = counted[i] ?? 0));
  for (const [cell, sum] of sums) if (sum.filled !== 0) total.cells[cell] = { sum: textOf(sum), filled: sum.filled };
  return total;
}

/** Millionths: as a whole number as long as a double holds it exactly, which is nearly always, and what does not fit as a big one. */
interface Sum {
  small: number;
  large: bigint;
  filled: number;
}
/** Below this a decimal of six places is the nearest double to it, and a million times it, rounded, the whole number. */
const SMALL = 1e9;

function add(sum: Sum, how: number, text: string): void {
  const value = Number(text);
  if (value < SMALL && value > -SMALL && sum.small < SMALL * 1e6 && sum.small > -SMALL * 1e6) sum.small += how * Math.round(value * 1e6);
  else sum.large += BigInt(how) * scaledText(text);
}

const textOf = ({ small, large }: Sum): string =>
  large === 0n && small < SMALL * 1e6 && small > -SMALL * 1e6 ? String(small / 1e6 + 0) : decimalText(large + BigInt(small));
