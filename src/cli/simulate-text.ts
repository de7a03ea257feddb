/** A simulation as people read it: a timetable by day, how it stands at the end, and the load. */
import { SIMULATED_LAWS, type SimulatedEvent, type Simulation } from '../application/simulate';
import type { CompiledPlan } from '../domain/plan/compiled';
import type { WeekLoad } from '../domain/plan/simulate-load';

export function describeSimulation(simulation: Simulation): string {
  const { plan, launchedOn, until, behaviour } = simulation;
  const how = behaviour === 'NOBODY_ACTS' ? '无人办理' : '人人按时办理';
  return [
    plan.title,
    `推演：${launchedOn} 启动，至 ${until}；假设：${how}。`,
    `${plan.phases.length} 个阶段，${plan.tasks.length} 项任务，${plan.units.length} 个单位，${plan.obligations.length} 项报送义务。`,
    '',
    '一、阶段',
    ...table(
      plan.phases.map((phase) => [
        phase.name,
        `${phase.start} 至 ${phase.end}`,
        phase.exit.map(({ kind, percent }) => `${CRITERIA[kind] ?? kind} ${percent}%`).join('，') || '无转段条件',
      ]),
    ),
    '',
    '二、时间表',
    ...timetable(simulation.events),
    '',
    '三、方案规定的报送',
    ...obligations(plan.obligations),
    '',
    `四、${until} 的结果`,
    ...results(simulation),
    '',
    '五、负担最重的周',
    ...heaviest(simulation.load),
    '',
  ].join('\n');
}

const CRITERIA: Readonly<Record<string, string>> = {
  LIAISONS_REGISTERED: '联络员已登记',
  IMPLEMENTATION_PLANS_FILED: '实施方案已报送',
  TASKS_ACCEPTED: '任务已办结',
  REPORTS_ACCEPTED: '报送已通过',
  ORDERS_CLOSED: '责令改正已办结',
  CASES_CLOSED: '案件已办结',
};

/** One line for what is the same on the same day: "11月30日 任务 办理期限（21项）：二(一)1 …". */
function timetable(events: readonly SimulatedEvent[]): string[] {
  const groups = new Map<string, SimulatedEvent[]>();
  for (const event of [...events].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    if (event.by === 'ENGINE' && event.kind !== 'TASK' && event.kind !== 'REPORT') continue;
    const key = [event.on, event.kind, event.label.zh, event.kind === 'REPORT' ? event.title : ''].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  let last = '';
  return [...groups.values()].map((group) => {
    const [first] = group as [SimulatedEvent, ...SimulatedEvent[]];
    const day = first.on === last ? ' '.repeat(10) : first.on;
    last = first.on;
    const many = group.length > 1 ? `（${group.length}）` : '';
    return `${day}  ${first.label.zh}${many}${named(group)}`;
  });
}

function named(group: readonly SimulatedEvent[]): string {
  const [first] = group;
  if (!first || first.kind === 'CAMPAIGN') return '';
  const names = [
    ...new Set(group.map((event) => (event.kind === 'REPORT' ? (event.unit ?? '') : [event.number, event.title].filter(Boolean).join(' ')))),
  ];
  const title = first.kind === 'REPORT' ? `《${first.title}》` : '';
  return `${title}：${names.slice(0, 3).join('、')}${names.length > 3 ? ` 等${names.length}` : ''}`;
}

/** One line a day and title; dates that rest on a year whose days off are not announced are marked. */
function obligations(owed: CompiledPlan['obligations']): string[] {
  const groups = new Map<string, number>();
  for (const { dueOn, title, closesOn, notAnnounced } of owed) {
    const notes = [closesOn && `${closesOn}截止`, notAnnounced && `${notAnnounced}年节假日未公布，按周末估算`].filter(Boolean).join('，');
    const key = [dueOn, title, notes].join('\t');
    groups.set(key, (groups.get(key) ?? 0) + 1);
  }
  if (groups.size === 0) return ['  无'];
  return table(
    [...groups]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, units]) => {
        const [dueOn = '', title = '', notes = ''] = key.split('\t');
        return [dueOn, title, `${units} 个单位`, ...(notes ? [notes] : [])];
      }),
  );
}

function results({ statesOn, until }: Simulation): string[] {
  const counted = new Map<string, number>();
  for (const { kind, state, timeliness } of statesOn(until)) {
    const words = SIMULATED_LAWS[kind as keyof typeof SIMULATED_LAWS]?.states[state]?.zh ?? state;
    const key = [KINDS[kind] ?? kind, words, TIMELINESS[timeliness ?? ''] ?? ''].join('\t');
    counted.set(key, (counted.get(key) ?? 0) + 1);
  }
  return table([...counted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, count]) => [...key.split('\t'), String(count)]));
}

const KINDS: Readonly<Record<string, string>> = { CAMPAIGN: '专项行动', TASK: '任务', REPORT: '报送', COORDINATING_BODY: '领导机构' };
const TIMELINESS: Readonly<Record<string, string>> = {
  ON_TRACK: '期内',
  DUE_SOON: '临近期限',
  OVERDUE: '超期',
  PENDING: '未到期',
  TIMELY: '按时',
  LATE: '迟报',
  MISSING: '漏报',
};
const MOST_WEEKS = 15;

function heaviest(load: readonly WeekLoad[]): string[] {
  const total = (one: WeekLoad): number => one.leading + one.cooperating + one.reports;
  const most = [...load].sort((a, b) => total(b) - total(a) || (a.monday < b.monday ? -1 : 1)).slice(0, MOST_WEEKS);
  return table([
    ['周', '周一', '单位', '牵头', '配合', '报送'],
    ...most.map((one) => [one.week, one.monday, one.unit, ...[one.leading, one.cooperating, one.reports].map(String)]),
  ]);
}

/** Columns padded by how wide a terminal shows them: a Chinese character takes two cells. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>((widest, row) => row.map((cell, i) => Math.max(widest[i] ?? 0, cells(cell))), []);
  return rows.map((row) => `  ${row.map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - cells(cell))).join('  ')}`.trimEnd());
}

const cells = (text: string): number =>
  [...text].reduce(
    (sum, character) =>
      sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(character) ? 2 : 1),
    0,
  );
