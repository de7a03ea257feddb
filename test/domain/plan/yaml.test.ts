import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNotice } from '../../../src/domain/notice';
import { planFromText, planJson, planYaml } from '../../../src/domain/plan/yaml';
import { anyPlan } from './arbitrary-plan';
import { smallPlan } from './fixtures';

const plan = smallPlan();
const yaml = planYaml(plan);
const faults = (text: string) => {
  const answer = planFromText(text);
  return answer.ok ? [] : answer.faults.map(({ path, line, column, message }) => [path, line, column, message.zh]);
};

describe('the round trip is exact', () => {
  test('for any plan, as YAML', () => {
    fc.assert(
      fc.property(anyPlan, (one) => void expect(planFromText(planYaml(one))).toEqual({ ok: true, plan: one })),
      { numRuns: 300 },
    );
  });
  test('for any plan, as JSON', () => {
    fc.assert(fc.property(anyPlan, (one) => void expect(planFromText(planJson(one))).toEqual({ ok: true, plan: one })));
  });
  test('for a plan read from a notice, to the character', () => {
    const read = readNotice(readFileSync(join(__dirname, '../../../examples/notices/counterfeit-campaign.txt'), 'utf8'));
    const printed = planYaml(read);
    const answer = planFromText(printed);
    expect(answer).toEqual({ ok: true, plan: read });
    expect(answer.ok && planYaml(answer.plan)).toBe(printed);
  });
  test('for the same list in two places', () => {
    const [task] = plan.tasks;
    const twice = { ...plan, tasks: [...plan.tasks, ...(task ? [{ ...task, number: '九' }] : [])] };
    expect(planFromText(planYaml(twice))).toEqual({ ok: true, plan: twice });
  });
});

test('it is written to be read: spans on one line, long clauses unbroken', () => {
  const [task] = plan.tasks;
  const text = planYaml({ ...plan, tasks: task ? [{ ...task, text: '整治'.repeat(200), span: [3, 14] }] : [] });
  expect(text.split('\n')).toEqual(expect.arrayContaining(['    span: [3, 14]', `    text: ${'整治'.repeat(200)}`, '  - number: 二(一)1']));
});

test('what a plan may leave out, a file may leave out', () => {
  expect(planFromText('title: 方案\ntasks:\n  - {number: 一, title: 检查}\n')).toMatchObject({
    ok: true,
    plan: { title: '方案', acknowledgeWithin: 5, tasks: [{ number: '一', assignments: [], span: null }] },
  });
});

describe('a fault is told with its line', () => {
  const place = (key: string) => yaml.split('\n').findIndex((line) => line.startsWith(key)) + 1;
  test.each<[string, string, (string | number | null)[][]]>([
    ['a day that does not exist', yaml.replace('issuedOn: 2025-08-25', 'issuedOn: 2025-02-30'), [['issuedOn', place('issuedOn'), 11, '没有这一天']]],
    ['a key spelled wrong', yaml.replace(/^tasks:/m, 'taks:'), [['taks', place('tasks') + 1, 3, '方案中没有这一项，请检查拼写']]],
    [
      'a key spelled wrong deep inside',
      'title: 甲\ntasks:\n  - number: 一\n    title: 乙\n    due: 2025-01-01\n',
      [['tasks.0.due', 5, 10, '方案中没有这一项，请检查拼写']],
    ],
    ['a key that stands twice', 'title: 甲\ntitle: 乙\n', [['', 2, 1, '同一项写了两次']]],
    ['what is no YAML', 'title: [甲\n', [['', 2, 1, '不是有效的YAML或JSON']]],
    ['a reference', 'title: &a 甲\nissuer: *a\n', [['', null, null, '方案文件中不能使用引用（*）']]],
  ])('%s', (_, text, expected) => {
    expect(faults(text)).toEqual(expected);
  });
  test('a number where words belong, and a title that is missing', () => {
    expect(faults('issuer: 5\n').map(([path]) => path)).toEqual(['title', 'issuer']);
  });
  test.each(['', '- a\n- b', '方案', '"__proto__": {title: 甲}', '? [a, b]\n: c', '!!js/function f'])('no plan at all: %s', (text) => {
    expect(faults(text).length).toBeGreaterThan(0);
  });
  test('nested references do not grow beyond all measure', () => {
    const bomb = `a: &a [x, x, x]\n${[...'bcdefgh'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]`).join('\n')}\n`;
    expect(faults(bomb)).toHaveLength(1);
  });
  test('no text makes it throw', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ':', ' ', '\n', '-', '[', '{', '&', '*', '!', '|', '"', '?', '%', '#', '\t', '0') }),
        (text) => void planFromText(text),
      ),
      { numRuns: 500 },
    );
  });
});
