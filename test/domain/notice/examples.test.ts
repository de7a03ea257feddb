/** The example notices, each read and held against facts written down by hand. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNotice } from '../../../src/domain/notice';
import type { Plan } from '../../../src/domain/plan/model';

interface Facts {
  title: string;
  documentNumber: string | null;
  issuer: string | null;
  issuedOn: string | null;
  period: Plan['period'];
  basis: string[];
  /** name | kind | start | end */
  phases: string[];
  /** number | area | title | LEAD: a、b | COOPERATING: c … */
  tasks: string[];
  /** what+also | cadence | day or date | period */
  reporting: string[];
  body: null | { kind: string; name: string; leaders: number; deputies: number; members: number; office: string | null; dissolves: boolean };
  forms: { title: string; indicators: number; compound: string[] }[];
  deadlines: string[];
  /** codes in the order of the text */
  diagnostics: string[];
}

const folder = join(__dirname, '../../../examples/notices');
const names = readdirSync(folder)
  .filter((f) => f.endsWith('.facts.json'))
  .map((f) => f.replace('.facts.json', ''));

const roles = (plan: Plan, index: number): string => {
  const task = plan.tasks[index];
  if (!task) return '';
  return (['LEAD', 'COOPERATING', 'RESPONSIBLE', 'IMPLEMENTING'] as const)
    .flatMap((role) => {
      const units = task.assignments
        .filter((a) => a.role === role)
        .map((a) => `${a.unit}${a.section ? `[${a.section}]` : ''}${a.person ? `{${a.person}}` : ''}`);
      return units.length > 0 ? [`${role}: ${units.join('、')}`] : [];
    })
    .join(' | ');
};

const factsOf = (plan: Plan): Facts => {
  const count = (...wanted: string[]): number => plan.body?.members.filter((m) => wanted.includes(m.role)).length ?? 0;
  return {
    title: plan.title,
    documentNumber: plan.documentNumber,
    issuer: plan.issuer,
    issuedOn: plan.issuedOn,
    period: plan.period,
    basis: plan.basis,
    phases: plan.phases.map((p) => [p.name, p.kind, p.start, p.end].join(' | ')),
    tasks: plan.tasks.map((t, i) =>
      [t.number, t.area, t.title, roles(plan, i), ...t.targets.map((g) => `${g.what}${g.op}${g.value}${g.unit}`), ...(t.dueOn ? [t.dueOn] : [])].join(
        ' | ',
      ),
    ),
    reporting: plan.reporting.map((r) => [[r.what, ...r.also].join('+'), r.cadence, r.dueDay ?? r.dueDate ?? '', r.period].join(' | ')),
    body: plan.body && {
      kind: plan.body.kind,
      name: plan.body.name,
      leaders: count('LEADER', 'CONVENER'),
      deputies: count('DEPUTY'),
      members: count('MEMBER'),
      office: plan.body.office?.unit ?? null,
      dissolves: plan.body.dissolvesOnCompletion,
    },
    forms: plan.forms.map((f) => ({
      title: f.title,
      indicators: f.indicators.length,
      compound: f.indicators.filter((i) => i.parts.length > 0).map((i) => `${i.number} ${i.parts.join('+')} ${i.unit}`),
    })),
    deadlines: plan.deadlines.map((d) => `${d.days}${d.working ? ' working' : ''}`),
    diagnostics: plan.diagnostics.map((d) => d.code),
  };
};

describe('example notices', () => {
  test.each(names)('%s is read as it was read by hand', (name) => {
    const facts = JSON.parse(readFileSync(join(folder, `${name}.facts.json`), 'utf8')) as Facts;
    const plan = readNotice(readFileSync(join(folder, `${name}.txt`), 'utf8'));
    expect(factsOf(plan)).toEqual(facts);
  });

  test('every example notice has its facts', () => {
    const texts = readdirSync(folder).filter((f) => f.endsWith('.txt'));
    expect(texts.map((f) => f.replace('.txt', '')).sort()).toEqual([...names].sort());
  });
});
