/**
 * A lower plan held against the superior one that it follows (依据, 参照): what was asked above and has nothing below, and what comes later.
 * Pure, deterministic and explained: every match carries its score and the ground for it, every gap the clauses of both plans.
 */
import { endOf, isLater, laterPhases, laterTasks } from './cascade-dates';
import { indicatorGaps, reportingGaps, type ReportingGap } from './cascade-reporting';
import { matchTasks, type TaskMatch } from './cascade-tasks';
import { matchUnits, type UnitMatch } from './cascade-units';
import { asPrinted, periodWords, REPORT_WORDS, reportingWords, words, type Words } from './diff-words';
import type { Phase, Plan, PlanTask, ReportingRule, Span } from './model';

export const GAP_CODES = [
  'TASK_WITHOUT_COUNTERPART',
  'TASK_COUNTERPART_DOUBTFUL',
  'UNIT_WITHOUT_COUNTERPART',
  'PERIOD_ENDS_LATER',
  'PHASE_ENDS_LATER',
  'TASK_DUE_LATER',
  'REPORT_NOT_FED',
  'REPORT_TOO_SELDOM',
  'REPORT_LATER',
  'INDICATOR_NOT_COLLECTED',
  'FORM_MISSING',
] as const;
export type GapCode = (typeof GAP_CODES)[number];

/** A place in one of the plans. */
export interface Clause {
  text: Words;
  /** In the text of that plan's notice. */
  span: Span;
}

export interface GapRow {
  code: GapCode;
  message: Words;
  superior: Clause;
  /** Null where the lower plan has nothing. */
  own: Clause | null;
  /** How alike the two are, where that is what the row is about. */
  score: number | null;
}

export interface GapReport {
  rows: GapRow[];
  /** Every superior task with what answers it. */
  tasks: TaskMatch[];
  units: UnitMatch[];
}

export function gapReport(superior: Plan, lower: Plan): GapReport {
  const tasks = matchTasks(superior, lower);
  const units = matchUnits(superior, lower);
  return {
    rows: [...taskRows(tasks), ...unitRows(superior, units), ...dateRows(superior, lower, tasks), ...reportRows(superior, lower)],
    tasks,
    units,
  };
}

export const taskClause = ({ number, title, span }: PlanTask): Clause => ({ text: asPrinted(`${number} ${title}`), span });
const ruleClause = (rule: ReportingRule): Clause => ({ text: reportingWords(rule), span: rule.span });

function taskRows(matches: readonly TaskMatch[]): GapRow[] {
  return matches.flatMap((match): GapRow[] => {
    const superior = taskClause(match.superior);
    const { title } = match.superior;
    if (match.ground === 'NONE') {
      const message = words(`上级任务“${title}”在本方案中没有对应任务`, `Nothing in this plan answers the superior task “${title}”`);
      return [{ code: 'TASK_WITHOUT_COUNTERPART', message, superior, own: null, score: match.score }];
    }
    if (match.ground !== 'DOUBTFUL' || match.own === null) return [];
    const message = words(
      `上级任务“${title}”可能对应“${match.own.title}”（相似度${match.score}），请核对`,
      `“${match.own.title}” may answer the superior task “${title}” (likeness ${match.score}): please look`,
    );
    return [{ code: 'TASK_COUNTERPART_DOUBTFUL', message, superior, own: taskClause(match.own), score: match.score }];
  });
}

function unitRows(superior: Plan, matches: readonly UnitMatch[]): GapRow[] {
  const partsOf = new Map<string, { task: PlanTask; one: PlanTask['assignments'][number] }[]>();
  for (const task of superior.tasks)
    for (const one of task.assignments) {
      const known = partsOf.get(one.unit.trim());
      if (known) known.push({ task, one });
      else partsOf.set(one.unit.trim(), [{ task, one }]);
    }
  return matches
    .filter(({ own }) => own === null)
    .map(({ superior: unit }): GapRow => {
      const parts = partsOf.get(unit) ?? [];
      const numbers = parts.map(({ task }) => task.number).join('、');
      return {
        code: 'UNIT_WITHOUT_COUNTERPART',
        message: words(
          `上级方案中的${unit}（任务${numbers}）在本方案中没有对应单位`,
          `No unit of this plan does what ${unit} does above (tasks ${numbers.replaceAll('、', ', ')})`,
        ),
        superior: { text: asPrinted(unit), span: parts[0]?.one.span ?? null },
        own: null,
        score: null,
      };
    });
}

