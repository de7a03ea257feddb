/**
 * The notice reader: text -> paragraphs -> outline -> facts -> plan, each fact with the span it came from. Pure and deterministic;
 * whatever it is given, it answers with a plan and says in diagnostics what it could not read.
 */
import { planSchema, type Diagnostic, type Plan } from '../plan/model';
import { lintPlan, type LintContext } from '../plan/lint';
import { readerRule } from '../plan/lint/registry';
import { readBasis } from './basis';
import { readBody } from './body';
import { firstYear } from './dates';
import { readDeadlines } from './deadlines';
import { checkFigures } from './figures';
import { readForms } from './forms';
import { readHead } from './head';
import { checkNumbering } from './numbering';
import { readOutline } from './outline';
import { readPlans } from './other-plans';
import { readParagraphs } from './paragraphs';
import { readPeriod } from './period';
import { readPhases } from './phases';
import type { Reading } from './reading';
import { readReporting } from './reporting';
import { Clip, Source } from './source';
import { isTaskTable } from './task-tables';
import { readTables } from './tables';
import { readTasks } from './tasks';

export interface ReadOptions {
  /** The year of dates that print none, where the notice itself is not dated. */
  year?: number;
  /** What the lint knows beside the plan; `false` leaves the lint out. */
  lint?: LintContext | false;
}

/** Whether a place lies in one of these stretches, which are in the order of the text. */
const inOneOf = (stretches: readonly { start: number; end: number }[], place: number): boolean => {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.end ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return (stretches[low]?.start ?? Infinity) <= place;
};

/** Dates that phases reach beyond on both sides belong to a measure, and are not the whole campaign's. */
const wholeOf = (period: Plan['period'], phases: Plan['phases']): Plan['period'] => {
  const { start, end } = period ?? {};
  const inside = start && end && phases.some((p) => p.start !== null && p.start < start) && phases.some((p) => p.end !== null && p.end > end);
  return inside ? null : period;
};

/**
 * Reads a notice into a plan. Never throws on any text; takes time linear in its length.
 * `diagnostics` holds what the reader found (NOTICE…) and what the lint found (PLAN…), in the order of the text.
 */
export const readNotice = (text: string, options: ReadOptions = {}): Plan => {
  const source = new Source(text);
  const paragraphs = readParagraphs(source);
  const join = (clips: Clip[]): Clip => (clips.length === 1 ? (clips[0] as Clip) : Clip.join(clips, source));
  const head = readHead(paragraphs, join);
  const tables = readTables(source);
  const taskTables = tables.filter(isTaskTable);
  const allParts = readOutline(
    paragraphs,
    (i) => head.titleAgain.has(i),
    (p) => inOneOf(taskTables, p.start),
  );
  const plans = readPlans(allParts, source, Clip.join);
  const parts = allParts.filter((part) => !plans.others.some((other) => other.part === part));
  const elsewhere = new Set(plans.others.flatMap((other) => other.part.paragraphs));
  const diagnostics: Diagnostic[] = [];
  const printedYear = /[((](20\d{2}|19\d{2})[))]/.exec(
    (head.documentNumber ?? '')
      .normalize('NFKC')
      .replace(/[〔［【[]/g, '(')
      .replace(/[〕］】\]]/g, ')'),
  )?.[1];
  const reading: Reading = {
    source,
    paragraphs: elsewhere.size === 0 ? paragraphs : paragraphs.filter((p) => !elsewhere.has(p)),
    parts,
    tables,
    issuedOn: head.issuedOn,
    year: head.issuedOn
      ? Number(head.issuedOn.slice(0, 4))
      : printedYear
        ? Number(printedYear)
        : (options.year ?? firstYear(head.title) ?? paragraphs.map((p) => firstYear(p.clip.text.slice(0, 2000))).find((y) => y !== null) ?? null),
    report: (code, message, span, hint) => {
      const rule = readerRule(code);
      diagnostics.push({ code, severity: rule.severity, message, span, hint: hint ?? rule.hint });
    },
  };
  const base = {
    title: plans.first ?? head.title,
    documentNumber: head.documentNumber,
    issuer: head.issuer,
    issuedOn: head.issuedOn,
    basis: readBasis(paragraphs, head.title),
  };
  if (!head.titleFound && paragraphs.length > 0) reading.report('NOTICE001', '没有找到公文标题，以首行代替。', paragraphs[0]?.clip.span() ?? null);
  for (const other of plans.others) reading.report('NOTICE008', `文中还有另一个方案“${other.title}”，只读取了第一个方案。`, other.span);
  checkFigures(reading);
  if (head.reply) {
    reading.report('NOTICE002', '这是一份建议提案的答复，不是部署任务的方案，未提取任务、阶段和报送要求。', paragraphs[0]?.clip.span() ?? null);
  } else {
    if (head.issuedOn === null && paragraphs.length > 0) reading.report('NOTICE003', '没有找到成文日期。', null);
    checkNumbering(reading);
  }
  const phases = head.reply ? [] : readPhases(reading);
  const period = head.reply ? null : wholeOf(readPeriod(reading), phases);
  const ends = phases.flatMap((phase) => (phase.end?.length === 10 ? [phase.end] : []));
  const plan = planSchema.parse(
    head.reply
      ? { ...base, diagnostics }
      : {
          ...base,
          period,
          phases,
          tasks: readTasks(reading),
          reporting: readReporting(reading, period?.end ?? ends.sort().at(-1) ?? null),
          body: readBody(reading),
          forms: readForms(reading),
          deadlines: readDeadlines(reading),
          diagnostics,
        },
  );
  const lint = options.lint === false ? [] : lintPlan(plan, options.lint ?? {});
  plan.diagnostics = [...diagnostics, ...lint].sort((a, b) => (a.span?.[0] ?? 0) - (b.span?.[0] ?? 0));
  return plan;
};
