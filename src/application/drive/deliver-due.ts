/**
 * Delivers the deadlines that are due, each as an event sent by CLOCK: in the order of their due instants within a campaign, also after a
 * month in which nobody did. `at` of the event is the real time; the date that was due is in `facts.deadline` { key, dueOn, dueAt }.
 *
 * Several processes may do this at once. A campaign is one worker's at a time, for the order and to spare work; that no deadline is lost or
 * doubled rests on the write alone, which holds only while the subject is as it was decided on, with the deadline still pending.
 *
 * A delivery that the law refuses is noted on the deadline and not tried again. One that fails otherwise (a busy or absent database, a
 * calendar not announced) stays due.
 */
import type { Clock } from '../ports/clock';
import type { DueDeadline, Store } from '../ports/store';
import type { Drive, Outcome } from './types';

export interface DueWork {
  store: Pick<Store, 'campaignsDue' | 'nextDue' | 'claiming'>;
  drive: Pick<Drive, 'drive'>;
  clock: Clock;
  /** Told of deliveries that threw: faults of a law or a fact. The rest goes on. */
  onError: (error: unknown, deadline: DueDeadline) => void;
}

export interface DueReport {
  delivered: number;
  refused: number;
  /** Still due. */
  left: number;
}

const CAMPAIGNS_AT_ONCE = 4;
const MOST_CAMPAIGNS = 100;
const MOST_OF_AN_INSTANT = 256;

export async function deliverDue(work: DueWork): Promise<DueReport> {
  const report: DueReport = { delivered: 0, refused: 0, left: 0 };
  for (;;) {
    const campaigns = await work.store.campaignsDue(work.clock.now(), MOST_CAMPAIGNS);
    const before = report.delivered + report.refused;
    report.left = 0;
    if (campaigns.length === 0) return report;
    await work.store.claiming(async (alone) => {
      const next = campaigns.values();
      // Each of these takes the next campaign from the same list.
      const hand = async (): Promise<void> => {
        for (const campaign of next) await alone(`clock ${campaign}`, () => deliverOf(work, campaign, report));
      };
      await Promise.all(Array.from({ length: CAMPAIGNS_AT_ONCE }, hand));
    });
    if (report.delivered + report.refused === before) return report;
  }
}

async function deliverOf(work: DueWork, campaignId: string, report: DueReport): Promise<void> {
  let after: Date | null = null;
  for (;;) {
    const due = await work.store.nextDue(campaignId, work.clock.now(), after, MOST_OF_AN_INSTANT);
    const [first] = due;
    if (!first) return;
    const told = await Promise.all(due.map((deadline) => deliverOne(work, deadline)));
    const left = told.filter((one) => one === 'LEFT' || one === 'NOT_NOW').length;
    report.delivered += told.filter((one) => one === 'DELIVERED').length;
    report.refused += told.filter((one) => one === 'REFUSED').length;
    report.left += left;
    if (told.includes('NOT_NOW')) return;
    // What could not be delivered must not stand in the way of what comes after it.
    if (left > 0) after = first.dueAt;
  }
}

async function deliverOne(work: DueWork, deadline: DueDeadline): Promise<'DELIVERED' | 'REFUSED' | 'LEFT' | 'NOT_NOW'> {
  const { campaignId, id, event, input } = deadline;
  const call = { subject: { campaignId, id }, event: { type: event, input }, viewer: 'CLOCK', deadline, sequence: `clock ${campaignId}` } as const;
  try {
    return meaning(await work.drive.drive(call));
  } catch (error) {
    work.onError(error, deadline);
    return 'LEFT';
  }
}

const NOT_NOW = new Set(['BUSY', 'DATABASE_UNAVAILABLE', 'READ_ONLY', 'PROGRAM_OUTDATED']);

function meaning(outcome: Outcome): 'DELIVERED' | 'REFUSED' | 'LEFT' | 'NOT_NOW' {
  if (outcome.ok) return 'DELIVERED';
  const { code } = outcome.refusal;
  if (code === 'EVENT_REFUSED') return 'REFUSED';
  return NOT_NOW.has(code) ? 'NOT_NOW' : 'LEFT';
}
