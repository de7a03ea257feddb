/**
 * Holds a plan against hand-made facts. The rules are those by which notices are judged outside this repository: a phase counts with
 * its name and both dates, a task with its number (or, failing that, its title), an assignment as lead, part of a led task, or
 * responsible. What that leaves out (kinds, exact roles with section and person, what a report is) is scored in families of its own.
 */
import type { Plan, PlanTask } from '../../src/domain/plan/model';
import { columns, taskFacts, type Facts } from './facts';

export const FAMILIES = [
  'head',
  'phases',
  'tasks',
  'assignments',
  'reporting',
  'body',
  'deadlines',
  'targets',
  'forms',
  'kinds',
  'roles',
  'reports',
  'due',
] as const;
export type Family = (typeof FAMILIES)[number];

export interface Tally {
  hit: number;
  got: number;
  want: number;
}
export interface Score {
  tallies: Record<Family, Tally>;
  /** One line for each family that differs: what was missed, what was invented. */
  notes: string[];
}

export const emptyTallies = (): Record<Family, Tally> =>
  Object.fromEntries(FAMILIES.map((family) => [family, { hit: 0, got: 0, want: 0 }])) as Record<Family, Tally>;

export const f1 = ({ hit, got, want }: Tally): number | null => (got + want === 0 ? null : (2 * hit) / (got + want));

export const squash = (text: string | null | undefined): string => (text ?? '').normalize('NFKC').replace(/\s+/g, '');

const agrees = (got: string | null, want: string): boolean => want === '' || (got ?? '').startsWith(want) || (got !== null && want.startsWith(got));

interface Phase {
  name: string;
  kind: string;
  start: string;
  end: string;
}
const phaseFacts = (line: string): Phase => {
  const [name = '', kind = '', start = '', end = ''] = columns(line);
  return { name: squash(name), kind, start, end };
};

/** The task of the plan that the facts speak of: by number and title, or by title alone. */
function taskOf(plan: Plan, number: string, title: string): PlanTask | undefined {
  const begins = (task: PlanTask): boolean => squash(task.title).startsWith(squash(title)) || squash(task.text).includes(squash(title));
  return plan.tasks.find((task) => squash(task.number) === squash(number) && begins(task)) ?? plan.tasks.find(begins);
}

const roleIn = (role: string, hasLead: boolean): string => (role === 'LEAD' ? 'lead' : hasLead ? 'part' : 'responsible');

