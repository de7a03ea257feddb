/** A drive over a test database, and everything a test needs to ask of it. */
import { v7 as uuid } from 'uuid';
import { createDrive, type DriveCall, type DrivePorts, type NewSubject, type Outcome } from '../../../src/application/drive';
import type { Clock } from '../../../src/application/ports/clock';
import type { EventReference, Store, StoredSubject } from '../../../src/application/ports/store';
import type { Viewer } from '../../../src/application/ports/viewer';
import { done } from '../../../src/application/refusal';
import type { Database } from '../../../src/infrastructure/database';
import { migrations } from '../../../src/infrastructure/persistence/migrations';
import { createStore } from '../../../src/infrastructure/persistence/store';
import { decide } from '../../../workflows/decide';
import type { By, Law } from '../../../workflows/contract';
import { openTestDatabase } from '../../support/database';
import { pieceLaw, wholeLaw, type PieceDefinition } from './laws';

export const OFFICE = uuid();
export const UNIT = uuid();
export const OTHER_UNIT = uuid();

export const viewerOf = (role: 'COORDINATOR' | 'UNIT_STAFF', unitId: string): Viewer => ({
  ...{ accountId: uuid(), userName: role, displayName: role, roles: [{ role, unitId, campaignId: null, onBehalfOf: null }] },
});
export const coordinator = viewerOf('COORDINATOR', OFFICE);
export const worker = viewerOf('UNIT_STAFF', UNIT);
export const stranger = viewerOf('UNIT_STAFF', OTHER_UNIT);
export const byCoordinator: By = { account: coordinator.accountId, unit: OFFICE, onBehalfOf: null, relations: ['COORDINATOR'] };

export class SettableClock implements Clock {
  constructor(public time: Date = new Date('2026-03-02T01:00:00Z')) {}
  now(): Date {
    return this.time;
  }
}

export const testLaws = { TASK: pieceLaw as unknown as Law, CAMPAIGN: wholeLaw as unknown as Law };

export function testPorts(store: Store, clock: Clock, published: EventReference[] = []): DrivePorts {
  return {
    store,
    clock,
    laws: testLaws,
    decide: decide as unknown as DrivePorts['decide'],
    relations: (viewer, subject) => {
      const { office } = subject.definition as PieceDefinition;
      const unit = viewer.roles[0]?.unitId ?? null;
      if (unit === office) return { ok: true, value: { relations: ['COORDINATOR'], unit, onBehalfOf: null } };
      const seated = subject.participants.some((p) => p.active && p.unitId === unit);
      return { ok: true, value: { relations: seated ? ['LEAD_UNIT'] : [], unit, onBehalfOf: null } };
    },
    visible: () => Promise.resolve(false),
    facts: { openTasks: (requests) => requests.map(() => done(7)) },
    openers: {
      PIECES: ({ subject, input }) => (input['ids'] as string[]).map((id, i) => piece(subject.campaignId, id, { title: `piece ${i}` }, i)),
    },
    publish: (events) => published.push(...events),
  };
}

export const piece = (campaign: string, id: string, more: Partial<PieceDefinition> = {}, ordinal = 0): NewSubject => ({
  ...{ kind: 'TASK', id, ordinal, phase: more.phase ?? null },
  definition: { campaign, office: OFFICE, title: 'a piece', units: [UNIT], phase: null, ...more },
});

export interface TestEngine {
  database: Database;
  store: Store;
  clock: SettableClock;
  published: EventReference[];
  ports: DrivePorts;
  drive: ReturnType<typeof createDrive>;
  /** A second process on the same database. */
  another(limits?: DrivePorts['limits']): ReturnType<typeof createDrive>;
  newCampaign(): Promise<string>;
  newPiece(campaignId: string, more?: Partial<PieceDefinition>): Promise<StoredSubject>;
  note(subject: { campaignId: string; id: string }, text: string, more?: Partial<DriveCall>): DriveCall;
  close(): Promise<void>;
}

export async function openTestEngine(poolSize = 6): Promise<TestEngine> {
  const database = await openTestDatabase({ migrations, poolSize });
  const store = createStore(database.pool);
  const clock = new SettableClock();
  const published: EventReference[] = [];
  const ports = testPorts(store, clock, published);
  const drive = createDrive(ports);
  return {
    ...{ database, store, clock, published, ports, drive },
    another: (limits) => createDrive({ ...testPorts(createStore(database.pool), clock), limits }),
    newCampaign: async () => {
      const id = uuid();
      const definition = { campaign: id, office: OFFICE, title: 'a whole', units: [], phase: null };
      accepted(await drive.create({ campaignId: id, subject: { kind: 'CAMPAIGN', id, definition, ordinal: 0, phase: null }, by: byCoordinator }));
      return id;
    },
    newPiece: async (campaignId, more) =>
      accepted(await drive.create({ campaignId, subject: piece(campaignId, uuid(), more), by: byCoordinator })).subject,
    note: ({ campaignId, id }, text, more = {}) => ({
      ...{ subject: { campaignId, id }, event: { type: 'NOTE', input: { text } }, viewer: worker },
      ...more,
    }),
    close: async () => {
      await drive.close();
      await database.close();
    },
  };
}

export function accepted(outcome: Outcome): Extract<Outcome, { ok: true }>['value'] {
  if (!outcome.ok) throw new Error(`Expected it to be accepted: ${JSON.stringify(outcome.refusal)}`);
  return outcome.value;
}

export function refusal(outcome: Outcome): Extract<Outcome, { ok: false }>['refusal'] {
  if (outcome.ok) throw new Error('Expected it to be refused');
  return outcome.refusal;
}
