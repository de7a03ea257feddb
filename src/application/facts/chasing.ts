/** When units are chased for a report, and how a day of chasing stands to the date by which it is owed. */
import type { ReportDefinition } from '../../../workflows/definitions';
import type { Facts } from '../../../workflows/facts';
import { addDays } from '../../domain/calendar';
import type { WorkCalendar } from '../../domain/calendar';
import { chaseDays, type ChaseDay } from '../../domain/plan/chase-days';
import { hasComeBack, owedBy, type ReportContext } from '../../../workflows/report/context';
import type { FactProvider, FactRequest } from '../drive/types';
import { provider, type FactSources } from './sources';
import { movedDates, workingDaysAfter } from './working-days';

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The day the report is owed by after the event; null: none. */
function owedAfter(calendar: WorkCalendar, request: FactRequest): string | null {
  const { subject, event } = request;
  const context = subject.snapshot.context as unknown as ReportContext;
  switch (event.type) {
    case 'OWE':
      return (subject.definition as ReportDefinition).dueOn;
    case 'RETURN':
    case 'REOPEN':
    case 'AMENDED':
      return text(event.input.dueOn);
    case 'CHASING_CHANGED':
      return owedBy(context);
    case 'RESUMED': {
      const now = owedBy(context);
      return now && addDays(now, Number(event.input.days));
    }
    default:
      return hasComeBack(context) ? context.returnDueOn : movedDates(calendar, request).dueOn;
  }
}

/** How it is chased after the event; undefined: not at all. */
const chasingAfter = ({ subject, event }: FactRequest): ReportDefinition['chasing'] =>
  event.type === 'CHASING_CHANGED' ? (event.input.chasing as ReportDefinition['chasing']) : (subject.definition as ReportDefinition).chasing;

/** Thousands of units owe the same by the same day. */
function counter(calendar: WorkCalendar): (chasing: ReportDefinition['chasing'], owed: string) => ChaseDay[] {
  const known = new Map<string, ChaseDay[]>();
  return (chasing, owed) => {
    if (!chasing) return [];
    const name = `${owed} ${JSON.stringify(chasing)}`;
    const found = known.get(name) ?? chaseDays(chasing, owed, calendar);
    known.set(name, found);
    return found;
  };
}

export function chasingFacts({ calendars }: Pick<FactSources, 'calendars'>): Record<'chaseDates' | 'chaseDay', FactProvider> {
  return {
    chaseDates: provider(async (requests) => {
      const calendar = await calendars.current();
      const count = counter(calendar);
      return requests.map((request): Facts['chaseDates'] => {
        const owed = owedAfter(calendar, request);
        return owed === null ? [] : count(chasingAfter(request), owed).filter(({ on }) => on > request.event.on);
      });
    }),
    chaseDay: provider(async (requests) => {
      const calendar = await calendars.current();
      return requests.map(({ subject, event: { on } }): Facts['chaseDay'] => {
        const { chasing } = subject.definition as ReportDefinition;
        const owed = owedBy(subject.snapshot.context as unknown as ReportContext) ?? on;
        const workingDays = on <= owed ? workingDaysAfter(calendar, on, owed) : workingDaysAfter(calendar, owed, on);
        const next = calendar.onOrAfter(on);
        const working = 'date' in next ? next.date : next.estimate;
        return { workingDays, waitsUntil: chasing?.quietOnDaysOff && working > on ? working : null };
      });
    }),
  };
}
