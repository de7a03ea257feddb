/** The rules as a page: docs/lint.md is this text, and a test fails when it is not. */
import { LINT_RULES } from './registry';
import type { Rule } from './rule';

const GROUPS: [Rule['group'], string][] = [
  ['structure', 'Structure · 结构'],
  ['dates', 'Dates · 日期'],
  ['people', 'People · 单位与人员'],
  ['reports', 'Reports · 报送'],
  ['forms', 'Forms · 统计表'],
  ['records', 'Ledgers · 台账'],
  ['load', 'Load · 负荷'],
  ['reading', 'Reading · 读取'],
];

const row = (rule: Rule): string =>
  `| \`${rule.code}\` | ${rule.severity} | ${rule.titleZh}<br>${rule.titleEn} | ${rule.example} | ${rule.clean} | ${rule.hint} |`;

export const lintDocumentation = (): string =>
  [
    '<!-- Generated from src/domain/plan/lint. Do not edit. -->',
    '# Diagnostics of a notice and its plan · 诊断代码',
    '',
    'Codes are stable. `PLAN…` is found in any plan, read or corrected by hand; `NOTICE…` only while a text is read.',
    'An `ERROR` makes a launch senseless and stops it; a `WARNING` is a fault that a coordinator should look at; `INFO` is good to know.',
    '',
    ...GROUPS.flatMap(([group, title]) => [
      `## ${title}`,
      '',
      '| code | severity | what · 内容 | raised by · 举例 | not by · 反例 | what to do · 处理 |',
      '|---|---|---|---|---|---|',
      ...LINT_RULES.filter((rule) => rule.group === group).map(row),
      '',
    ]),
  ].join('\n');
