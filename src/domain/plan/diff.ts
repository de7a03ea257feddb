/**
 * What one plan says that another does not, in words for the coordinator who has to judge it. Compared is what the plans say, not where it was
 * read: spans, printed words and diagnostics are left out. Two plans without a change between them run the same campaign.
 */
import * as kinds from './diff-facts';
import type { FactKind, Read } from './diff-facts';
import * as forms from './diff-forms';
import { pairUp } from './diff-pairs';
import * as records from './diff-records';
import { asPrinted, chasingWords, rankingWords, words, type Words } from './diff-words';
import type { Phase, Plan } from './model';

export const CHANGE_KINDS = ['ADDED', 'REMOVED', 'CHANGED'] as const;

export interface PlanChange {
  /** By what things are called: `tasks[二(一)1 食品安全治理].assignments[市公安局].role`. */
  path: string;
  kind: (typeof CHANGE_KINDS)[number];
  /** What the path means: 任务 二(一)1 食品安全治理 › 分工 市公安局 › 角色. */
  label: Words;
  /** Null where there was, or now is, nothing. */
  before: Words | null;
  after: Words | null;
}

interface Place {
  path: string;
  label: Words | null;
}

const ROOT: Place = { path: '', label: null };

export function planDiff(before: Plan, after: Plan): PlanChange[] {
  return [
    ...headChanges(before, after),
    ...listChanges(kinds.PHASES, before.phases, after.phases),
    ...orderOfPhases(before.phases, after.phases),
    ...listChanges(kinds.TASKS, before.tasks, after.tasks, ROOT, (task, next, place) => [
      ...listChanges(kinds.ASSIGNMENTS, task?.assignments ?? [], next?.assignments ?? [], place),
      ...listChanges(kinds.TARGETS, task?.targets ?? [], next?.targets ?? [], place),
    ]),
    ...listChanges(kinds.REPORTING, before.reporting, after.reporting),
    ...listChanges(kinds.BODY, before.body ? [before.body] : [], after.body ? [after.body] : [], ROOT, (body, next, place) =>
      listChanges(kinds.MEMBERS, body?.members ?? [], next?.members ?? [], place),
    ),
    ...listChanges(forms.FORMS, before.forms, after.forms, ROOT, (form, next, place) => [
      ...listChanges(forms.INDICATORS, form?.indicators ?? [], next?.indicators ?? [], place),
      ...listChanges(forms.FORM_RULES, forms.written(form?.rules), forms.written(next?.rules), place),
    ]),
    ...listChanges(records.RECORD_KINDS, records.byHand(before.records), records.byHand(after.records), ROOT, (kind, next, place) =>
      listChanges(records.RECORD_COLUMNS, records.byHand(kind?.columns), records.byHand(next?.columns), place),
    ),
    ...listChanges(kinds.TIME_LIMITS, before.deadlines, after.deadlines),
  ];
}

const HEAD: readonly { path: string; label: Words; text(plan: Plan): string | null }[] = [
  { path: 'title', label: words('标题', 'title'), text: ({ title }) => title },
  { path: 'documentNumber', label: words('发文字号', 'document number'), text: ({ documentNumber }) => documentNumber },
  { path: 'issuer', label: words('发文机关', 'issuer'), text: ({ issuer }) => issuer },
  { path: 'issuedOn', label: words('发文日期', 'date of issue'), text: ({ issuedOn }) => issuedOn },
  { path: 'period.start', label: words('开始时间', 'start of the period'), text: ({ period }) => period?.start ?? null },
  { path: 'period.end', label: words('结束时间', 'end of the period'), text: ({ period }) => period?.end ?? null },
  {
    path: 'acknowledgeWithin',
    label: words('签收期限（工作日）', 'working days to acknowledge'),
    text: ({ acknowledgeWithin }) => String(acknowledgeWithin),
  },
];

