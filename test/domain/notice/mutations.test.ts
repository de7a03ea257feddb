/** Damage that changes nothing of what a notice says must change nothing of what is read from it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldText, readNotice } from '../../../src/domain/notice';
import type { Plan } from '../../../src/domain/plan/model';
import { damages, type Damage } from '../../corpus/damage';
import { names, noticeOf } from '../../corpus/facts';
import { squash } from '../../corpus/score';

const examples = join(__dirname, '../../../examples/notices');
const notices: [string, string][] = [
  ...names.map((name): [string, string] => [name, noticeOf(name)]),
  ...readdirSync(examples)
    .filter((file) => file.endsWith('.txt'))
    .map((file): [string, string] => [file, readFileSync(join(examples, file), 'utf8')]),
];

/**
 * What a coordinator would call the facts of a plan, one a line, without their wording in the running text. A plan quotes the notice
 * in its own characters, so traditional ones are compared folded.
 */
const factsIn = (plan: Plan): string[] => quotedFacts(plan).map(foldText);

const quotedFacts = (plan: Plan): string[] => [
  `title ${squash(plan.title)}`,
  `document number ${squash(plan.documentNumber)}`,
  `issuer ${squash(plan.issuer)} ${plan.issuedOn ?? ''}`,
  ...plan.phases.map((one) => `phase ${squash(one.name)} ${one.start ?? ''} ${one.end ?? ''}`),
  ...plan.tasks.map((one) => `task ${squash(one.number)}`),
  ...plan.tasks.flatMap((task) =>
    task.assignments.map((one) => `${squash(task.number)} ${one.role} ${squash(one.unit)} ${squash(one.section)} ${squash(one.person)}`),
  ),
  ...plan.tasks.flatMap((task) => task.targets.map((one) => `${squash(task.number)} ${one.op}${one.value}${squash(one.unit)}`)),
  ...plan.reporting.map((one) => `report ${one.what} ${one.cadence} ${one.dueDay ?? one.dueDate ?? ''} ${one.period}`),
  ...(plan.body ? [`body ${plan.body.kind} ${squash(plan.body.office?.unit)}`] : []),
  ...(plan.body?.members ?? []).map((one) => `member ${one.role} ${squash(one.name)} ${squash(one.unit)}`),
  ...plan.forms.flatMap((form) => form.indicators.map((one) => `indicator ${one.number} ${squash(one.name)} ${squash(one.unit)}`)),
  ...plan.deadlines.map((one) => `deadline ${one.days} ${one.working}`),
];

const undamaged = new Map(notices.map(([name, text]) => [name, factsIn(readNotice(text))]));

interface Outcome {
  kept: number;
  applied: number;
  differences: string[];
}

function tried(damage: Damage): Outcome {
  let [hit, total, applied] = [0, 0, 0];
  const differences: string[] = [];
  for (const [name, text] of notices) {
    const damaged = damage.apply(text);
    if (damaged === null) continue;
    applied++;
    const want = undamaged.get(name) ?? [];
    const lost = [...want];
    const extra: string[] = [];
    for (const fact of factsIn(readNotice(damaged))) {
      const at = lost.indexOf(fact);
      if (at < 0) extra.push(fact);
      else lost.splice(at, 1);
    }
    hit += 2 * (want.length - lost.length);
    total += 2 * (want.length - lost.length) + lost.length + extra.length;
    if (lost.length + extra.length) differences.push(`${name}: lost ${JSON.stringify(lost)} extra ${JSON.stringify(extra)}`);
  }
  return { kept: total === 0 ? 1 : hit / total, applied, differences };
}

describe('a damaged notice', () => {
  it.each(damages.map((one): [string, Damage] => [one.name, one]))('says the same with %s', (_name, damage) => {
    const { kept, applied, differences } = tried(damage);
    expect(applied).toBeGreaterThan(0);
    const floor = damage.keeps;
    if (kept < floor) throw new Error(`${(kept * 100).toFixed(2)} % of the facts kept in ${applied} notices\n${differences.join('\n')}`);
    expect(kept).toBeGreaterThanOrEqual(floor);
  });

  it('is told apart when a unit or a date is really gone', () => {
    const text = noticeOf('kitchen-hygiene');
    const facts = undamaged.get('kitchen-hygiene') ?? [];
    expect(factsIn(readNotice(text.replace('、县公安局', '')))).not.toEqual(facts);
    expect(factsIn(readNotice(text.replace('4月30日', '4月29日')))).not.toEqual(facts);
  });
});
