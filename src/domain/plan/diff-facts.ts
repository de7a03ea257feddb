/**
 * What a plan is made of, for comparing two of them: each kind of fact with the rules by which it is the same fact, the fields that can
 * differ, and the words for both. A fact's `span` and printed words say where it was read, and are no part of what it says.
 */
import stringify from 'safe-stable-stringify';
import type { Identity } from './diff-pairs';
import * as say from './diff-words';
import { asPrinted, words, type Words } from './diff-words';
import type { Phase, Plan, PlanAssignment, PlanBody, PlanMember, PlanTask, ReportingRule, Span, Target } from './model';

type TimeLimit = Plan['deadlines'][number];

export interface Read {
  span: Span;
  printed?: string;
}

export interface FieldOf<Fact> {
  name: keyof Fact & string;
  label: Words;
  /** What it says, as text. */
  text(fact: Fact): Words | null;
  differs(a: Fact, b: Fact): boolean;
}

export interface FactKind<Fact extends Read> {
  /** As the plan's JSON names the list. */
  name: string;
  label: Words;
  /** Finest first. */
  same: readonly Identity<Fact>[];
  /** What the fact is called in a path and in its label. */
  called(fact: Fact): string;
  /** The whole of it in one line, where it came or went. */
  whole(fact: Fact): Words;
  fields: readonly FieldOf<Fact>[];
}

/** Keys sorted: what comes back from a database has them in an order of its own. */
export const key = (...parts: unknown[]): string => stringify(parts) ?? '';
/** `more`: what else of the fact the text tells. */
export const field = <Fact>(
  name: keyof Fact & string,
  zh: string,
  en: string,
  text: (fact: Fact) => Words | string | null,
  more: readonly (keyof Fact)[] = [],
): FieldOf<Fact> => ({
  name,
  differs: (a, b) => [name, ...more].some((one) => key(a[one]) !== key(b[one])),
  label: words(zh, en),
  text: (fact) => {
    const said = text(fact);
    return typeof said === 'string' ? asPrinted(said) : said;
  },
});
export const orNothing = (text: string): string | null => (text === '' ? null : text);

export const PHASES: FactKind<Phase> = {
  name: 'phases',
  label: words('阶段', 'phase'),
  same: [({ name, kind }) => key(name, kind), ({ name }) => name, ({ kind, start, end }) => key(kind, start, end), ({ kind }) => kind],
  called: ({ name }) => name,
  whole: say.phaseWords,
  fields: [
    field('name', '名称', 'name', ({ name }) => name),
    field('kind', '类别', 'kind', ({ kind }) => say.PHASE_WORDS[kind]),
    field('start', '开始', 'start', ({ start }) => start),
    field('end', '结束', 'end', ({ end }) => end),
    field('exit', '转段条件', 'exit criteria', ({ exit }) => say.criteriaWords(exit)),
    field('advancesByItself', '自动转段', 'advances by itself', ({ advancesByItself }) => say.yesOrNo(advancesByItself)),
  ],
};

export const TASKS: FactKind<PlanTask> = {
  name: 'tasks',
  label: words('任务', 'task'),
  // A number moves when a task is put in before it; a title does not.
  same: [({ number, title }) => key(number, title), ({ title, area }) => key(title, area), ({ title }) => title, ({ number }) => number],
  called: ({ number, title }) => `${number} ${title}`,
  whole: ({ number, title }) => asPrinted(`${number} ${title}`),
  fields: [
    field('number', '编号', 'number', ({ number }) => number),
    field('area', '工作重点', 'area', ({ area }) => orNothing(area)),
    field('title', '名称', 'title', ({ title }) => title),
    field('text', '内容', 'text', ({ text }) => orNothing(text)),
    field('dueOn', '完成期限', 'due date', ({ dueOn }) => dueOn),
  ],
};

const partOf = ({ unit, section, person }: PlanAssignment): string => [unit, section, person].filter(Boolean).join(' ');

export const ASSIGNMENTS: FactKind<PlanAssignment> = {
  name: 'assignments',
  label: words('分工', 'assignment'),
  same: [
    ({ unit, role, section, person }) => key(unit, role, section, person),
    ({ unit, role, section }) => key(unit, role, section),
    ({ unit, role }) => key(unit, role),
    ({ unit }) => unit,
  ],
  called: ({ unit }) => unit,
  whole: (one) => say.joined([say.ROLE_WORDS[one.role], asPrinted(partOf(one))], '：', ': '),
  fields: [
    field('unit', '单位', 'unit', ({ unit }) => unit),
    field('role', '角色', 'role', ({ role }) => say.ROLE_WORDS[role]),
    field('section', '责任股室', 'section', ({ section }) => section),
    field('person', '责任人', 'person', ({ person }) => person),
  ],
};

