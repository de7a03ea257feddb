/** Numbers that jump or come twice: an item was lost in print, or one number stands on two. */
import { walk, type OutlineNode } from './outline';
import type { Reading } from './reading';
import { subjectOf, sectionOf } from './sections';

/** Numbers of one kind may run on across their groups (一)1 2 3 (二)4 5; then the first of a group follows the last of the one before. */
const startsWell = (first: OutlineNode, before: OutlineNode | undefined): boolean =>
  first.mark?.value === 1 || (before?.mark?.kind === first.mark?.kind && first.mark?.value === (before?.mark?.value ?? 0) + 1);

export const checkNumbering = (reading: Reading): void => {
  for (const part of reading.parts) {
    if (part.kind === 'ANNEX') continue;
    const lastOfKind = new Map<string, OutlineNode>();
    for (const node of walk(part.root)) {
      const previous = new Map<string, OutlineNode>();
      for (const child of node.children) {
        const mark = child.mark;
        if (!mark) continue;
        const before = previous.get(mark.kind) ?? lastOfKind.get(mark.kind);
        const first = !previous.has(mark.kind);
        const well = first ? startsWell(child, before) : mark.value === (before?.mark?.value ?? 0) + 1 || mark.value === 1;
        const about = subjectOf(sectionOf(child));
        if (!well && (mark.kind === 'section' || mark.kind === 'group' || (mark.kind === 'item' && about === 'TASKS'))) {
          const clip = child.own[0];
          if (clip && clip.length > 0) {
            const expected = first ? 1 : (before?.mark?.value ?? 0) + 1;
            reading.report(
              'NOTICE005',
              `编号不连续：“${child.path}”之前应为第${expected}项。`,
              clip.span(0, Math.min(12, clip.length)),
              '请核对原文是否漏项或重号；编号按原文保留。',
            );
          }
        }
        previous.set(mark.kind, child);
        lastOfKind.set(mark.kind, child);
      }
    }
  }
};