export function score(plan: Plan, facts: Facts): Score {
  const tallies = emptyTallies();
  const notes: string[] = [];
  const count = (family: Family, got: readonly string[], want: readonly string[], where = ''): void => {
    const left = [...want];
    const extra: string[] = [];
    for (const one of got) {
      const at = left.indexOf(one);
      if (at < 0) extra.push(one);
      else left.splice(at, 1);
    }
    tallies[family].hit += want.length - left.length;
    tallies[family].got += got.length;
    tallies[family].want += want.length;
    if (left.length + extra.length) notes.push(`${family}${where && ` of ${where}`}: missed ${JSON.stringify(left)} extra ${JSON.stringify(extra)}`);
  };

  const head = (source: Pick<Facts, 'title' | 'documentNumber' | 'issuer' | 'issuedOn'>): string[] =>
    (['title', 'documentNumber', 'issuer', 'issuedOn'] as const)
      .filter((key) => source[key] && (facts[key] !== null || key !== 'title'))
      .map((key) => `${key}=${key === 'issuer' ? squash(source[key]).replace(/、/g, '') : squash(source[key])}`);
  count('head', head(plan), head(facts));

  const wantedPhases = facts.phases.map(phaseFacts);
  const pairs = plan.phases.map((phase) => {
    const name = squash(phase.name);
    const want = wantedPhases.find((one) => name.includes(one.name) || one.name.includes(name));
    return { phase, want: want && agrees(phase.start, want.start) && agrees(phase.end, want.end) ? want : undefined };
  });
  count(
    'phases',
    pairs.map(({ phase, want }) => want?.name ?? `${squash(phase.name)} ${phase.start ?? ''}..${phase.end ?? ''}`),
    wantedPhases.map((phase) => phase.name),
  );
  for (const { phase, want } of pairs) if (want?.kind) count('kinds', [phase.kind], [want.kind], phase.name);

  const wantedTasks = facts.tasks.map(taskFacts);
  const claimed = new Set<PlanTask>();
  const found = wantedTasks.map((want) => {
    const got = taskOf(plan, want.number, want.title);
    if (got) claimed.add(got);
    return { want, got };
  });
  count(
    'tasks',
    [
      ...found
        .filter(({ got }) => got)
        .map(({ want, got }) =>
          want.number === '?' || squash(got?.number) === squash(want.number) ? want.number : `${want.number} as ${got?.number}`,
        ),
      ...plan.tasks.filter((task) => task.assignments.length > 0 && !claimed.has(task)).map((task) => `extra ${task.number} ${task.title}`),
    ],
    wantedTasks.map((task) => task.number),
  );
  for (const { want, got } of found) {
    const where = want.number;
    const wantLead = want.assignments.some((one) => one.role === 'LEAD');
    const gotLead = !!got?.assignments.some((one) => one.role === 'LEAD');
    count(
      'assignments',
      (got?.assignments ?? []).map((one) => `${roleIn(one.role, gotLead)}:${squash(one.unit)}`),
      want.assignments.map((one) => `${roleIn(one.role, wantLead)}:${squash(one.unit)}`),
      where,
    );
    count(
      'roles',
      (got?.assignments ?? []).map((one) => `${one.role}:${squash(one.unit)}[${squash(one.section)}]{${squash(one.person)}}`),
      want.assignments.map((one) => `${one.role}:${squash(one.unit)}[${squash(one.section)}]{${squash(one.person)}}`),
      where,
    );
    count(
      'targets',
      (got?.targets ?? []).map((one) => squash(`${one.op}${one.value}${one.unit}`)),
      want.targets.map(squash),
      where,
    );
    count('due', got?.dueOn ? [got.dueOn] : [], want.due ? [want.due] : [], where);
  }

  const due = (cadence: string, when: string): string => `${cadence}/${when || '-'}`;
  const wantedReports = facts.reporting.map((line) => {
    const [what = '', cadence = '', when = '', period = ''] = columns(line);
    return { key: due(cadence, when), whole: `${what.split('+').sort().join('+')} ${due(cadence, when)} ${period}` };
  });
  const gotReports = plan.reporting.map((rule) => {
    const key = due(rule.cadence, String(rule.dueDay ?? rule.dueDate ?? ''));
    return { key, whole: `${[rule.what, ...rule.also].sort().join('+')} ${key} ${rule.period}` };
  });
  count(
    'reporting',
    gotReports.map((one) => one.key),
    wantedReports.map((one) => one.key),
  );
  count(
    'reports',
    gotReports.map((one) => one.whole),
    wantedReports.map((one) => one.whole),
  );

  const bodyLines = (body: { kind: string; leaders: number; deputies: number; members: number; office: string | null } | null): string[] =>
    body
      ? [`kind ${body.kind}`, `leaders ${body.leaders}`, `deputies ${body.deputies}`, `members ${body.members}`, `office ${squash(body.office)}`]
      : [];
  const members = (...roles: string[]): number => (plan.body?.members ?? []).filter((one) => roles.includes(one.role)).length;
  const gotBody = plan.body && {
    kind: plan.body.kind,
    leaders: members('LEADER', 'CONVENER'),
    deputies: members('DEPUTY'),
    members: members('MEMBER'),
    office: plan.body.office?.unit ?? null,
  };
  count('body', bodyLines(gotBody), bodyLines(facts.body));

  count(
    'deadlines',
    plan.deadlines.map((one) => (one.hours ? `${one.hours} hours` : `${one.days}${one.working ? ' working' : ''}`)),
    facts.deadlines,
  );
  count(
    'forms',
    plan.forms.flatMap((form) => [
      squash(form.title),
      ...form.indicators.map((one) => squash(`${one.number} ${one.parts.length ? one.parts.join('+') : one.name} ${one.unit}`)),
    ]),
    facts.forms.flatMap((form) => [squash(form.title), ...form.indicators.map(squash)]),
  );
  return { tallies, notes };
}

export function addTo(total: Record<Family, Tally>, one: Record<Family, Tally>): void {
  for (const family of FAMILIES) {
    total[family].hit += one[family].hit;
    total[family].got += one[family].got;
    total[family].want += one[family].want;
  }
}
