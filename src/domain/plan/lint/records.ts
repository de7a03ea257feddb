/** Rules on ledgers: their columns, and the cells to which their records add. */
import { columnNamed, formOfAddition, recordKindsOf } from '../../records/kinds';
import type { Plan } from '../model';
import { ONE, type RecordAddition, type RecordColumnKind, type RecordKind } from '../records-model';
import type { Finding, Rule } from './rule';

const inLedger = ({ title }: RecordKind, message: string): Finding => ({ message: `台账“${title}”${message}`, span: null });

const twice = (names: readonly string[]): string[] => [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];

const KIND_NAMES: Readonly<Record<RecordColumnKind, string>> = {
  TEXT: '文本',
  DATE: '日期',
  INTEGER: '整数',
  DECIMAL: '小数',
  UNIT: '单位',
  CHOICE: '选项',
};

/** Why a column cannot serve: it is not there, is of another kind, or may be left empty. */
function unfit(kind: RecordKind, name: string, kinds: readonly RecordColumnKind[], required: boolean): string | null {
  const column = columnNamed(kind, name);
  if (!column) return `“${name}”不在栏目中`;
  if (kinds.length > 0 && !kinds.includes(column.kind)) return `“${name}”应为${kinds.map((one) => KIND_NAMES[one]).join('或')}`;
  return required && !column.required ? `“${name}”应为必填` : null;
}

function faultsOfColumns(kind: RecordKind): string[] {
  const say = (what: string, why: string | null): string[] => (why === null ? [] : [`的${what}${why}。`]);
  return [
    ...say('编号栏', unfit(kind, kind.identity, ['TEXT', 'INTEGER'], true)),
    ...say('日期栏', unfit(kind, kind.dateColumn, ['DATE'], true)),
    ...say('单位栏', kind.unitColumn === null ? null : unfit(kind, kind.unitColumn, ['UNIT'], true)),
    ...kind.columns.filter((column) => column.kind === 'CHOICE' && column.choices.length === 0).map(({ name }) => `的“${name}”没有可选内容。`),
    ...kind.adds.flatMap((addition, i) => faultsOfAddition(kind, addition).map((why) => `第${i + 1}条计数规则（计入${addition.cell}）：${why}。`)),
  ];
}

function faultsOfAddition(kind: RecordKind, { amount, dateColumn, when }: RecordAddition): string[] {
  const counted = amount === ONE ? null : unfit(kind, amount, ['INTEGER', 'DECIMAL'], false);
  const dated = dateColumn === null ? null : unfit(kind, dateColumn, ['DATE'], false);
  const asked = when === null ? null : unfit(kind, when.column, [], false);
  const choices = when && columnNamed(kind, when.column)?.kind === 'CHOICE' ? columnNamed(kind, when.column)?.choices : null;
  const strange = (when?.oneOf ?? []).filter((one) => choices && !choices.includes(one)).map((one) => `“${when?.column}”没有选项“${one}”`);
  return [counted, dated, asked, ...strange].filter((why) => why !== null);
}

const ofLedgers =
  (find: (kind: RecordKind, plan: Plan) => string[]): NonNullable<Rule['check']> =>
  (plan) =>
    recordKindsOf(plan).flatMap((kind) => find(kind, plan).map((message) => inLedger(kind, message)));

export const recordRules: Rule[] = [
  {
    code: 'PLAN060',
    severity: 'ERROR',
    group: 'records',
    titleZh: '台账编号或栏目名称重复',
    titleEn: 'Two ledgers with one key, or two columns with one name',
    hint: '改用不同的编号或名称。',
    example: '两栏都叫“日期”',
    clean: '一栏叫“立案日期”，一栏叫“结案日期”',
    check: (plan) => {
      const kinds = recordKindsOf(plan);
      const again = new Set(twice(kinds.map(({ key }) => key)));
      return [
        ...kinds
          .filter(({ key }, i) => again.has(key) && kinds.findIndex((one) => one.key === key) !== i)
          .map((kind) => inLedger(kind, `的编号${kind.key}与另一台账重复。`)),
        ...kinds.flatMap((kind) => twice(kind.columns.map(({ name }) => name)).map((name) => inLedger(kind, `有两栏都叫“${name}”。`))),
      ];
    },
  },
  {
    code: 'PLAN061',
    severity: 'ERROR',
    group: 'records',
    titleZh: '台账所用的栏目不存在或不合用',
    titleEn: 'A ledger that goes by a column it has not, or that cannot serve',
    hint: '编号栏、日期栏、单位栏须是必填栏；计入数量的须是整数或小数栏，计入日期的须是日期栏。',
    example: '日期栏写作“立案日期”，而该栏是文本',
    clean: '日期栏“立案日期”是必填的日期栏',
    check: ofLedgers(faultsOfColumns),
  },
  {
    code: 'PLAN062',
    severity: 'ERROR',
    group: 'records',
    titleZh: '台账计入的统计表或栏号不在方案中',
    titleEn: 'A ledger that adds to a form or cell the plan has not',
    hint: '写明方案中统计表的编号和栏号；方案有多张统计表的，必须写明是哪一张。',
    example: '计入 7.3，而第7项只有两个分项',
    clean: '计入 7.1',
    check: ofLedgers((kind, plan) =>
      kind.adds.flatMap((addition) => {
        const form = formOfAddition(plan, addition);
        if (!form) return [addition.form === null ? `计入${addition.cell}，未写明是哪张统计表。` : `计入的统计表“${addition.form}”不在方案中。`];
        return form.cells.some(({ key }) => key === addition.cell) ? [] : [`计入的栏号${addition.cell}不在统计表${form.key}中。`];
      }),
    ),
  },
  {
    code: 'PLAN063',
    severity: 'ERROR',
    group: 'records',
    titleZh: '台账不能计入期末数',
    titleEn: 'A ledger that adds to a number at the period’s end',
    hint: '期末数不是一笔一笔加起来的，不能由台账得出；请改为计入本期数或累计数，或删去该计数规则。',
    example: '计入“期末在押人数”（STOCK）',
    clean: '计入“本期抓获人数”（FLOW）',
    check: ofLedgers((kind, plan) =>
      kind.adds.flatMap((addition) => {
        const cell = formOfAddition(plan, addition)?.cells.find(({ key }) => key === addition.cell);
        return cell?.accumulation === 'STOCK' ? [`计入的${cell.key}“${cell.label}”是期末数。`] : [];
      }),
    ),
  },
];
