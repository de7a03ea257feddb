/** What is kept of subjects is never older than the row that a statement has found. */
import { Client } from 'pg';
import { startCampaign, type RunningCampaign, type SubjectIds } from '../../support/campaign';

let world: RunningCampaign;
let task: SubjectIds;
beforeAll(async () => {
  world = await startCampaign();
  task = await world.task(world.own, '二(一)1');
});
afterAll(() => world.close());

const key = () => ({ campaignId: task.campaignId, id: task.subjectId });
const read = async () => (await world.muster.below.reading.subjects([key()]))[0];

async function statements(work: () => Promise<unknown>): Promise<number> {
  const spy = jest.spyOn(Client.prototype, 'query');
  try {
    await work();
    return spy.mock.calls.length;
  } finally {
    spy.mockRestore();
  }
}

it('reads a version once, and then only asks which one it is', async () => {
  world.muster.below.versions.forget();
  expect(await statements(read)).toBe(2);
  expect(await statements(read)).toBe(1);
  expect(await read()).toBe(await read());
});

it('sees an event at once', async () => {
  const before = await read();
  await world.done('coordinator', 'urgeTask', task);
  const after = await read();
  expect(after?.revision).toBe((before?.revision ?? 0) + 1);
  expect(after?.snapshot).not.toEqual(before?.snapshot);
});

it('sees what was written past the engine too, though the revision is the same', async () => {
  const before = await read();
  await world.database.pool.query('update subject set title = $3 where campaign_id = $1 and id = $2', [task.campaignId, task.subjectId, '另一名称']);
  expect(await read()).toMatchObject({ title: '另一名称', revision: before?.revision });
});

it('gives nobody anything that could be changed', async () => {
  const subject = await read();
  expect(() => Object.assign(subject?.snapshot.context as object, { dueOn: '1999-01-01' })).toThrow(TypeError);
  expect(() => (subject?.participants as unknown[]).push({})).toThrow(TypeError);
});

it('answers null for what is not there, and keeps the order', async () => {
  const nobody = { campaignId: task.campaignId, id: '018f0000-0000-7000-8000-000000000000' };
  expect((await world.muster.below.reading.subjects([nobody, key(), nobody, key()])).map((one) => one?.id ?? null)).toEqual([
    null,
    task.subjectId,
    null,
    task.subjectId,
  ]);
});
