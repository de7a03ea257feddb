/**
 * A campaign with a task, a report and a coordinating body of the real laws, on the real database. Commands are the events that the tests of
 * the laws try (`test/workflows/support`), sent through drive; who sends one and what its facts are comes from the command.
 */
import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { createDrive, type DrivePorts, type NewSubject, type Outcome, type Sender } from '../../../src/application/drive';
import { deliverDue } from '../../../src/application/drive/deliver-due';
import type { Store } from '../../../src/application/ports/store';
import { done } from '../../../src/application/refusal';
import type { Database } from '../../../src/infrastructure/database';
import { createStore } from '../../../src/infrastructure/persistence/store';
import {
  bodyLaw,
  bulletinLaw,
  campaignLaw,
  decide,
  differenceLaw,
  factsOf,
  laws,
  recordLaw,
  reportLaw,
  taskLaw,
  type Law,
  type LawEvent,
  type SubjectKind,
} from '../../../workflows';
import { SettableClock } from '../../contract/support/engine';
import { bulletinLenses, countedAgain } from '../../workflows/support/bulletins';
import { differenceLenses, standsNow } from '../../workflows/support/differences';
import { campaignLenses } from '../../workflows/support/campaign-lenses';
import { usualCampaignFacts } from '../../workflows/support/campaigns';
import type { Lens } from '../../workflows/support/explore';
import { recordLenses, usualCorrection } from '../../workflows/support/records';
import { bodyLenses, reportLenses } from '../../workflows/support/report-and-body-lenses';
import { taskLenses } from '../../workflows/support/task-lenses';
import { usualTaskFacts } from '../../workflows/support/tasks';

type AnyLens = Lens<unknown, object>;

/** What is tried on each kind, by the name of the lens. */
export const LENSES = {
  CAMPAIGN: campaignLenses,
  TASK: taskLenses,
  REPORT: reportLenses,
  COORDINATING_BODY: bodyLenses,
  BULLETIN: bulletinLenses,
  RECORD: recordLenses,
  DIFFERENCE: differenceLenses,
} as unknown as Record<SubjectKind, Record<string, AnyLens>>;
export const LAWS = {
  CAMPAIGN: campaignLaw,
  TASK: taskLaw,
  REPORT: reportLaw,
  COORDINATING_BODY: bodyLaw,
  BULLETIN: bulletinLaw,
  RECORD: recordLaw,
  DIFFERENCE: differenceLaw,
} as unknown as Record<SubjectKind, Law<unknown, object>>;
export const KINDS = Object.keys(LENSES) as SubjectKind[];

export const firstLens = (kind: SubjectKind): AnyLens => {
  const lens = Object.values(LENSES[kind])[0];
  if (!lens) throw new Error(`Nothing is tried on ${kind}`);
  return lens;
};

const UNITS = ['office', 'government', 'inspectorate', 'market', 'police', 'tax', 'health', 'housing', 'nobody', 'x'].flatMap((unit) => [
  unit,
  `${unit}-branch`,
]);
/** The lenses speak of units and accounts by names; the database knows uuids. */
const NAMES = new Map([...UNITS, ...UNITS.map((unit) => `account-of-${unit}`)].map((name) => [name, uuidOf(name)]));

function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function named(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => named(one, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, named(one, names)]));
}

export interface Sent {
  kind: SubjectKind;
  event: LawEvent;
}

/** Answers by the facts of the command under way, and as usual where it has none: signals need facts of their own. */
const chases = { chaseDates: [{ key: 'remind:-1', on: '2022-09-09' }], chaseDay: { workingDays: 1, waitsUntil: null } };
const reportFacts = { workingDaysLate: 0, newDates: { dueOn: '2022-09-15', closesOn: null }, ...chases };
const USUAL = {
  ...usualCampaignFacts,
  ...usualTaskFacts,
  ...reportFacts,
  campaignStanding: 'RUNNING',
  bulletinContent: countedAgain,
  recordFields: usualCorrection,
  differenceNow: standsNow,
};

