/** The State Council's calendar: the years built in, and over them those that were imported. */
import type { Pool, PoolClient } from 'pg';
import type { CalendarYears, WorkCalendars } from '../../application/ports/calendar';
import { readYearArrangement, stateCouncilCalendar, type WorkCalendar } from '../../domain/calendar';

/** Read once and kept until somebody says that it changed. Those who ask meanwhile share one reading. */
export function createWorkCalendars(pool: Pool): WorkCalendars {
  let kept: Promise<WorkCalendar> | null = null;
  return {
    current() {
      if (kept) return kept;
      const reading = readCalendar(pool);
      kept = reading;
      reading.catch(() => {
        if (kept === reading) kept = null;
      });
      return reading;
    },
    invalidate() {
      kept = null;
    },
  };
}

async function readCalendar(pool: Pool): Promise<WorkCalendar> {
  const { rows } = await pool.query<{ year: number; holidays: unknown; makeUpWorkdays: unknown; source: string }>(
    'select year, holidays, make_up_workdays as "makeUpWorkdays", source from calendar_year order by year',
  );
  return rows.reduce((calendar, row) => {
    const answer = readYearArrangement(row);
    if (!answer.ok) throw new Error(`The stored calendar of ${row.year} does not hold together: ${JSON.stringify(answer)}`);
    return calendar.withYear(answer.arrangement);
  }, stateCouncilCalendar());
}

/** Told to every process with the commit of an import; who hears it calls `invalidate`. */
export const CALENDAR_CHANGED = 'calendar_changed';

/** On the connection of a transaction. */
export function calendarYears(client: PoolClient): CalendarYears {
  return {
    async save(arrangement, importedBy, at) {
      await client.query(
        `insert into calendar_year (year, holidays, make_up_workdays, source, imported_by, imported_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (year) do update set holidays = excluded.holidays, make_up_workdays = excluded.make_up_workdays, source = excluded.source,
           imported_by = excluded.imported_by, imported_at = excluded.imported_at`,
        [arrangement.year, JSON.stringify(arrangement.holidays), JSON.stringify(arrangement.makeUpWorkdays), arrangement.source, importedBy, at],
      );
      await client.query(`insert into audit (at, account_id, action, target, data) values ($1, $2, 'CALENDAR_YEAR_IMPORTED', $3, $4)`, [
        at,
        importedBy,
        String(arrangement.year),
        JSON.stringify({ source: arrangement.source }),
      ]);
      await client.query('select pg_notify($1, $2)', [CALENDAR_CHANGED, String(arrangement.year)]);
    },
  };
}
