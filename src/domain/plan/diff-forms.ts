/** What statistics forms are made of, for comparing two plans: their indicators and their rules. */
import { field, key, orNothing, type FactKind } from './diff-facts';
import * as say from './diff-words';
import { words } from './diff-words';
import type { FormRule, Indicator, StatisticsForm } from './form-model';

export const FORMS: FactKind<StatisticsForm> = {
  name: 'forms',
  label: words('统计表', 'statistics form'),
  same: [({ key: own, title }) => key(own, title), ({ title }) => title, ({ key: own }) => orNothing(own)],
  called: ({ title }) => title,
  whole: ({ title, indicators }) => words(`${title}（${indicators.length}项指标）`, `${title} (${indicators.length} indicators)`),
  fields: [
    field('key', '编号', 'key', (form) => orNothing(form.key)),
    field('title', '名称', 'title', ({ title }) => title),
    field('guidance', '填表说明', 'guidance', (form) => orNothing(form.guidance)),
  ],
};

export const INDICATORS: FactKind<Indicator> = {
  name: 'indicators',
  label: words('指标', 'indicator'),
  same: [({ number, name }) => key(number, name), ({ name }) => name, ({ number }) => String(number)],
  called: ({ number, name }) => `${number} ${name}`,
  whole: ({ number, name, unit }) => words(`${number} ${name}（${unit}）`, `${number} ${name} (${unit})`),
  fields: [
    field('number', '序号', 'number', ({ number }) => String(number)),
    field('name', '名称', 'name', ({ name }) => name),
    field('parts', '分项', 'parts', ({ parts }) => (parts.length === 0 ? null : parts.join('/'))),
    field('unit', '计量单位', 'unit of measure', ({ unit }) => orNothing(unit)),
    field('group', '分组', 'group', ({ group }) => group),
    field('required', '必填', 'required', ({ required }) => say.yesOrNo(required)),
    field('decimals', '小数位数', 'decimals', ({ decimals }) =>
      decimals === null ? words('按计量单位', 'by the unit of measure') : String(decimals),
    ),
    field('negative', '允许负数', 'may be negative', ({ negative }) => say.yesOrNo(negative)),
    field('accumulation', '累计方式', 'accumulation', ({ accumulation }) => say.ACCUMULATION_WORDS[accumulation]),
    field('guidance', '填报说明', 'guidance', ({ guidance }) => orNothing(guidance)),
  ],
};

/** Rules are written by hand and never read from a text. */
type WrittenRule = FormRule & { span: null };

export const written = (rules: readonly FormRule[] | undefined): WrittenRule[] => (rules ?? []).map((rule) => ({ ...rule, span: null }));

const ruleText = (rule: WrittenRule): say.Words => say.formRuleWords(rule);

export const FORM_RULES: FactKind<WrittenRule> = {
  name: 'rules',
  label: words('审核规则', 'rule'),
  same: [
    ({ key: own, kind, left, op, right, cell }) => key(own, kind, left, op, right, cell),
    ({ key: own }) => orNothing(own),
    ({ kind, left, op, right, cell }) => key(kind, left, op, right, cell),
  ],
  called: (rule) => rule.key || ruleText(rule).zh,
  whole: ruleText,
  fields: [
    field('key', '编号', 'key', (rule) => orNothing(rule.key)),
    field('kind', '规则', 'rule', ruleText, ['left', 'op', 'right', 'cell', 'factor']),
    field('over', '审核范围', 'over', ({ over }) => say.RULE_SPAN_WORDS[over]),
    field('missing', '缺数处理', 'missing figures', ({ missing }) => say.MISSING_WORDS[missing]),
    field('severity', '严重程度', 'severity', ({ severity }) =>
      severity === null ? words('默认', 'by default') : say.FAULT_SEVERITY_WORDS[severity],
    ),
    field('message', '提示语', 'message', ({ message }) => orNothing(message)),
  ],
};
