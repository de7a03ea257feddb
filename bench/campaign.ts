/** A campaign of many tasks under the real laws, and callers that never rest. */
import { createDrive, type Drive, type DriveCall, type DriveLimits } from '../src/application/drive';
import { relations, type PolicySubject } from '../src/application/policy';
import type { Store, WriteUnit } from '../src/application/ports/store';
import type { Viewer } from '../src/application/ports/viewer';
import { done } from '../src/application/refusal';
import { systemClock } from '../src/infrastructure/clock';
import type { Database } from '../src/infrastructure/database';
import { createStore } from '../src/infrastructure/persistence/store';
import { decide, laws, type TaskDefinition } from '../workflows';

export const TASKS = 4_000;
export const CAMPAIGN = '00000000-0000-7000-8000-ffffffffffff';
export const OFFICE = '00000000-0000-7000-8000-fffffffffff0';
const LEAD = '00000000-0000-7000-8000-fffffffffff1';
const PARTS = ['00000000-0000-7000-8000-fffffffffff2', '00000000-0000-7000-8000-fffffffffff3'];

/** `n` from 0; SQL can make the same id from the number. */
export const taskId = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

const role = (name: 'LEADER' | 'COORDINATOR' | 'UNIT_STAFF', unitId: string): Viewer['roles'][number] => ({
  role: name,
  unitId,
  campaignId: null,
  onBehalfOf: null,
});
const account = (n: number): string => `00000000-0000-7000-8000-e${n.toString(16).padStart(11, '0')}`;
const leader = (n: number): Viewer => ({
  accountId: account(n),
  userName: 'leader',
  displayName: '组长',
  roles: [role('LEADER', OFFICE), role('COORDINATOR', OFFICE)],
});
const staff = (n: number): Viewer => ({ accountId: account(n + 1_000), userName: 'staff', displayName: '经办人', roles: [role('UNIT_STAFF', LEAD)] });

/** What is done to a task, over and over: messages each time, a deadline set and a deadline cancelled on the way. */
const STEPS: readonly ((caller: number) => Pick<DriveCall, 'event' | 'viewer'>)[] = [
  (n) => ({ event: { type: 'URGE', input: { message: '请抓紧办理，按时报送进展情况' } }, viewer: leader(n) }),
  (n) => ({ event: { type: 'SUPERVISE', input: { requirement: '限期整改到位并书面答复', answerBy: '2099-12-31' } }, viewer: leader(n) }),
  (n) => ({ event: { type: 'ANSWER_SUPERVISION', input: { answer: '已整改到位，附核查情况' } }, viewer: staff(n) }),
  (n) => ({ event: { type: 'LIFT', input: { reason: '督办事项已落实' } }, viewer: leader(n) }),
];
export const STEP_COUNT = STEPS.length;

export interface Running {
  drive: Drive;
  /** Transitions per second. */
  run(callers: number, seconds: number): Promise<number>;
  /** One unit of writing for each step, as the engine really wrote it. */
  samples(): Promise<WriteUnit[]>;
  counts: { statements: number; transitions: number };
}

export async function openCampaign(database: Database, limits?: Partial<DriveLimits>): Promise<Running> {
  const counts = { statements: 0, transitions: 0 };
  let seen: ((units: readonly WriteUnit[]) => void) | null = null;
  const store = createStore(database.pool);
  const counted: Store = {
    ...store,
    load: (request) => ((counts.statements += 1), store.load(request)),
    write: (units) => ((counts.statements += 1), seen?.(units), store.write(units)),
  };
  const drive = createDrive({
    limits,
    ...{ store: counted, clock: systemClock, laws, decide, openers: {}, publish: () => undefined },
    relations: (viewer, subject, unit, rule) => relations(viewer, subject as unknown as PolicySubject, unit, rule),
    visible: () => Promise.resolve(true),
    facts: { acknowledgeBy: (asked) => asked.map(() => done('2099-01-05')), dueSoonOn: (asked) => asked.map(() => done('2099-12-25')) },
  });
  await makeTasks(drive);
  let next = 0;
  let key = 0;
  const one = async (caller: number): Promise<void> => {
    // In turn, so that a task is at the same step as its neighbours, and no two callers are at the same task.
    const turn = next++;
    const step = STEPS[Math.floor(turn / TASKS) % STEPS.length];
    if (!step) throw new Error('no step');
    const call = { subject: { campaignId: CAMPAIGN, id: taskId(turn % TASKS) }, ...step(caller), idempotencyKey: `bench-${process.pid}-${key++}` };
    const outcome = await drive.drive(call);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
    counts.transitions += 1;
  };
  return {
    drive,
    counts,
    run: async (callers, seconds) => {
      const started = performance.now();
      const end = started + seconds * 1_000;
      let transitions = 0;
      const caller = async (n: number): Promise<void> => {
        while (performance.now() < end) {
          await one(n);
          transitions += 1;
        }
      };
      await Promise.all(Array.from({ length: callers }, (_, n) => caller(n)));
      return (transitions * 1_000) / (performance.now() - started);
    },
    samples: async () => {
      const units: WriteUnit[] = [];
      seen = (written) => units.push(...written);
      for (const step of STEPS) {
        const outcome = await drive.drive({
          subject: { campaignId: CAMPAIGN, id: taskId(TASKS) },
          ...step(0),
          idempotencyKey: `sample-${process.pid}-${units.length}`,
        });
        if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
      }
      seen = null;
      return units;
    },
  };
}

async function makeTasks(drive: Drive): Promise<void> {
  for (let from = 0; from <= TASKS; from += 500) {
    const numbers = Array.from({ length: Math.min(500, TASKS + 1 - from) }, (_, i) => from + i);
    const outcomes = await Promise.all(
      numbers.map((n) =>
        drive.create({
          campaignId: CAMPAIGN,
          subject: { kind: 'TASK', id: taskId(n), definition: definition(n), ordinal: n, phase: 'p2' },
          by: { account: null, unit: null, onBehalfOf: null, relations: ['ENGINE'] },
        }),
      ),
    );
    for (const outcome of outcomes) if (!outcome.ok && outcome.refusal.code !== 'ALREADY_EXISTS') throw new Error(JSON.stringify(outcome.refusal));
  }
}

const seat = (unit: string, printed: string) => ({ unit, section: null, person: null, printed });

const definition = (n: number): TaskDefinition => ({
  ...{ campaign: CAMPAIGN, office: OFFICE, number: String(n), area: '重点领域', title: `第${n}项工作任务：开展专项检查并建立台账`, phase: 'p2' },
  text: '对辖区内重点单位逐户检查，建立问题清单和整改台账，明确责任人和完成时限，逐项销号，按月报送进展。'.repeat(2),
  ...{ targets: [], dueOn: '2099-12-31', acknowledgeWithin: 3, leads: [seat(LEAD, '市市场监管局')] },
  parts: PARTS.map((unit, i) => ({ ...seat(unit, `配合单位${i}`), role: 'COOPERATING' as const })),
});
