/** muster read and lint on a plan that is kept in a file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { registerLint } from '../../src/cli/lint';
import { registerRead } from '../../src/cli/read';
import { planYaml } from '../../src/domain/plan/yaml';
import { smallPlan } from '../domain/plan/fixtures';
import { runCli } from './cli-world';

const NOTICE = readFileSync(join(__dirname, '../../examples/notices/counterfeit-campaign.txt'), 'utf8');
const muster = (args: string[], files: Record<string, string>) =>
  runCli(
    (program, io) => {
      registerRead(program, io);
      registerLint(program, io);
    },
    args,
    files,
  );

test('a notice goes out as YAML, comes back, and goes out as JSON: the very plan', async () => {
  const { out: yaml } = await muster(['read', '通知.txt', '--yaml'], { '通知.txt': NOTICE });
  const { out: json } = await muster(['read', '方案.yaml', '--json'], { '方案.yaml': yaml });
  expect(json).toBe((await muster(['read', '通知.txt', '--json'], { '通知.txt': NOTICE })).out);
  expect((await muster(['read', '方案.json', '--yaml'], { '方案.json': json })).out).toBe(yaml);
});

test('without a form, an outline', async () => {
  expect((await muster(['read', '方案.yml'], { '方案.yml': planYaml(smallPlan()) })).out).toContain('二(一)1 食品安全专项治理');
});

test('both forms at once are refused', async () => {
  expect(await muster(['read', '通知.txt', '--yaml', '--json'], { '通知.txt': NOTICE })).toMatchObject({ out: '', exitCode: 2 });
});

describe('a file that is no plan', () => {
  const wrong = { '方案.yaml': 'title: 方案\ntaks: []\n' };
  test('is refused with the line', async () => {
    expect(await muster(['read', '方案.yaml'], wrong)).toEqual({
      out: '',
      err: '方案.yaml:2:7: PLAN_INVALID taks 方案中没有这一项，请检查拼写\n',
      exitCode: 2,
    });
  });
  test('is refused as JSON', async () => {
    const { err } = await muster(['lint', '方案.yaml', '--json'], wrong);
    expect(JSON.parse(err)).toMatchObject({ error: { code: 'PLAN_INVALID', data: { faults: [{ path: 'taks', line: 2, column: 7 }] } } });
  });
});

describe('lint on a plan', () => {
  test('finds what is wrong in it now', async () => {
    const [task, ...rest] = smallPlan().tasks;
    const leaderless = smallPlan({ tasks: [{ ...task, assignments: [] } as never, ...rest] });
    const { out } = await muster(['lint', '方案.yaml', '--json'], { '方案.yaml': planYaml(leaderless) });
    const codes = (JSON.parse(out) as { diagnostics: { code: string; line: unknown }[] }).diagnostics.map(({ code, line }) => [code, line]);
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.every(([, line]) => line === null)).toBe(true);
    const { out: before } = await muster(['lint', '方案.yaml', '--json'], { '方案.yaml': planYaml(smallPlan()) });
    expect(codes).not.toEqual(
      (JSON.parse(before) as { diagnostics: { code: string; line: unknown }[] }).diagnostics.map(({ code, line }) => [code, line]),
    );
  });
  test('for people, too', async () => {
    const { exitCode, err } = await muster(['lint', '方案.yaml'], {
      '方案.yaml': planYaml(smallPlan({ phases: [{ name: '整治', kind: 'RECTIFICATION', start: '2025-09-30', end: '2025-09-01' }] })),
    });
    expect([exitCode, err]).toEqual([1, '']);
  });
});
