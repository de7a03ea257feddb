/** muster read-form: a form that is kept as a workbook. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { registerReadForm } from '../../src/cli/read-form';
import { workbooks } from '../../src/infrastructure/workbooks';
import { excelJs } from '../../src/infrastructure/workbooks/libraries';
import { saved } from '../infrastructure/workbooks/filled';
import { runCli } from './cli-world';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'muster-form-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function kept(name: string, rows: unknown[][]): Promise<string> {
  const { Workbook } = await excelJs();
  const book = new Workbook();
  book.addWorksheet('统计表').addRows(rows);
  const file = join(folder, name);
  writeFileSync(file, await saved(book));
  return file;
}
const read = (...args: string[]) =>
  runCli(
    (program, io) => registerReadForm(program, { ...io, readWorkbook: (bytes, name) => workbooks.read(bytes, name) }),
    ['read-form', ...args],
    {},
  );

test('the form as a plan has it, and what was doubtful', async () => {
  const file = await kept('甲.xlsx', [['专项统计表'], ['指标', '单位'], ['检查户数', '户']]);
  const { out, err, exitCode } = await read(file);
  expect((parse(out) as { forms: unknown[] }).forms).toMatchObject([
    { title: '专项统计表', indicators: [{ number: 1, name: '检查户数', unit: '户' }] },
  ]);
  expect([err, exitCode]).toEqual([`${file}:统计表!A3: NUMBER_GIVEN “检查户数”没有序号，编为1\n`, 0]);
  expect(JSON.parse((await read(file, '--json')).out)).toMatchObject({ title: '专项统计表' });
});

test('no form, no workbook, no file', async () => {
  const none = await read(await kept('乙.xlsx', [['通讯录']]));
  expect([none.out, none.exitCode]).toEqual(['', 1]);
  expect(none.err).toContain('FORM_NOT_FOUND');
  writeFileSync(join(folder, '丙.xlsx'), 'text');
  for (const [name, code] of [
    ['丙.xlsx', 'WORKBOOK_DAMAGED'],
    ['丁.xlsx', 'FILE_NOT_READ'],
  ] as const) {
    const { err, exitCode } = await read(join(folder, name));
    expect([err.includes(code), exitCode]).toEqual([true, 2]);
  }
});
