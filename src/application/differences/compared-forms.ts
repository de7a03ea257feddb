/** Which figures of a campaign's reports records add to, by the plan as it runs. */
import { ruleKeysOf } from '../../domain/plan/rule-keys';
import type { Plan } from '../../domain/plan/model';
import { recordedCells } from '../../domain/records/kinds';
import { cellsOf, formOfRule, type Cell } from '../../domain/statistics';
import type { ComparedRule } from '../ports/differences';

export interface ComparedForm {
  /** Key of the reporting rule. */
  rule: string;
  form: string;
  title: string;
  /** Those that records add to, in the form's order. */
  cells: Cell[];
  compared: ComparedRule;
}

/** Of every rule that asks for statistics, where records add to them; a stock cannot be told from records. */
export function comparedForms(plan: Plan, ruleKeys: readonly string[] | undefined): ComparedForm[] {
  const keys = ruleKeysOf(plan, ruleKeys);
  return plan.reporting.flatMap((rule, place) => {
    const form = formOfRule(plan, rule);
    const key = rule.what === 'STATISTICS' ? keys[place] : `${keys[place]}.STATISTICS`;
    if (!form || key === undefined) return [];
    const all = cellsOf(form);
    const added = recordedCells(plan, form.key);
    const cells = all.filter(({ key: cell }) => added.has(cell));
    if (cells.length === 0) return [];
    const compared = {
      ...{ rule: key, form: form.key },
      cells: cells.map((cell) => ({ key: cell.key, alias: aliasOf(cell, all), running: cell.accumulation === 'CUMULATIVE' })),
    };
    return [{ rule: key, form: form.key, title: form.title, cells, compared }];
  });
}

const aliasOf = ({ indicator, part }: Cell, all: readonly Cell[]): string | null =>
  part === 1 && !all.some(({ key }) => key === String(indicator)) ? String(indicator) : null;
