/** Which form a reporting rule asks for, and how forms and their rules are called. */
import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import { formSchema, type FormRule, type StatisticsForm } from '../plan/form-model';
import type { Plan, ReportingRule } from '../plan/model';

/** Every form with its key, and its rules with theirs: `f1`, `f2` … and `c1`, `c2` … where the plan gives none. */
export const formsOf = ({ forms }: Pick<Plan, 'forms'>): StatisticsForm[] =>
  forms.map((form, i) => {
    const whole = completed(form);
    return { ...whole, key: whole.key || `f${i + 1}`, rules: rulesOf(whole) };
  });

/** None of a form stored before forms had rules. */
export const rulesOf = ({ rules }: { rules?: readonly FormRule[] }): FormRule[] =>
  (rules ?? []).map((rule, i) => ({ ...rule, key: rule.key || `c${i + 1}` }));

/** A form as it was stored before forms had all they have today. */
const completed = (form: StatisticsForm): StatisticsForm =>
  Array.isArray(form.rules) && typeof form.guidance === 'string' && form.indicators.every(({ negative }) => typeof negative === 'boolean')
    ? form
    : formSchema.parse(form);

/**
 * The form that a rule's STATISTICS are reported on: the one it names, or else the plan's only one. A form that the notice only names, without
 * indicators, stands back behind one that has them. Null: none, or more than one it could be.
 */
export function formOfRule(plan: Pick<Plan, 'forms'>, rule: Pick<ReportingRule, 'what' | 'also' | 'form'>): StatisticsForm | null {
  if (rule.what !== 'STATISTICS' && !rule.also.includes('STATISTICS')) return null;
  const forms = formsOf(plan);
  if (rule.form) return forms.find(({ key }) => key === rule.form) ?? null;
  const [only, ...others] = forms.some(({ indicators }) => indicators.length > 0) ? forms.filter(({ indicators }) => indicators.length > 0) : forms;
  return others.length === 0 ? (only ?? null) : null;
}

/**
 * Names what a form says: 16 hexadecimal digits of the SM3 digest of its canonical text. Where it was read and under which key a plan keeps it
 * are no part of that; what was not there yet when forms were first called by their versions is part of it only where it says something.
 */
export function formVersion(form: StatisticsForm): string {
  const { title, guidance, indicators, rules } = completed(form);
  const said = { title, guidance, indicators: indicators.map(saidOf), rules: rulesOf({ rules }) };
  return createHash('sm3')
    .update(stringify(said) ?? '')
    .digest('hex')
    .slice(0, 16);
}

const saidOf = ({ span: _, negative, ...indicator }: StatisticsForm['indicators'][number]) => (negative ? { ...indicator, negative } : indicator);
