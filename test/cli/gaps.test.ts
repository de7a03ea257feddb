import { registerGaps } from '../../src/cli/gaps';
import { planYaml } from '../../src/domain/plan/yaml';
import { smallPlan } from '../domain/plan/fixtures';
import { runCli } from './cli-world';

const superior = smallPlan();
const lower = smallPlan({ title: '县方案', tasks: superior.tasks.slice(0, 2), period: { start: '2025-08-21', end: '2026-01-31' } });
const files = { '省.yaml': planYaml(superior), '县.yaml': planYaml(lower), '坏.yaml': 'title: 1\n' };
const gaps = (...args: string[]) => runCli(registerGaps, ['gaps', ...args], files);

test('says what is missing and what is late, with both clauses', async () => {
  const { out, exitCode } = await gaps('省.yaml', '县.yaml');
  expect(exitCode).toBe(0);
  expect(out.split('\n')).toEqual([
    '上级：打击制售假冒伪劣商品专项行动实施方案',
    '本级：县方案',
    '任务 2/3 有对应，单位 4/5 有对应，差距 3 处',
    '',
    'TASK_WITHOUT_COUNTERPART  上级任务“著作权保护”在本方案中没有对应任务',
    '  上级  二(二)1 著作权保护',
    '',
    'UNIT_WITHOUT_COUNTERPART  上级方案中的市文化和旅游局（任务二(二)1）在本方案中没有对应单位',
    '  上级  市文化和旅游局',
    '',
    'PERIOD_ENDS_LATER  本方案2026-01-31结束，晚于上级的2025-12-31',
    '  上级  打击制售假冒伪劣商品专项行动实施方案：2025-08-21 至 2025-12-31',
    '  本级  县方案：2025-08-21 至 2026-01-31',
    '',
  ]);
});

test('as JSON, every match is explained', async () => {
  const report = JSON.parse((await gaps('省.yaml', '县.yaml', '--json')).out) as { rows: unknown[]; tasks: unknown[]; units: unknown[] };
  expect(report.rows).toHaveLength(3);
  expect(report.tasks[0]).toEqual({
    superior: { number: '二(一)1', title: '食品安全专项治理' },
    own: { number: '二(一)1', title: '食品安全专项治理' },
    score: 1,
    titleScore: 1,
    areaScore: 1,
    ground: 'SAME_TITLE',
  });
  expect(report.units).toContainEqual({ superior: '市公安局', own: '市公安局', ground: 'SAME_FUNCTION' });
});

test.each([
  [['省.yaml', '坏.yaml'], 'PLAN_INVALID'],
  [['没有.yaml', '县.yaml'], 'FILE_NOT_READ'],
])('%p is refused', async (args, code) => {
  const { out, err, exitCode } = await gaps(...args);
  expect([out, exitCode]).toEqual(['', 2]);
  expect(err).toContain(code);
});