function dateRows(superior: Plan, lower: Plan, matches: readonly TaskMatch[]): GapRow[] {
  const rows: GapRow[] = [];
  const [end, ownEnd] = [endOf(superior), endOf(lower)];
  if (end !== null && ownEnd !== null && isLater(ownEnd, end)) {
    const clause = ({ title, period }: Plan, until: string): Clause => {
      const dates = periodWords(period?.start ?? null, until);
      return { text: words(`${title}：${dates.zh}`, `${title}: ${dates.en}`), span: null };
    };
    const message = words(`本方案${ownEnd}结束，晚于上级的${end}`, `This plan ends on ${ownEnd}, later than the superior’s ${end}`);
    rows.push({ code: 'PERIOD_ENDS_LATER', message, superior: clause(superior, end), own: clause(lower, ownEnd), score: null });
  }
  const phaseClause = ({ name, start, end: last, span }: Phase): Clause => {
    const dates = periodWords(start, last);
    return { text: words(`${name}：${dates.zh}`, `${name}: ${dates.en}`), span };
  };
  for (const { superior: above, own } of laterPhases(superior, lower)) {
    const message = words(
      `“${own.name}”${own.end}结束，晚于上级“${above.name}”的${above.end}`,
      `“${own.name}” ends on ${own.end}, later than the superior’s “${above.name}” on ${above.end}`,
    );
    rows.push({ code: 'PHASE_ENDS_LATER', message, superior: phaseClause(above), own: phaseClause(own), score: null });
  }
  for (const { match, due } of laterTasks(lower, matches)) {
    const message = words(
      `“${match.own?.title ?? ''}”${due}完成，晚于上级要求的${match.superior.dueOn ?? ''}`,
      `“${match.own?.title ?? ''}” is due on ${due}, later than the ${match.superior.dueOn ?? ''} that the superior asks for`,
    );
    rows.push({ code: 'TASK_DUE_LATER', message, superior: taskClause(match.superior), own: match.own && taskClause(match.own), score: match.score });
  }
  return rows;
}

const REPORT_GAPS: Readonly<Record<ReportingGap['gap'], { code: GapCode; say(kind: Words): Words }>> = {
  NOT_FED: {
    code: 'REPORT_NOT_FED',
    say: ({ zh, en }) =>
      words(`上级要求报送${zh}，本方案没有相应的报送要求`, `The superior asks for a report (${en}) that this plan collects from nobody`),
  },
  TOO_SELDOM: {
    code: 'REPORT_TOO_SELDOM',
    say: ({ zh, en }) => words(`${zh}的报送频次低于上级要求`, `This plan collects the report (${en}) less often than the superior asks for it`),
  },
  LATER: {
    code: 'REPORT_LATER',
    say: ({ zh, en }) => words(`${zh}的报送时间晚于上级要求`, `This plan collects the report (${en}) after the superior wants it`),
  },
};

function reportRows(superior: Plan, lower: Plan): GapRow[] {
  const rules = reportingGaps(superior, lower).map(({ gap, kind, superior: rule, own }): GapRow => {
    const { code, say } = REPORT_GAPS[gap];
    return { code, message: say(REPORT_WORDS[kind]), superior: ruleClause(rule), own: own && ruleClause(own), score: null };
  });
  const figures = indicatorGaps(superior, lower).map(({ form, indicator }): GapRow => {
    if (indicator === null) {
      const message = words(
        `上级统计表“${form.title}”在本方案中没有对应统计表`,
        `This plan has no statistics form for the superior’s “${form.title}”`,
      );
      return { code: 'FORM_MISSING', message, superior: { text: asPrinted(form.title), span: form.span }, own: null, score: null };
    }
    const message = words(
      `上级指标“${indicator.name}”没有纳入本方案的统计表`,
      `No form of this plan has the superior’s indicator “${indicator.name}”`,
    );
    return {
      code: 'INDICATOR_NOT_COLLECTED',
      message,
      superior: { text: asPrinted(`${form.title} ${indicator.number} ${indicator.name}`), span: indicator.span },
      own: null,
      score: null,
    };
  });
  return [...rules, ...figures];
}
