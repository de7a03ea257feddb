/** Rules on statistics forms: keys, the rules between their figures, and which form a reporting rule asks for. */
import { cellsIn, cellsOf, formsOf, parseExpression, type Cell, type Expression } from '../../statistics';
import type { FormRule, Indicator, StatisticsForm } from '../form-model';
import { formRuleWords } from '../form-words';
import type { Plan, ReportingRule } from '../model';
import type { Finding, Rule } from './rule';

const owesStatistics = ({ what, also }: ReportingRule): boolean => what === 'STATISTICS' || also.includes('STATISTICS');
const inForm = ({ title }: StatisticsForm, message: string): string => `“${title}”${message}`;
const called = (rule: FormRule): string => `审核规则${rule.key}“${formRuleWords(rule).zh}”`;

const twice = <T>(items: readonly T[], nameOf: (item: T) => string): T[] => {
  const seen = new Set<string>();
  return items.filter((item) => {
    const name = nameOf(item);
    const again = seen.has(name);
    seen.add(name);
    return again;
  });
};

/** What of a rule cannot be read or is not in the form, in words; nothing where it can be evaluated. */
function unreadable(rule: FormRule, cells: ReadonlySet<string>): string[] {
  const unknown = (keys: readonly string[]): string[] => keys.filter((key) => !cells.has(key)).map((key) => `中的单元格[${key}]不在表中`);
  if (rule.kind !== 'COMPARE') return unknown([rule.cell ?? '']);
  return [rule.left, rule.right].flatMap((text, i) => {
    const answer = parseExpression(text ?? '');
    const side = i === 0 ? '左式' : '右式';
    return answer.ok ? unknown(cellsIn(answer.expression)) : [`${side}有误：${answer.fault.message.zh}`];
  });
}

const read = (text: string | null): Expression | null => {
  const answer = parseExpression(text ?? '');
  return answer.ok ? answer.expression : null;
};

/** Why a rule that can be read will never find anything, or always does. */
function pointless(rule: FormRule, onceOnly: boolean): string | null {
  if (rule.kind !== 'COMPARE') return onceOnly ? '只报送一次，没有以往各期可比' : null;
  const [left, right] = [read(rule.left), read(rule.right)];
  if (!left || !right) return null;
  if (cellsIn(left).length + cellsIn(right).length === 0) return '两边都是数字，没有单元格';
  if (rule.left?.replace(/\s/g, '') === rule.right?.replace(/\s/g, '')) return '两边相同';
  const isPair = rule.op === 'BOTH_OR_NEITHER' || rule.op === 'NOT_BOTH';
  return isPair && rule.missing === 'NEVER_SKIP' ? '缺数按0计，无法判断是否填报' : null;
}

const OPENED = /^(?:立案|受案|受理(?:案件)?|查处案件)(?:件?数)?$/;
const CLOSED = /^(?:结案|办结|审结(?:案件)?)(?:件?数)?$/;

const nameOf = ({ label, part }: Cell): string => label.slice(part === null ? 0 : label.lastIndexOf('：') + 1);

/** Cells of what is closed, each with that of what is opened: parts of one indicator (立案/结案), or indicators of their own (立案数, 结案数). */
function closings(form: StatisticsForm): { opened: Cell; closed: Cell; indicator: Indicator }[] {
  const cells = cellsOf(form);
  return cells.flatMap((closed) => {
    const opened = cells.find(
      (cell) => OPENED.test(nameOf(cell)) && (cell.indicator === closed.indicator || (cell.part === null && closed.part === null)),
    );
    const indicator = form.indicators.find(({ number }) => number === closed.indicator);
    return CLOSED.test(nameOf(closed)) && opened && indicator ? [{ opened, closed, indicator }] : [];
  });
}

const between = (rule: FormRule, keys: readonly string[]): boolean => {
  const named = [read(rule.left), read(rule.right)].flatMap((side) => (side ? cellsIn(side) : []));
  return rule.kind === 'COMPARE' && keys.every((key) => named.includes(key));
};

const ofForms =
  (find: (form: StatisticsForm, plan: Plan) => Finding[]): NonNullable<Rule['check']> =>
  (plan) =>
    formsOf(plan).flatMap((form) => find(form, plan));

