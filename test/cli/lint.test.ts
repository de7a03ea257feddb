/** muster lint: compiler-style diagnostics. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { registerLint } from '../../src/cli/lint';
import { widthOf } from '../../src/cli/text-places';
import { bomb, runCli } from './cli-world';

const example = (name: string): string => readFileSync(join(__dirname, '../../examples/notices', name), 'utf8');
const files = {
  '攻坚.txt': example('counterfeit-campaign.txt'),
  '安全.txt': example('work-safety.txt'),
  '答复.txt': example('reply-letter.txt'),
  '弹.docx': bomb,
};
const lint = (args: string[], terminal?: { isTty?: boolean; columns?: number }) =>
  runCli((program, io) => registerLint(program, io), ['lint', ...args], files, terminal);

test('a clean notice: nothing found, exit code 0', async () => {
  expect(await lint(['安全.txt'])).toEqual({ out: '安全.txt: 没有发现问题\n', err: '', exitCode: 0 });
});

test('a finding names file, line and column, severity and code, and underlines the clause', async () => {
  const { out, exitCode } = await lint(['攻坚.txt']);
  const block = out.split('\n\n').find((b) => b.includes('PLAN021')) ?? '';
  const [head, source, underline, hint] = block.split('\n') as [string, string, string, string];
  const line =
    example('counterfeit-campaign.txt')
      .split('\n')
      .findIndex((l) => l.startsWith('3.规范地理标志使用')) + 1;
  expect(head).toBe(`攻坚.txt:${line}:44: 警告 PLAN021 任务“二(四)3 规范地理标志使用”有2个责任单位（市农业农村局、市市场监管局），没有牵头单位。`);
  const at = source.indexOf('市农业农村局');
  expect(widthOf(underline.slice(0, underline.indexOf('^')))).toBe(widthOf(source.slice(0, at)));
  expect(underline.trim().split('|')[1]?.trim()).toBe('^'.repeat(widthOf('市农业农村局')));
  expect(hint).toBe('  处理：由协调机构指定牵头单位；不指定的，各责任单位都要分别报送。');
  expect(out).toMatch(/攻坚\.txt: 0个错误，4个警告，5条提示\n$/);
  expect(exitCode).toBe(0);
});

test('no line is wider than the terminal', async () => {
  const { out } = await lint(['攻坚.txt'], { columns: 60 });
  for (const line of out.split('\n').filter((l) => /^ *\d* \|/.test(l))) expect(widthOf(line)).toBeLessThanOrEqual(60);
});

test('colour on a terminal, none elsewhere', async () => {
  const coloured = await lint(['攻坚.txt'], { isTty: true });
  const plain = await lint(['攻坚.txt']);
  expect(coloured.out).not.toBe(plain.out);
  expect(stripVTControlCharacters(coloured.out)).toBe(plain.out);
});

test('an error makes the exit code 1', async () => {
  const { out, exitCode } = await lint(['答复.txt']);
  expect(out).toContain('答复.txt: 错误 PLAN001 方案中没有任务，无法启动。');
  expect(exitCode).toBe(1);
});

test('as JSON, with lines and columns', async () => {
  const { out, exitCode } = await lint(['答复.txt', '--json']);
  const printed = JSON.parse(out) as { file: string; counts: unknown; diagnostics: { code: string; line: number | null; column: number | null }[] };
  expect(printed.counts).toEqual({ ERROR: 2, WARNING: 2, INFO: 0 });
  expect(printed.diagnostics.find((d) => d.code === 'NOTICE006')).toMatchObject({ line: 14, column: 28 });
  expect(printed.diagnostics.find((d) => d.code === 'PLAN001')).toMatchObject({ line: null, column: null });
  expect(exitCode).toBe(1);
});

test('a file that is refused is said with its code, exit code 2', async () => {
  expect(await lint(['弹.docx'])).toEqual({
    out: '',
    err: '弹.docx: DOCUMENT_BOMB “弹.docx”展开后异常庞大，可能是恶意文件，已拒绝。\n',
    exitCode: 2,
  });
  expect(await lint(['没有.txt'])).toEqual({ out: '', err: '没有.txt: FILE_NOT_READ 文件不存在：没有.txt\n', exitCode: 2 });
});

test('what the lint may know beside the plan is used', async () => {
  const { out } = await runCli((program, io) => registerLint(program, io, { dayOff: (date) => date === '2023-11-24' }), ['lint', '安全.txt'], files);
  expect(out).toContain('提示 PLAN017 “工作总结”的报送时限（2023-11-24）是休息日。');
});
