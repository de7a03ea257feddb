/** muster read: a notice as a plan. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { registerRead } from '../../src/cli/read';
import { readNotice } from '../../src/domain/notice';
import { bomb, runCli } from './cli-world';

const text = readFileSync(join(__dirname, '../../examples/notices/counterfeit-campaign.txt'), 'utf8');
const read = (...args: string[]) =>
  runCli((program, io) => registerRead(program, io), ['read', ...args], { '攻坚.txt': text, '弹.docx': bomb, '坏.txt': new Error('disk on fire') });

test('--json prints exactly the plan', async () => {
  const { out, exitCode } = await read('攻坚.txt', '--json');
  expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(readNotice(text))));
  expect(exitCode).toBe(0);
});

test('without it, an outline for people', async () => {
  const { out } = await read('攻坚.txt');
  for (const line of [
    '云政办发〔2022〕31号  云溪市人民政府办公室  2022-08-25',
    '阶段（3）',
    '  集中攻坚阶段  2022-09-01 至 2022-11-30',
    '任务（21）',
    '  二(二)2 保障农资质量',
    '      牵头：市农业农村局；配合：市公安局、市市场监管局',
    '  每月24日前  当月专项行动统计表（各成员单位） → 市工作专班办公室',
    '  组长（1）：卫承泽 市政府副市长',
    '  办公室设在市市场监管局，主任温如松',
    '附表  云溪市打击侵权假冒百日攻坚专项行动统计表（16项指标）',
    '  20个工作日内  行政处罚信息在决定作出后20个工作日内公示',
  ])
    expect(out.split('\n')).toContain(line);
});

test('a refusal as JSON goes to stderr', async () => {
  const { out, err, exitCode } = await read('弹.docx', '--json');
  expect(out).toBe('');
  expect(JSON.parse(err)).toEqual({ error: { code: 'DOCUMENT_BOMB', message: bomb.message, data: { fileName: '弹.docx' } } });
  expect(exitCode).toBe(2);
});

test('a surprise is thrown, not swallowed', async () => {
  await expect(read('坏.txt')).rejects.toThrow('disk on fire');
});
