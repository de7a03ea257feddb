/** Measures to tasks: number, focus area, title, units, targets and due date. */
import type { PlanAssignment, PlanTask } from '../plan/model';
import { scanRanges } from './ranges';
import { scanDates } from './dates';
import { headingOf, type OutlineNode } from './outline';
import { Measures, type Measure, type PlacedClause } from './measures';
import { ancestorsOf, type Reading } from './reading';
import type { Clip } from './source';
import { readTargets } from './targets';

/** Titles longer than this are cut at the first comma; the text has the rest. */
const TITLE_LENGTH = 60;

const withoutBrackets = (clip: Clip): Clip => {
  const open = clip.text.search(/\([^)]*\)?$/);
  return open > 0 ? clip.cut(0, open) : clip;
};

const titleOf = (heading: Clip): string => {
  const bare = withoutBrackets(heading);
  const long = bare.length > TITLE_LENGTH ? bare.text.slice(0, TITLE_LENGTH).search(/[,;:]/) : -1;
  const cut = long > 3 ? bare.cut(0, long) : bare.length > TITLE_LENGTH * 2 ? bare.cut(0, TITLE_LENGTH * 2) : bare;
  return cut.printed().replace(/[:：;；,，、。]+$/, '');
};

const headingText = (node: OutlineNode): string => {
  const heading = headingOf(node);
  return heading ? titleOf(heading) : '';
};

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
    if (
      r.start === null &&
      r.end !== null &&
      /^(?:前|之前|以前)?[,]?[^。;]{0,15}(?:完成|建成|落实|办结|到位|实现|达到|整改)/.test(text.slice(r.to, r.to + 24))
    )
      found.push(r.end);
  }
  return found.sort().at(-1) ?? null;
};

const numberOf = (measure: Measure): string => (measure.part === 1 ? measure.node.path : `${measure.node.path}[${measure.part}]`);

export const readTasks = (reading: Reading): PlanTask[] => {
  const measures = new Measures(reading.source, reading.parts).read();
  const noted = new Set<number>();
  return measures.flatMap((measure): PlanTask[] => {
    const { clip, node } = measure;
    const stop = clip.text.search(/[。!]/);
    const printed = measure.part === 1 ? headingOf(node) : stop > 0 ? clip.cut(0, stop) : clip;
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
