/** A measure: an item of the outline, or a part of one, with the clauses that say whose it is. */
import type { OutlineNode } from './outline';
import type { Clause } from './responsibility/clauses';
import type { Clip } from './source';

export interface PlacedClause {
  clip: Clip;
  clause: Clause;
}

export interface Measure {
  node: OutlineNode;
  /** the text of the measure: its own paragraphs and those of its sub-points */
  clip: Clip;
  /** clauses printed in it, or handed down */
  clauses: PlacedClause[];
  /** the nth measure of one paragraph, from 2 on; 1 otherwise */
  part: number;
  /** one of several measures that carry no number of their own: [1], [2] behind the number above them */
  unnumbered?: boolean;
}
