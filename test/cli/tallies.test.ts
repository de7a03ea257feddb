import type { CountReport } from '../../src/application/figures/count-again';
import { registerTallies } from '../../src/cli/tallies';
import { runCli } from './cli-world';

const right: CountReport = { subjects: 3, wrong: [], orphans: 0, tallies: 0, repaired: false };
const wrong: CountReport = { ...right, wrong: [{ campaignId: 'c', id: 's' }], orphans: 1, tallies: 2 };

async function tallies(report: CountReport, ...args: string[]) {
  const asked: unknown[] = [];
  const countAgain = (campaignId: string | null, repair: boolean): Promise<CountReport> => {
    asked.push([campaignId, repair]);
    return Promise.resolve({ ...report, repaired: repair });
  };
  return { asked, ...(await runCli((program, io) => registerTallies(program, { ...io, countAgain }), ['tallies', ...args], {})) };
}

test('says that everything is right, and asks for one campaign where one is named', async () => {
  const { asked, out, exitCode } = await tallies(right, '--campaign', 'c1');
  expect([asked, exitCode]).toEqual([[['c1', false]], 0]);
  expect(out).toContain('3 subjects, 0 counted wrongly, 0 left over, 0 wrong totals');
});

test('names what is wrong, and ends with a fault', async () => {
  const { out, exitCode } = await tallies(wrong);
  expect(exitCode).toBe(1);
  expect(out).toContain('campaign c subject s');
  expect(out).toContain('1 counted wrongly, 1 left over, 2 wrong totals');
});

test('puts it right where that is asked for', async () => {
  const { asked, out, exitCode } = await tallies(wrong, '--repair');
  expect([asked, exitCode]).toEqual([[[null, true]], 0]);
  expect(out).toContain('put right');
  expect(JSON.parse((await tallies(wrong, '--repair', '--json')).out)).toMatchObject({ repaired: true, tallies: 2 });
});
