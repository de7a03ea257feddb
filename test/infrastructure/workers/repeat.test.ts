import { repeat } from '../../../src/infrastructure/workers';

const never = 3_600_000;

test('does it at once, again when asked, and never twice at the same time', async () => {
  let running = 0;
  let most = 0;
  let turns = 0;
  const work = async (): Promise<void> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
    turns += 1;
  };
  const worker = repeat(never, work, () => undefined);
  await Promise.all([worker.runNow(), worker.runNow()]);
  expect({ most, turns }).toEqual({ most: 1, turns: 3 });
  await worker.stop();
});

test('with a first time given, waits for it or for whoever asks', async () => {
  let turns = 0;
  const work = () => Promise.resolve((turns += 1));
  const worker = repeat(never, work, () => undefined, never);
  await new Promise((resolve) => setImmediate(resolve));
  expect(turns).toBe(0);
  await worker.runNow();
  expect(turns).toBe(1);
  await worker.stop();
});

test('goes on after a turn that failed, and tells of it', async () => {
  const errors: unknown[] = [];
  let turns = 0;
  let enough: () => void = () => undefined;
  const three = new Promise<void>((resolve) => (enough = resolve));
  const worker = repeat(
    1,
    () => {
      turns += 1;
      if (turns === 3) enough();
      return Promise.reject(new Error('no'));
    },
    (error) => errors.push(error),
  );
  await three;
  await worker.stop();
  expect(errors.length).toBeGreaterThanOrEqual(3);
});

test('lets a turn that is running finish when it is stopped, and begins no other', async () => {
  let turns = 0;
  const worker = repeat(
    never,
    async () => void (await new Promise((resolve) => setTimeout(resolve, 20)), (turns += 1)),
    () => undefined,
  );
  await new Promise((resolve) => setImmediate(resolve));
  await worker.stop();
  expect(turns).toBe(1);
  await worker.runNow();
  expect(turns).toBe(1);
});
