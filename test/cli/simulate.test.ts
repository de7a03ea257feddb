import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { registerSimulate } from '../../src/cli/simulate';
import { stateCouncilCalendar } from '../../src/domain/calendar';
import { planYaml } from '../../src/domain/plan/yaml';
import { smallPlan } from '../domain/plan/fixtures';

const NOTICE = readFileSync(join(__dirname, '../../examples/notices/counterfeit-campaign.txt'), 'utf8');
const FILES: Record<string, string> = {
  'notice.txt': NOTICE,
  'plan.json': JSON.stringify(smallPlan()),
  'plan.yaml': planYaml(smallPlan()),
  'empty.json': JSON.stringify(smallPlan({ tasks: [] })),
  'wrong.json': JSON.stringify({ title: '' }),
  'broken.json': '{',
};

async function muster(...words: string[]): Promise<{ out: string; err: string; code: number }> {
  const heard = { out: '', err: '', code: 0 };
  const text = async (path: string): Promise<string> => {
    const found = FILES[path];
    if (found === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    return found;
  };
  const io = {
    stdout: { write: (said: string) => void (heard.out += said) },
    stderr: { write: (said: string) => void (heard.err += said) },
    isTty: false,
    readDocument: async (path: string) => ({ text: await text(path), mediaType: 'text/plain' }),
    setExitCode: (code: number) => void (heard.code = code),
  };
  const program = new Command();
  registerSimulate(program, io, { calendar: stateCouncilCalendar() });
  await program.parseAsync(['simulate', ...words], { from: 'user' });
  return heard;
}

test('prints phases, timetable, obligations, the outcome and the load', async () => {
  const { out, code } = await muster('notice.txt');
  expect(code).toBe(0);
  for (const heading of ['一、阶段', '二、时间表', '三、方案规定的报送', '四、2023-01-28 的结果', '五、负担最重的周']) expect(out).toContain(heading);
  expect(out).toContain('2022-11-30  办理期限（21）');
  expect(out).toMatch(/2022-W48 {2}2022-11-28 {2}市市场监管局 +14 +3 +0/);
});
test('--json gives the same as data', async () => {
  const { out } = await muster('plan.json', '--json', '--behaviour', 'everybody-on-time', '--until', '2026-01-10');
  const simulation = JSON.parse(out) as { until: string; behaviour: string; events: unknown[]; load: unknown[]; states: { state: string }[] };
  expect(simulation).toMatchObject({ until: '2026-01-10', behaviour: 'EVERYBODY_ON_TIME', plan: { title: smallPlan().title } });
  expect(simulation.states.map(({ state }) => state)).toContain('CONCLUDED');
});
test.each([
  [['plan.json', '--behaviour', 'asleep'], 2, '--behaviour'],
  [['plan.json', '--until', '2025-02-30'], 2, '2025-02-30'],
  [['wrong.json'], 2, 'title'],
  [['broken.json'], 2, 'JSON'],
  [['empty.json'], 1, '没有任务'],
  [['nowhere.txt'], 2, 'nowhere.txt'],
])('%j is refused with a sentence', async (words, code, said) => {
  const heard = await muster(...words);
  expect(heard.code).toBe(code);
  expect(heard.err).toContain(said);
});

test('a plan as YAML runs like the same plan as JSON', async () => {
  expect(await muster('plan.yaml', '--json')).toEqual(await muster('plan.json', '--json'));
});
