import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { CalendarYear, ImportCalendarYearInput, ImportCalendarYearPayload, WorkingDate } from '../../../schema/calendar';
import { DateScalar } from '../../../schema/kernel/scalars';
import type { Desk } from '../../application/desk';
import { standardRefusal } from '../../application/refusal-codes';
import { orThrow, toPayload } from '../answers';
import { signedIn, type DoorContext } from '../context';

/** Ten years of working days: no campaign looks further, and a longer count would only cost time. */
const MOST_DAYS = 2_600;

type Calendar = Awaited<ReturnType<Desk['calendar']['calendar']>>;

@Resolver()
export class CalendarResolver {
  @Query(() => CalendarYear, { description: "A year of the State Council's calendar, or that it is not announced yet. 年度节假日安排。" })
  async calendarYear(@Arg('year', () => Int, { description: 'The year. 年份。' }) year: number, @Ctx() context: DoorContext) {
    signedIn(context);
    return yearOf(context.desk, year);
  }

  @Query(() => WorkingDate, {
    description: 'The date so many working days after a date, which itself is not counted; before it when negative. 推算工作日。',
  })
  async addWorkingDays(
    @Arg('from', () => DateScalar, { description: 'The date from which to count. 起始日期。' }) from: string,
    @Arg('days', () => Int, { description: 'Working days, -2600 to 2600. 工作日数。' }) days: number,
    @Ctx() context: DoorContext,
  ): Promise<WorkingDate> {
    signedIn(context);
    const problem = `days: -${MOST_DAYS} … ${MOST_DAYS}`;
    if (Math.abs(days) > MOST_DAYS) return orThrow({ ok: false, refusal: standardRefusal('BAD_INPUT', { problem, path: ['days'] }) });
    const found = counted(await context.desk.calendar.calendar(), from, days);
    if (!found) return orThrow({ ok: false, refusal: standardRefusal('BAD_INPUT', { problem: '0001-01-01 … 9999-12-31', path: ['days'] }) });
    return 'date' in found
      ? { date: found.date, estimated: false, notAnnouncedYear: null }
      : { date: found.estimate, estimated: true, notAnnouncedYear: found.notAnnounced };
  }

  @Mutation(() => ImportCalendarYearPayload, {
    nullable: true,
    description: 'Takes over a year that has been announced, or corrects one. By the system administrator. 导入年度节假日安排。',
  })
  async importCalendarYear(
    @Arg('input', () => ImportCalendarYearInput, { description: 'What it takes. 输入。' }) input: ImportCalendarYearInput,
    @Ctx() context: DoorContext,
  ) {
    const { year, holidays, makeUpWorkdays, source, idempotencyKey } = input;
    const call = { arrangement: { year, holidays, makeUpWorkdays, source }, idempotencyKey };
    const answer = await context.desk.calendar.importCalendarYear(signedIn(context), call);
    return toPayload(answer, context, input, async (imported) => ({ calendarYear: await yearOf(context.desk, imported.year) }));
  }
}

/** Null where the count leaves the years that a date can name. */
function counted(calendar: Calendar, from: string, days: number): ReturnType<Calendar['addWorkingDays']> | null {
  try {
    return calendar.addWorkingDays(from, days);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

async function yearOf(desk: Desk, year: number): Promise<CalendarYear> {
  const known = (await desk.calendar.calendar()).arrangementOf(year);
  if (!known) return { year, announced: false, holidays: [], makeUpWorkdays: [], source: null };
  return { year, announced: true, holidays: [...known.holidays], makeUpWorkdays: [...known.makeUpWorkdays], source: known.source };
}