export const formRules: Rule[] = [
  {
    code: 'PLAN050',
    severity: 'ERROR',
    group: 'forms',
    titleZh: '审核规则有误',
    titleEn: 'A rule of a form that cannot be read',
    hint: '单元格写作 [7] 或 [7.1]，用加减号相连，且应在本表中。',
    example: '[7.3] 应小于或等于 [7.1]，而第7项只有两个分项',
    clean: '[7.2] 应小于或等于 [7.1]',
    check: ofForms((form) => {
      const cells = new Set(cellsOf(form).map(({ key }) => key));
      return form.rules.flatMap((rule) =>
        unreadable(rule, cells).map((fault) => ({ message: inForm(form, `${called(rule)}${fault}。`), span: form.span })),
      );
    }),
  },
  {
    code: 'PLAN051',
    severity: 'ERROR',
    group: 'forms',
    titleZh: '统计表、指标或审核规则的编号重复',
    titleEn: 'A key or a number that stands twice',
    hint: '改用不同的编号。',
    example: '两项指标都编为第7项',
    clean: '各项指标编号不同',
    check: (plan) => [
      ...twice(formsOf(plan), ({ key }) => key).map((form) => ({ message: inForm(form, `的编号${form.key}与另一张统计表重复。`), span: form.span })),
      ...formsOf(plan).flatMap((form) => [
        ...twice(form.indicators, ({ number }) => String(number)).map(({ number, name, span }) => ({
          message: inForm(form, `第${number}项编号重复：“${name}”。`),
          span,
        })),
        ...twice(form.rules, ({ key }) => key).map((rule) => ({ message: inForm(form, `审核规则${rule.key}编号重复。`), span: form.span })),
      ]),
    ],
  },
  {
    code: 'PLAN052',
    severity: 'WARNING',
    group: 'forms',
    titleZh: '审核规则不起作用',
    titleEn: 'A rule that can never find anything, or always does',
    hint: '删去该规则，或改写两边的单元格和缺数处理。',
    example: '只报送一次的统计表设有历史异常规则',
    clean: '每月报送的统计表设有历史异常规则',
    check: ofForms((form, plan) => {
      const asking = plan.reporting.filter(owesStatistics).filter((rule) => rule.form === null || rule.form === undefined || rule.form === form.key);
      const onceOnly = asking.length > 0 && asking.every(({ cadence }) => cadence === 'ONCE');
      return form.rules.flatMap((rule) => {
        const why = pointless(rule, onceOnly);
        return why === null ? [] : [{ message: inForm(form, `${called(rule)}不起作用：${why}。`), span: form.span }];
      });
    }),
  },
  {
    code: 'PLAN053',
    severity: 'ERROR',
    group: 'forms',
    titleZh: '报送要求所用的统计表不在方案中',
    titleEn: 'A reporting rule that names a form the plan has not',
    hint: '改为方案中统计表的编号（f1、f2……或自定编号）。',
    example: '报送要求写明用 f2，而方案只有一张统计表',
    clean: '报送要求写明用 f1',
    check: (plan) => {
      const keys = new Set(formsOf(plan).map(({ key }) => key));
      return plan.reporting
        .filter(({ form }) => typeof form === 'string' && !keys.has(form))
        .map(({ form, span }) => ({ message: `报送要求所用的统计表“${form}”不在方案中。`, span }));
    },
  },
  {
    code: 'PLAN054',
    severity: 'WARNING',
    group: 'forms',
    titleZh: '有多张统计表，未写明报送哪一张',
    titleEn: 'Several forms, and a rule that does not say which',
    hint: '在报送要求中写明所用统计表的编号；未写明的，报送时不按表审核。',
    example: '附件有两张统计表，正文只说“每月报送统计表”',
    clean: '附件只有一张统计表，或报送要求写明用哪一张',
    check: (plan) => {
      const forms = formsOf(plan).filter(({ indicators }) => indicators.length > 0);
      if (forms.length < 2) return [];
      const which = forms.map(({ key, title }) => `${key}“${title}”`).join('、');
      return plan.reporting
        .filter((rule) => owesStatistics(rule) && !rule.form)
        .map(({ span }) => ({ message: `方案有${forms.length}张统计表，报送要求未写明用哪一张：${which}。`, span }));
    },
  },
  {
    code: 'PLAN055',
    severity: 'INFO',
    group: 'forms',
    titleZh: '立案、结案之间没有审核规则',
    titleEn: 'Nothing says that no more is closed than was opened',
    hint: '可增加审核规则；有以前立案、本次结案的，可定为警告。',
    example: '立案/结案　件',
    clean: '立案/结案　件，并有规则“累计 [7.2] 应小于或等于 [7.1]”',
    check: ofForms((form) =>
      closings(form)
        .filter(({ opened, closed }) => !form.rules.some((rule) => between(rule, [opened.key, closed.key])))
        .map(({ opened, closed, indicator }) => ({
          message: inForm(form, `第${closed.indicator}项“${indicator.name}”没有规定累计${nameOf(closed)}不超过${nameOf(opened)}。`),
          span: indicator.span,
          hint: `可增加审核规则：{ kind: COMPARE, left: "[${closed.key}]", op: LESS_OR_EQUAL, right: "[${opened.key}]", over: CUMULATIVE }；有以前立案、本次结案的，可定为 severity: WARNING。`,
        })),
    ),
  },
];
