/**
 * What the announcement of a year's days off, or its correction, moves: due days and closings that a plan's rules put on working days. Only what is
 * open and not yet due, and only where the report still bears the date that the calendar gave it: a date that was moved while the campaign ran, and a
 * suspended campaign, are left alone. Each report is amended for itself, by its law and in its log; its unit is told.
 */
import type { CampaignDefinition } from '../../../workflows/definitions';
import { civilDateOf, workCalendarOf, type WorkCalendar } from '../../domain/calendar';
import { compile } from '../../domain/plan/compile';
import type { Obligation } from '../../domain/plan/compiled';
import type { Plan } from '../../domain/plan/model';
import { phasesNow } from '../campaigns/campaign-now';
import { obligationsNow, owingNow } from '../campaigns/obligations-now';
import type { Drive, DriveCall } from '../drive/types';
import type { WorkCalendars } from '../ports/calendar';
import type { CampaignRecords, RunningCampaigns, SubjectBrief } from '../ports/campaigns';
import type { Clock } from '../ports/clock';
import type { Plans } from '../ports/plans';
import type { StoredSubject } from '../ports/store';

export interface RedatingDesk {
  records: Pick<CampaignRecords, 'campaigns' | 'briefs'> & RunningCampaigns;
  plans: Pick<Plans, 'plansAt'>;
  calendars: Pick<WorkCalendars, 'current'>;
  drive: Pick<Drive, 'driveMany'>;
  clock: Clock;
}

const AT_ONCE = 200;

/**
 * @param before as the calendar was. What was estimated while the year was not announced is found without it: a call that broke off is made again.
 * Answers how many reports were moved.
 */
export async function redateReports(desk: RedatingDesk, year: number, before: WorkCalendar): Promise<number> {
  const now = await desk.calendars.current();
  const on = civilDateOf(desk.clock.now());
  let moved = 0;
  for (const id of await desk.records.runningCampaigns()) {
    const [campaign] = await desk.records.campaigns([id]);
    const calls = campaign ? await redated(desk, campaign, { now, earlier: [before, without(now, year)], on }) : [];
    for (let i = 0; i < calls.length; i += AT_ONCE)
      moved += (await desk.drive.driveMany(calls.slice(i, i + AT_ONCE))).filter((outcome) => outcome.ok).length;
  }
  return moved;
}

const without = (calendar: WorkCalendar, year: number): WorkCalendar =>
  workCalendarOf(calendar.years.flatMap((one) => (one === year ? [] : (calendar.arrangementOf(one) ?? []))));

const dependsOnDaysOff = ({ reporting }: Plan): boolean =>
  reporting.some(({ onDayOff, closesAfter }) => onDayOff !== 'AS_PRINTED' || closesAfter !== null);

const nameOf = ({ rule, period, unit }: Pick<Obligation, 'rule' | 'unit'> & { period: { key: string } }): string =>
  [rule, period.key, unit].join(' ');

interface Calendars {
  now: WorkCalendar;
  earlier: readonly WorkCalendar[];
  on: string;
}

async function redated({ records, plans }: RedatingDesk, campaign: StoredSubject, { now, earlier, on }: Calendars): Promise<DriveCall[]> {
  const { plan, planRevision, ruleKeys } = campaign.definition as CampaignDefinition;
  const [stored] = await plans.plansAt([{ id: plan, revision: planRevision }]);
  if (!stored || !dependsOnDaysOff(stored.content)) return [];
  const compiled = compile(stored.content, stored.bindings, { calendar: now, ruleKeys });
  if (compiled.outcome !== 'compiled') return [];
  const { phases } = phasesNow(campaign);
  const owing = owingNow(compiled.plan, campaign);
  const by = (calendar: WorkCalendar): Map<string, Obligation> => {
    const owed = obligationsNow({ stored, compiled: compiled.plan, options: { calendar, ruleKeys } }, phases, owing);
    return new Map(owed.map((one) => [nameOf(one), one]));
  };
  const [says, said] = [by(now), earlier.map(by)];
  return (await records.briefs([campaign.id], ['REPORT'])).flatMap((report): DriveCall[] => {
    const name = nameOf({ rule: report.rule ?? '', unit: report.unit ?? '', period: { key: report.period ?? '' } });
    const is = says.get(name);
    if (!is || is.dueOn < on || !isAhead(report, on)) return [];
    const differs = said.some((one) => {
      const was = one.get(name);
      return was !== undefined && was.dueOn === report.dueOn && (was.dueOn !== is.dueOn || was.closesOn !== is.closesOn);
    });
    if (!differs) return [];
    const { rule, title, dueOn, closesOn, closesAfter, phase, movesWithPhase, onDayOff } = is;
    const input = { rule, title, dueOn, closesOn, closesAfter, phase, movesWithPhase, onDayOff };
    return [{ subject: { campaignId: report.campaignId, id: report.id, kind: 'REPORT' }, event: { type: 'AMENDED', input }, viewer: 'ENGINE' }];
  });
}

/** Owed or being drafted, and its day not past. */
const isAhead = ({ timeliness, state, dueOn }: SubjectBrief, on: string): boolean =>
  timeliness === 'PENDING' && (state === 'OWED' || state === 'DRAFTING') && dueOn !== null && dueOn >= on;