export class HistoryWorld {
  readonly campaignId = uuid();
  readonly ids: Record<SubjectKind, string> = {
    CAMPAIGN: this.campaignId,
    TASK: uuid(),
    REPORT: uuid(),
    COORDINATING_BODY: uuid(),
    BULLETIN: uuid(),
    RECORD: uuid(),
    DIFFERENCE: uuid(),
  };
  readonly clock = new SettableClock();
  readonly ports: DrivePorts;
  private readonly store: Store;
  private readonly drive: ReturnType<typeof createDrive>;
  private readonly names: ReadonlyMap<string, string>;
  private underWay: LawEvent | null = null;

  constructor(readonly database: Database) {
    this.names = new Map([...NAMES, ['campaign', this.campaignId]]);
    this.store = createStore(database.pool);
    const fact = (name: string) => (requests: readonly unknown[]) =>
      requests.map(() => done(named({ ...USUAL, ...this.underWay?.facts }[name] ?? null, this.names)));
    const factNames = new Set(Object.values(laws).flatMap((law) => Object.values(law.events).flatMap((rule) => factsOf(rule))));
    this.ports = {
      store: this.store,
      clock: this.clock,
      laws,
      decide: decide as DrivePorts['decide'],
      relations: () => ({
        ok: true,
        value: { relations: this.underWay?.by.relations ?? [], unit: this.unit(this.underWay?.by.unit ?? null), onBehalfOf: null },
      }),
      visible: () => Promise.resolve(true),
      facts: Object.fromEntries([...factNames].map((name) => [name, fact(name)])),
      // What a campaign would open is there from the beginning, so that it can be tried in any order.
      openers: Object.fromEntries(
        ['OPEN_BODY', 'OPEN_TASKS', 'OPEN_REPORTS', 'OPEN_AMENDED_REPORTS', 'OPEN_OBLIGATIONS_OF_UNIT'].map((what) => [what, () => []]),
      ),
      publish: () => undefined,
    };
    this.drive = createDrive(this.ports);
  }

  async create(lenses: Partial<Record<SubjectKind, AnyLens>> = {}): Promise<void> {
    for (const [ordinal, kind] of KINDS.entries()) {
      const { definition, begin } = lenses[kind] ?? firstLens(kind);
      const phase = (definition as { phase?: string }).phase ?? null;
      const subject: NewSubject = { kind, id: this.ids[kind], definition: named(definition, this.names), ordinal, phase };
      this.clock.time = new Date(begin.at);
      this.underWay = begin;
      const by = named(begin.by, this.names) as LawEvent['by'];
      const outcome = await this.drive.create({ campaignId: this.campaignId, subject, by });
      if (!outcome.ok) throw new Error(`${kind}: ${JSON.stringify(outcome.refusal)}`);
    }
  }

  /** With a key it can be sent again; the clock and the engine have none. */
  send({ kind, event }: Sent, idempotencyKey: string | null = null): Promise<Outcome> {
    this.clock.time = new Date(event.at);
    this.underWay = event;
    return this.drive.drive({
      subject: { campaignId: this.campaignId, id: this.ids[kind], kind },
      event: { type: event.type, input: named(event.input, this.names) as Record<string, unknown> },
      viewer: this.viewer(event),
      ...(event.by.account !== null && { idempotencyKey }),
    });
  }

  /** The clock worker's turn at an instant, for this campaign alone. */
  async deliver(at: string): Promise<void> {
    this.clock.time = new Date(at);
    this.underWay = null;
    const { store, drive, clock } = this;
    let asked = false;
    await deliverDue({
      store: {
        campaignsDue: async (now) => {
          // Once: what the law refuses to take now would be asked for without end.
          if (asked) return [];
          asked = true;
          return (await store.nextDue(this.campaignId, now, null, 1)).map(({ campaignId }) => campaignId);
        },
        nextDue: (campaign, now, after, limit) => store.nextDue(campaign, now, after, limit),
        claiming: (work) => work((_name, inside) => inside()),
      },
      ...{ drive, clock },
      onError: (error) => {
        throw error;
      },
    });
  }

  private unit(name: string | null): string | null {
    return name === null ? null : (this.names.get(name) ?? name);
  }

  private viewer({ by }: LawEvent): Sender {
    if (by.account === null) return by.relations.includes('CLOCK') ? 'CLOCK' : 'ENGINE';
    const accountId = this.names.get(by.account) ?? by.account;
    return { accountId, userName: by.account, displayName: by.account, roles: [] };
  }
}