export const TARGETS: FactKind<Target> = {
  name: 'targets',
  label: words('目标', 'target'),
  same: [({ what, op, value, unit }) => key(what, op, value, unit), ({ what, op, unit }) => key(what, op, unit), ({ what }) => what],
  called: ({ what }) => what,
  whole: ({ what, op, value, unit }) => asPrinted(`${what} ${op} ${value} ${unit}`),
  fields: [
    field('what', '指标', 'measure', ({ what }) => what),
    field('op', '比较', 'comparison', ({ op }) => op),
    field('value', '目标值', 'value', ({ value }) => String(value)),
    field('unit', '计量单位', 'unit of measure', ({ unit }) => orNothing(unit)),
  ],
};

export const REPORTING: FactKind<ReportingRule> = {
  name: 'reporting',
  label: words('报送要求', 'reporting rule'),
  same: [
    ({ what, also, title, cadence, dueDay, dueDate, period, onDayOff, closesAfter, owedBy, to }) =>
      key(what, also, title, cadence, dueDay, dueDate, period, onDayOff, closesAfter, owedBy, to),
    ({ what, title, cadence, owedBy }) => key(what, title, cadence, owedBy),
    ({ what, cadence, dueDay, dueDate }) => key(what, cadence, dueDay, dueDate),
    ({ what, title }) => key(what, title),
    ({ what, cadence }) => key(what, cadence),
    ({ what }) => what,
  ],
  called: ({ what, title }) => title || say.REPORT_WORDS[what].zh,
  whole: say.reportingWords,
  fields: [
    field('what', '报送类别', 'kind', ({ what }) => say.REPORT_WORDS[what]),
    field('also', '一并报送', 'also owed', ({ also }) =>
      also.length === 0
        ? null
        : say.joined(
            also.map((kind) => say.REPORT_WORDS[kind]),
            '、',
            ', ',
          ),
    ),
    field('title', '报送内容', 'title', ({ title }) => orNothing(title)),
    field('cadence', '报送时间', 'when', say.cadenceWords, ['dueDay', 'dueDate', 'period']),
    field('onDayOff', '逢休息日', 'on a day off', ({ onDayOff }) => say.DAY_OFF_WORDS[onDayOff]),
    field('closesAfter', '截止', 'closes', ({ closesAfter }) => say.closingWords(closesAfter)),
    field('owedBy', '报送单位', 'owed by', ({ owedBy }) => owedBy),
    field('to', '报送对象', 'to', ({ to }) => to),
    field('form', '所用统计表', 'form', ({ form }) => form),
    field('sections', '应包括的内容', 'sections', ({ sections }) => orNothing(sections.join('、'))),
  ],
};

export const BODY: FactKind<PlanBody> = {
  name: 'body',
  label: words('领导机构', 'coordinating body'),
  same: [() => 'body'],
  called: ({ name }) => name,
  whole: ({ kind, name }) => say.joined([say.BODY_WORDS[kind], asPrinted(name)], '：', ': '),
  fields: [
    field('kind', '形式', 'form', ({ kind }) => say.BODY_WORDS[kind]),
    field('name', '名称', 'name', ({ name }) => name),
    field('office', '办公室', 'office', ({ office }) => office && [office.unit, office.head].filter(Boolean).join(' ')),
    field('dissolvesOnCompletion', '完成后撤销', 'dissolved when done', (body) => say.yesOrNo(body.dissolvesOnCompletion)),
  ],
};

export const MEMBERS: FactKind<PlanMember> = {
  name: 'members',
  label: words('成员', 'member'),
  same: [
    ({ role, name, post, unit }) => key(role, name, post, unit),
    ({ name, unit }) => name && key(name, unit),
    ({ name }) => name,
    ({ role, unit, post }) => (unit || post) && key(role, unit, post),
    ({ role, unit }) => unit && key(role, unit),
  ],
  called: ({ name, unit, post }) => name ?? unit ?? post ?? '',
  whole: (one) => say.joined([say.MEMBER_WORDS[one.role], asPrinted([one.name, one.unit, one.post].filter(Boolean).join(' '))], '：', ': '),
  fields: [
    field('role', '职务', 'role', ({ role }) => say.MEMBER_WORDS[role]),
    field('name', '姓名', 'name', ({ name }) => name),
    field('post', '职位', 'post', ({ post }) => post),
    field('unit', '单位', 'unit', ({ unit }) => unit),
  ],
};

export const TIME_LIMITS: FactKind<TimeLimit> = {
  name: 'deadlines',
  label: words('时限', 'time limit'),
  same: [({ what, days, hours, working }) => key(what, days, hours ?? '', working), ({ what }) => what],
  called: ({ what }) => what,
  whole: ({ what, days, hours, working }) =>
    hours
      ? words(`${what}：${hours}小时`, `${what}: ${hours} hours`)
      : words(`${what}：${days}个${working ? '工作日' : '日'}`, `${what}: ${days} ${working ? 'working days' : 'days'}`),
  fields: [
    field('what', '事项', 'matter', ({ what }) => what),
    field('days', '天数', 'days', ({ days }) => String(days)),
    // a plan stored before limits had hours has none
    field('hours', '小时数', 'hours', ({ hours }) => (hours ? String(hours) : null)),
    field('working', '工作日', 'working days', ({ working }) => say.yesOrNo(working)),
  ],
};
