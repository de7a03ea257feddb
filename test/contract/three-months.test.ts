/** Three months of reports, from the notice to the published bulletin, as the tour plays them; and what they leave in the database. */
import { countAgain } from '../../src/application/figures/count-again';
import { replay } from '../../src/application/replay';
import { verify } from '../../src/application/verify';
import { createLedger } from '../../src/infrastructure/persistence/store';
import { createClient } from '../../src/tour/client';
import { RATES } from '../../src/tour/periods/hand';
import { playPeriods } from '../../src/tour/periods/play-periods';
import type { PlayedStep, Printer } from '../../src/tour/printer';
import { createTour } from '../../src/tour/tour';
import { decide, laws } from '../../workflows';
import { startRehearsal, type TestRehearsal } from '../tour/rehearsal';

let rehearsal: TestRehearsal;
beforeAll(async () => {
  rehearsal = await startRehearsal();
}, 120_000);
afterAll(() => rehearsal.close());
const pool = () => rehearsal.demonstration.muster.opened.database.pool;

test('come to what was worked out by hand, step by step', async () => {
  const steps: PlayedStep[] = [];
  const printer: Printer = { act: () => undefined, step: (step) => void steps.push(step), failed: () => undefined, end: () => undefined };
  const tour = createTour(createClient(rehearsal.url), rehearsal.password, printer, new Date());
  await playPeriods(tour, rehearsal);
  expect(rehearsal.logged).toEqual([]);
  expect(steps.length).toBeGreaterThan(40);
}, 300_000);

test('leave a log that gives the same states again, every link in its place', async () => {
  const ledger = createLedger(pool());
  const { subjects, differences } = await replay({ ledger, laws, decide });
  expect({ differences, enough: subjects > RATES.all.expected }).toEqual({ differences: [], enough: true });
  expect((await verify({ ledger })).bad).toEqual([]);
});

test('leave totals that a fresh count of everything finds right', async () => {
  const { figureCounts: figures } = rehearsal.demonstration.muster.below;
  const report = await countAgain({ figures, laws }, null, false);
  expect(report).toMatchObject({ wrong: [], orphans: 0, tallies: 0 });
});

test('leave nothing undone that the clock had to do', async () => {
  await rehearsal.turnTo('2026-06-03');
  const { rows } = await pool().query<{ pending: number; waiting: number }>(
    `select (select count(*)::int from deadline where status = 'PENDING' and due_at <= $1) as pending,
            (select count(*)::int from outbox where delivered_at is null) as waiting`,
    [rehearsal.demonstration.muster.below.clock.now()],
  );
  expect(rows).toEqual([{ pending: 0, waiting: 0 }]);
});
