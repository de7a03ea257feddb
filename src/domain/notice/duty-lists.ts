/** Lists of duties without numbers: a paragraph to a unit (市公安局:负责…), or one paragraph with a part to each. */
import { opensWithLabel } from './labels';
import type { Measure } from './measure';
import { headingOf, walk, type OutlineNode, type Part } from './outline';
import { dutyIn } from './responsibility/duties';
import { sectionOf, type SectionSubject } from './sections';
import type { Clip } from './source';

const measureOf = (node: OutlineNode, clip: Clip, dealt: boolean): Measure | null => {
  const duty = dutyIn(clip.text, 0, clip.length, dealt);
  return duty ? { node, clip, clauses: [{ clip, clause: { ...duty, broken: false, due: null } }], part: 1, unnumbered: true } : null;
};

const numbered = (found: (Measure | null)[]): Measure[] => found.filter((m) => m !== null).map((m, i) => ({ ...m, part: i + 1 }));

/** A paragraph longer than this is no list of duties. */
const LONGEST = 4000;

/** 甲部门负责…;乙部门负责…;丙部门负责…: at least three parts, or it is an ordinary sentence. */
const partsOf = (node: OutlineNode): Measure[] =>
  node.own.flatMap((clip) => {
    if (clip.length > LONGEST) return [];
    const parts: (Measure | null)[] = [];
    let from = 0;
    for (let i = 0; i <= clip.length; i++) {
      if (i < clip.length && !/[;。]/.test(clip.text[i] ?? '')) continue;
      if (i - from > 6) parts.push(measureOf(node, clip.cut(from, i), false));
      from = i + 1;
    }
    const duties = numbered(parts);
    return duties.length >= 3 ? duties : [];
  });

const paragraphsOf = (node: OutlineNode): Measure[] => {
  const duties = numbered(node.own.filter((c) => /^[^:。;]{2,60}:./.test(c.text) && !opensWithLabel(c.text)).map((c) => measureOf(node, c, true)));
  return duties.length >= 2 ? duties : [];
};

const headed = (node: OutlineNode, words: RegExp): boolean => words.test(headingOf(node)?.text.slice(0, 24) ?? '');

/**
 * Adds what such lists hold to the measures, in the order of the text. Where the plan has measures with units of their own, a list of
 * standing duties (部门职责) adds none; one that deals out the work (职责分工) does.
 */
export const collectDuties = (parts: readonly Part[], measures: Measure[], subject: (node: OutlineNode) => SectionSubject): void => {
  const others = measures.some((m) => m.clauses.length > 0);
  const at = new Map(measures.map((m, i) => [m.node, i]));
  const replaced = new Set<number>();
  const added: Measure[] = [];
  for (const part of parts) {
    for (const node of walk(part.root)) {
      if (!node.mark || node.children.length > 0) continue;
      const known = at.get(node);
      const about = subject(node);
      const deals = about === 'DUTIES' || about === 'TASKS';
      const duties = deals && (!others || headed(sectionOf(node), /分工|任务/)) ? paragraphsOf(node) : [];
      if (duties.length > 0 && known !== undefined) replaced.add(known);
      added.push(...duties);
      if (duties.length === 0 && known === undefined && !others && headed(node, /责任|职责|分工/)) added.push(...partsOf(node));
    }
  }
  if (added.length === 0) return;
  const kept = measures.filter((_, i) => !replaced.has(i));
  const all = [...kept, ...added].sort((a, b) => a.clip.place(0) - b.clip.place(0));
  measures.length = 0;
  for (const measure of all) measures.push(measure);
};
