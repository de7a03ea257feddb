/** Which rule and form figures are asked of, in each campaign's plan as it runs. */
import { ruleKeysOf } from '../../domain/plan/rule-keys';
import { cellsOf, formOfRule } from '../../domain/statistics';
import type { CampaignDefinition } from '../../../workflows';
import type { Plans } from '../ports/plans';
import type { StoredSubject } from '../ports/store';
import type { ContributionSource } from '../ports/figures';
import type { FigureForm } from './groups';
import { asRecorded } from './recorded';

/** The forms of every rule that asks for statistics, in the plan's order; null where the plan is not there. */
export async function formsIn(plans: Pick<Plans, 'plansAt'>, campaigns: readonly StoredSubject[]): Promise<(FigureForm[] | null)[]> {
  const definitions = campaigns.map(({ definition }) => definition as CampaignDefinition);
  const stored = await plans.plansAt(definitions.map(({ plan, planRevision }) => ({ id: plan, revision: planRevision })));
  return definitions.map(({ ruleKeys }, i) => {
    const content = stored[i]?.content;
    if (!content) return null;
    const keys = ruleKeysOf(content, ruleKeys);
    return content.reporting.flatMap((rule, place) => {
      const form = formOfRule(content, rule);
      const key = rule.what === 'STATISTICS' ? keys[place] : `${keys[place]}.STATISTICS`;
      return form && key !== undefined ? [{ rule: key, title: form.title, key: form.key, cells: cellsOf(form) }] : [];
    });
  });
}

/** The one that is asked for, by rule or by form; else the first. A rule without a form has no cells, and nothing is recorded for it. */
export async function formsFor(
  plans: Pick<Plans, 'plansAt'>,
  campaigns: readonly StoredSubject[],
  asked: { rule: string | null; form: string | null; source: ContributionSource },
): Promise<(FigureForm | null)[]> {
  return (await formsIn(plans, campaigns)).map((found) => {
    if (!found) return null;
    const form =
      asked.rule === null ? found.find(({ key }) => asked.form === null || key === asked.form) : found.find(({ rule }) => rule === asked.rule);
    // What is recorded is told by forms, whoever reports them when.
    if (asked.source === 'RECORDED') return form ? asRecorded(form) : null;
    return form ?? (asked.rule === null ? null : { rule: asked.rule, title: '', key: '', cells: [] });
  });
}
