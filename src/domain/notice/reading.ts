/** What the readers of single subjects share while one notice is read. */
import type { Diagnostic } from '../plan/model';
import type { OutlineNode, Part } from './outline';
import type { Paragraph } from './paragraphs';
import type { Clip, Source } from './source';
import type { Table } from './tables';

export interface Reading {
  source: Source;
  paragraphs: Paragraph[];
  parts: Part[];
  tables: Table[];
  /** the year that dates without one inherit, when the text around them has none */
  year: number | null;
  issuedOn: string | null;
  report: (code: string, message: string, span: Diagnostic['span'], hint?: string) => void;
}

/** The end of a sentence in folded text. */
export const SENTENCE_END = /[。;!?]/;

/** The sentences of a clip, without their stops. */
export function* sentences(clip: Clip): Generator<Clip> {
  let from = 0;
  for (let i = 0; i <= clip.length; i++) {
    if (i < clip.length && !SENTENCE_END.test(clip.text[i] ?? '')) continue;
    if (i > from) yield clip.cut(from, i);
    from = i + 1;
  }
}

/** A heading and what governs it, from the top: for a task its focus area. */
export const ancestorsOf = (node: OutlineNode): OutlineNode[] => {
  const found: OutlineNode[] = [];
  for (let at = node.parent; at?.mark; at = at.parent) found.unshift(at);
  return found;
};
