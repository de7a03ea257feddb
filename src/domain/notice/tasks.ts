/** Measures to tasks: number, focus area, title, units, targets and due date. */
import type { PlanAssignment, PlanTask } from '../plan/model';
import { scanRanges } from './ranges';
import { scanDates } from './dates';
import { headingOf, type OutlineNode } from './outline';
import type { Measure, PlacedClause } from './measure';
import { Measures } from './measures';
import { ancestorsOf, type Reading } from './reading';
import { findBlankets } from './responsibility/blanket';
import { readTargets } from './targets';
import { tasksInTables } from './task-tables';
import { headingText, titleOf } from './titles';

/** The headings above, without the section's own unless there is no other. */
const areaOf = (node: OutlineNode): string => {
  const above = ancestorsOf(node)
    .map(headingText)
    .filter((h) => h !== '');
  return (above.length > 1 ? above.slice(1) : above).join(' / ');
};

const assignmentsOf = (placed: readonly PlacedClause[]): PlanAssignment[] => {
  const seen = new Set<string>();
  return placed.flatMap(({ clip, clause }) =>
    clause.units.flatMap((u) => {
      const unit = clip.printed(u.start, u.end);
      const key = `${u.role} ${unit}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ unit, role: u.role, section: u.section, person: u.person, printed: unit, span: clip.span(u.start, u.end) }];
    }),
  );
};

/** 每月前、6月底前报送…: a date to hand something in, or one of a rule, is not the measure's own. */
const HANDED_IN = /^[^。;]{0,30}?(?:报送|上报|报备|报至|报县|报市|报区|报省|印发)|^(?:\d{1,2}时)?(?:前)?已|^(?:年份|出生|建成|取得|登记|购买)的/;

/** A date before which the measure is to be done: 完成时限:6月底前, or 6月30日前完成 in its text; the last one where there are several. */
const dueOf = (measure: Measure, reading: Reading): string | null => {
  const dues = measure.clauses.flatMap(({ clip, clause }) => {
    if (!clause.due) return [];
    const range = scanRanges(clip.text.slice(...clause.due), reading.year).at(-1);
    return range?.end ? [range.end] : [];
  });
  if (dues.length > 0) return dues.sort().at(-1) ?? null;
  const { text } = measure.clip;
  const found: string[] = [];
  for (const r of scanDates(text).length > 0 ? scanRanges(text, reading.year) : []) {
    if (r.start === null && r.end !== null && !HANDED_IN.test(text.slice(r.to, r.to + 40))) found.push(r.end);
  }
  return found.sort().at(-1) ?? null;
};

const numberOf = (measure: Measure): string =>
  measure.part === 1 && !measure.unnumbered ? measure.node.path : `${measure.node.path}[${measure.part}]`;

/** Titles that begin with the same characters are one. */
const SAME_TITLE = 8;

/** What is printed in a table and again as text is one task; the table's units are its own where the text names none. */
const withTables = (tasks: PlanTask[], tables: readonly PlanTask[]): PlanTask[] => {
  const added: PlanTask[] = [];
  const known = new Map(tasks.map((t) => [t.title.slice(0, SAME_TITLE), t]));
  for (const row of tables) {
    const task = known.get(row.title.slice(0, SAME_TITLE));
    if (!task) added.push(row);
    else if (task.assignments.length === 0) task.assignments = row.assignments;
  }
  return [...tasks, ...added];
};

const bareName = (unit: string): string => unit.replace(/[(（][^)）]*[)）]/g, '');

/** Blanket clauses give their units to every measure in their scope that does not name them itself. */
const withBlankets = (tasks: PlanTask[], reading: Reading): PlanTask[] => {
  for (const part of reading.parts) {
    for (const { clip } of part.paragraphs) {
      for (const blanket of findBlankets(clip.text)) {
        const at = clip.place(blanket.start);
        for (const task of tasks) {
          const [from, to] = task.span ?? [0, 0];
          if (blanket.scope === 'FOLLOWING' ? to <= at || from < at : blanket.scope === 'PRECEDING' ? from >= at : false) continue;
          for (const u of blanket.units) {
            const unit = clip.printed(u.start, u.end);
            if (task.assignments.some((a) => bareName(a.unit) === bareName(unit))) continue;
            const [alone, other] = task.assignments;
            // who answers alone while others only cooperate leads
            if (u.role === 'COOPERATING' && alone?.role === 'RESPONSIBLE' && other === undefined) alone.role = 'LEAD';
            task.assignments.push({ unit, role: u.role, section: null, person: null, printed: unit, span: clip.span(u.start, u.end) });
          }
        }
      }
    }
  }
  return tasks;
};

export const readTasks = (reading: Reading): PlanTask[] => withBlankets(withTables(tasksInText(reading), tasksInTables(reading)), reading);

const tasksInText = (reading: Reading): PlanTask[] => {
  const measures = new Measures(reading.source, reading.parts).read();
  const noted = new Set<number>();
  return measures.flatMap((measure): PlanTask[] => {
    const { clip, node } = measure;
    const stop = clip.text.search(/[。!]/);
    const printed = measure.part === 1 && !measure.unnumbered ? headingOf(node) : stop > 0 ? clip.cut(0, stop) : clip;
    // a clause on the heading is no part of the title
    const clauseAt = measure.clauses.find((c) => c.clip.place(0) === clip.place(0))?.clause.start ?? Infinity;
    const heading = printed && clauseAt > 1 && clauseAt < printed.length ? printed.cut(0, clauseAt) : printed;
    const title = heading ? titleOf(heading) : '';
    if (title === '') return [];
    const assignments = assignmentsOf(measure.clauses);
    for (const { clip: at, clause } of measure.clauses) {
      if (noted.has(at.place(clause.start))) continue;
      noted.add(at.place(clause.start));
      if (clause.broken)
        reading.report(
          'NOTICE004',
          `“${node.path}”的分工括号不成对，按完整的分工条款读取。`,
          at.span(clause.start, clause.end),
          '补全括号后再核对一次责任单位。',
        );
    }
    return [
      {
        number: numberOf(measure),
        area: areaOf(node),
        title,
        text: clip.printed(),
        assignments,
        targets: readTargets(clip),
        dueOn: dueOf(measure, reading),
        span: clip.span(),
      },
    ];
  });
};