function headChanges(before: Plan, after: Plan): PlanChange[] {
  const changes = HEAD.flatMap(({ path, label, text }) => {
    const [was, is] = [text(before), text(after)];
    return was === is ? [] : [changed({ path, label }, printed(was), printed(is))];
  });
  const cited = (name: string) => ({ path: `basis[${name}]`, label: words(`依据 ${name}`, `basis ${name}`) });
  const gone = before.basis.filter((name) => !after.basis.includes(name));
  const come = after.basis.filter((name) => !before.basis.includes(name));
  return [
    ...changes,
    ...chasingChanges(before, after),
    ...rankingChanges(before, after),
    ...gone.map((name): PlanChange => ({ ...cited(name), kind: 'REMOVED', before: asPrinted(name), after: null })),
    ...come.map((name): PlanChange => ({ ...cited(name), kind: 'ADDED', before: null, after: asPrinted(name) })),
  ];
}

function chasingChanges(before: Plan, after: Plan): PlanChange[] {
  // A plan stored before plans said how to chase has nothing there.
  const [was, is] = [chasingWords(before.chasing ?? null), chasingWords(after.chasing ?? null)];
  return was.zh === is.zh ? [] : [changed({ path: 'chasing', label: words('催报规则', 'chasing') }, was, is)];
}

function rankingChanges(before: Plan, after: Plan): PlanChange[] {
  const [was, is] = [rankingWords(before.ranking ?? null), rankingWords(after.ranking ?? null)];
  return was.zh === is.zh ? [] : [changed({ path: 'ranking', label: words('排名规则', 'ranking') }, was, is)];
}

const printed = (text: string | null): Words | null => (text === null ? null : asPrinted(text));

const changed = ({ path, label }: Place, before: Words | null, after: Words | null): PlanChange => ({
  path,
  kind: 'CHANGED',
  label: label ?? asPrinted(path),
  before,
  after,
});

function listChanges<Fact extends Read>(
  kind: FactKind<Fact>,
  before: readonly Fact[],
  after: readonly Fact[],
  within: Place = ROOT,
  inside: (before: Fact | null, after: Fact | null, place: Place) => PlanChange[] = () => [],
): PlanChange[] {
  return pairUp(before, after, kind.same).flatMap((pair): PlanChange[] => {
    const fact = pair.after ?? pair.before;
    if (fact === null) return [];
    const place = placeOf(kind, fact, within);
    const label = place.label ?? kind.label;
    if (pair.before === null)
      return [{ path: place.path, kind: 'ADDED', label, before: null, after: kind.whole(fact) }, ...inside(null, fact, place)];
    if (pair.after === null) return [{ path: place.path, kind: 'REMOVED', label, before: kind.whole(fact), after: null }];
    const [was, is] = [pair.before, pair.after];
    const differing = kind.fields.filter((field) => field.differs(was, is));
    const fields = differing.map((field) => changed(under(place, field.name, field.label), field.text(was), field.text(is)));
    return [...fields, ...inside(was, is, place)];
  });
}

function placeOf<Fact extends Read>(kind: FactKind<Fact>, fact: Fact, within: Place): Place {
  const called = kind.called(fact);
  const here = within.path === '' ? kind.name : `${within.path}.${kind.name}`;
  const label = words(`${kind.label.zh} ${called}`, `${kind.label.en} ${called}`);
  return { path: `${here}[${called}]`, label: within.label ? nested(within.label, label) : label };
}

const under = (place: Place, name: string, label: Words): Place => ({
  path: `${place.path}.${name}`,
  label: place.label ? nested(place.label, label) : label,
});
const nested = (outer: Words, inner: Words): Words => words(`${outer.zh} › ${inner.zh}`, `${outer.en} › ${inner.en}`);

/** Phases run one after another, so their order is part of what the plan says; that of tasks is not. */
function orderOfPhases(before: readonly Phase[], after: readonly Phase[]): PlanChange[] {
  const pairs = pairUp(before, after, kinds.PHASES.same);
  const now = pairs.flatMap((pair) => (pair.before && pair.after ? [{ was: pair.before, is: pair.after }] : []));
  const then = [...now].sort((a, b) => before.indexOf(a.was) - before.indexOf(b.was));
  if (now.every((pair, i) => pair === then[i])) return [];
  const named = (phases: typeof now) => asPrinted(phases.map(({ is }) => is.name).join(' → '));
  return [{ path: 'phases', kind: 'CHANGED', label: words('阶段顺序', 'order of the phases'), before: named(then), after: named(now) }];
}
