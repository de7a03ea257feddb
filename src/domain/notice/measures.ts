/**
 * From the outline to measures: which items are tasks, and whose clause governs which. A clause on a heading is handed down to the
 * numbered items below it; one behind the last of several sub-points, or on a line below them, belongs to the item above.
 */
import type { Measure, PlacedClause } from './measure';
import { collectDuties } from './duty-lists';
import { opensWithLabel } from './labels';
import { walk, type OutlineNode, type Part } from './outline';
import { clauseOfLines, findClauses, firstLeadsAt, type ClauseOptions } from './responsibility/clauses';
import { sectionOf, subjectOf, type SectionSubject } from './sections';
import { Clip, type Source } from './source';

interface Facts {
  /** clauses in the item's own paragraphs */
  own: PlacedClause[];
  /** clauses on label lines of their own below the item's paragraphs */
  lines: PlacedClause[];
  /** the item's own paragraphs without the label lines */
  text: Clip;
}

const FINE = new Set(['point', 'half', 'circle', 'decimal']);
/** A section of one sentence that only asks for reports (六、各县区每日16时前报送…) is no measure. */
const HANDS_IN = /^[^。;]{0,40}(?:每[日天周旬月季]|\d日)[^。;]{0,12}(?:前|起)?(?:报送|上报)[^。]{0,60}。?$/;

const isFine = (node: OutlineNode): boolean => node.mark !== null && FINE.has(node.mark.kind);

const factsOf = (node: OutlineNode, source: Source, firstLeadsFrom: number, sentences: ClauseOptions['sentences']): Facts => {
  const plain: Clip[] = [];
  const lines: PlacedClause[] = [];
  let run: Clip[] = [];
  const options: ClauseOptions = { firstLeads: firstLeadsFrom >= 0 && (node.own[0]?.place(0) ?? 0) >= firstLeadsFrom, sentences };
  const flush = (): void => {
    if (run.length === 0) return;
    const clip = Clip.join(run, source);
    let at = 0;
    const clause = clauseOfLines(
      clip.text,
      run.map((c): [number, number] => [at, (at += c.length)]),
      { ...options, spaceBefore: (i) => clip.spaceBefore(i) },
    );
    if (clause) lines.push({ clip, clause });
    else plain.push(...run);
    run = [];
  };
  node.own.forEach((clip, i) => {
    if ((i > 0 || !node.mark) && opensWithLabel(clip.text)) run.push(clip);
    else {
      flush();
      plain.push(clip);
    }
  });
  flush();
  const text = Clip.join(plain, source);
  const ends = new Set<number>();
  plain.reduce((at, c) => {
    ends.add(at + c.length);
    return at + c.length;
  }, 0);
  options.endsBefore = (i) => ends.has(i);
  options.spaceBefore = (i) => text.spaceBefore(i);
  const found = findClauses(text.text, (i) => text.blankBefore(i), lines.length > 0 ? { ...options, sentences: 'NONE' } : options);
  return { own: found.map((clause) => ({ clip: text, clause })), lines, text };
};

const deepestLast = (node: OutlineNode): OutlineNode => {
  let at = node;
  while (at.children.length > 0) at = at.children.at(-1) as OutlineNode;
  return at;
};

export class Measures {
  private readonly facts = new Map<OutlineNode, Facts>();
  private readonly busy = new Set<OutlineNode>();
  readonly measures: Measure[] = [];

  constructor(
    private readonly source: Source,
    private readonly parts: readonly Part[],
  ) {}

  private of(node: OutlineNode): Facts {
    return this.facts.get(node) as Facts;
  }

  read(): Measure[] {
    let firstLeadsFrom = -1;
    for (const part of this.parts) {
      for (const p of part.paragraphs) {
        const at = firstLeadsAt(p.clip.text);
        // "下同" starts here; a general rule stands before the list or behind it, and means all of it
        if (at >= 0 && firstLeadsFrom < 0) firstLeadsFrom = p.clip.text.includes('下同') && !/(?:以上|上述|各项)/.test(p.clip.text) ? p.start : 0;
      }
    }
    for (const part of this.parts) {
      for (const node of walk(part.root)) {
        this.facts.set(node, factsOf(node, this.source, firstLeadsFrom, this.sentencesFor(node)));
      }
      for (const node of walk(part.root)) this.settleLines(node);
    }
    this.hoist();
    for (const part of this.parts)
      for (const node of this.bottomUp(part.root)) if (this.hasClause(node) || node.children.some((c) => this.busy.has(c))) this.busy.add(node);
    for (const part of this.parts) for (const child of part.root.children) this.collect(child, this.linesOfRoot(part.root));
    collectDuties(this.parts, this.measures, (node) => this.subject(node));
    const tasksNamed = this.parts.some((p) => [...walk(p.root)].some((n) => n.mark && this.subject(n) === 'TASKS'));
    const onlySections = this.measures.every((one) => one.node.mark?.kind === 'section' && one.node.children.length === 0);
    if (onlySections && !tasksNamed) this.collectUnnamed();
    return this.measures;
  }

  private subject(node: OutlineNode): SectionSubject {
    return node.mark ? subjectOf(sectionOf(node)) : 'OTHER';
  }

  /** Under which headings a sentence can be a clause. */
  private sentencesFor(node: OutlineNode): ClauseOptions['sentences'] {
    const subject = this.subject(node);
    if (node.mark === null || subject === 'OTHER' || subject === 'STEPS') return 'NONE';
    if (node.mark.kind === 'section' && (node.children.length > 0 || /责任|职责|分工/.test(node.own[0]?.text.slice(0, 16) ?? ''))) return 'NONE';
    return subject === 'DUTIES' ? 'DUTIES' : 'LAST';
  }

  private hasClause(node: OutlineNode): boolean {
    const f = this.of(node);
    return f.own.length > 0 || f.lines.length > 0;
  }

  private linesOfRoot(root: OutlineNode): PlacedClause[] {
    return this.of(root).lines;
  }

  private *bottomUp(root: OutlineNode): Generator<OutlineNode> {
    const nodes = [...walk(root)];
    for (let i = nodes.length - 1; i >= 0; i--) yield nodes[i] as OutlineNode;
  }

  /**
   * Label lines between items: where the first one stands above the first item, each governs the items after it; otherwise each
   * belongs to what it follows, and one behind the last of items that have none of their own belongs to all of them.
   */
  private settleLines(parent: OutlineNode): void {
    if (parent.children.length < 2) return;
    const above = this.of(parent).lines;
    const ends = parent.children.map((c) => this.of(deepestLast(c)));
    if (above.length > 0) {
      if (!ends.slice(0, -1).some((f) => f.lines.length > 0)) return;
      let governing = above;
      parent.children.forEach((child, i) => {
        const own = this.of(child);
        const end = ends[i] as Facts;
        const next = end.lines;
        if (end !== own) end.lines = [];
        own.lines = governing;
        if (next.length > 0 && i < parent.children.length - 1) governing = next;
      });
      this.of(parent).lines = [];
      return;
    }
    const last = parent.children.at(-1) as OutlineNode;
    const others = parent.children.slice(0, -1);
    const end = ends.at(-1) as Facts;
    if (
      parent.mark &&
      end.lines.length > 0 &&
      end.own.length === 0 &&
      others.every((c) => ![...walk(c)].some((n) => this.hasClause(n))) &&
      last.children.length === 0
    ) {
      this.of(parent).lines = end.lines;
      end.lines = [];
    }
  }

  /** A clause behind the last of several sub-points, none of which has its own, belongs to the item they are points of. */
  private hoist(): void {
    const candidates: { parent: OutlineNode; last: OutlineNode }[] = [];
    let coarseWithOwn = 0;
    for (const part of this.parts) {
      for (const parent of this.bottomUp(part.root)) {
        const last = parent.children.at(-1);
        if (!parent.mark || !last || parent.children.length < 2 || this.hasClause(parent)) continue;
        const others = parent.children.slice(0, -1).some((c) => [...walk(c)].some((n) => this.hasClause(n)));
        if (others && !isFine(last)) coarseWithOwn++;
        if (others || !this.hasClause(last) || last.children.length > 0) continue;
        candidates.push({ parent, last });
      }
    }
    for (const { parent, last } of candidates) {
      if (!isFine(last) && (coarseWithOwn > 0 || parent.mark?.kind === 'section')) continue;
      const from = this.of(last);
      if (from.own.length > 1) continue;
      this.facts.set(parent, { ...this.of(parent), lines: [...from.own, ...from.lines] });
      from.own = [];
      from.lines = [];
    }
  }

  private collect(node: OutlineNode, inherited: PlacedClause[]): void {
    const facts = this.of(node);
    const clauses = [...facts.own, ...facts.lines];
    const governing = clauses.length > 0 ? clauses : inherited;
    const subject = this.subject(node) === 'DUTIES' ? 'TASKS' : this.subject(node);
    const busyBelow = node.children.some((c) => this.busy.has(c));
    const coarse = node.children.filter((c) => !isFine(c));
    if (busyBelow) {
      for (const child of node.children)
        if (this.busy.has(child) || !isFine(child) || governing.length > 0 || subject === 'TASKS') this.collect(child, governing);
      return;
    }
    if (coarse.length > 0 && (clauses.length > 0 || inherited.length > 0 || subject === 'TASKS')) {
      for (const child of coarse) this.collect(child, governing);
      return;
    }
    if (node.mark?.kind === 'chapter') {
      for (const child of node.children) this.collect(child, governing);
      return;
    }
    const heading = node.parent?.mark
      ? false
      : clauses.length === 0 && subject === 'TASKS' && node.own.length === 1 && node.children.length === 0 && facts.text.length < 20;
    if ((clauses.length > 0 || inherited.length > 0 || (subject === 'TASKS' && node.parent?.mark)) && !heading) this.measure(node, governing);
    else for (const child of node.children) if (this.busy.has(child)) this.collect(child, governing);
  }

  /** A plan without a heading for its measures: every item of sections whose heading says nothing else. */
  private collectUnnamed(): void {
    const known = new Set(this.measures.map((one) => one.node));
    for (const part of this.parts) {
      if (part.kind === 'ANNEX') continue;
      for (const section of part.root.children) {
        if (this.subject(section) !== 'UNKNOWN' || HANDS_IN.test(this.of(section).text.text)) continue;
        const items = section.children.filter((c) => !isFine(c));
        for (const item of items.length > 0 ? items : [section]) if (!known.has(item)) this.measure(item, []);
      }
    }
    this.measures.sort((a, b) => a.clip.place(0) - b.clip.place(0));
  }

  private whole(node: OutlineNode): Clip {
    const clips: Clip[] = [];
    for (const n of walk(node)) clips.push(this.of(n).text);
    return clips.length === 1 ? (clips[0] as Clip) : Clip.join(clips, this.source);
  }

  /** Several clauses in one paragraph are several measures, unless the first stands on the heading or they stand side by side. */
  private measure(node: OutlineNode, clauses: PlacedClause[]): void {
    const own = this.of(node).own;
    const first = own[0];
    const apart = own.slice(1).filter((c, i) => c.clause.start - (own[i] as PlacedClause).clause.end > 8);
    const onHeading = first !== undefined && !first.clip.text.slice(0, first.clause.start).includes('。') && first.clause.start < 40;
    if (apart.length === 0 || onHeading || clauses[0] !== first) {
      this.measures.push({ node, clip: this.whole(node), clauses, part: 1 });
      return;
    }
    const { clip } = first as PlacedClause;
    let from = 0;
    let part = 1;
    let group: PlacedClause[] = [];
    own.forEach((placed, i) => {
      group.push(placed);
      const next = own[i + 1];
      if (next && next.clause.start - placed.clause.end <= 8) return;
      let to = next ? placed.clause.end : clip.length;
      while (to < clip.length && /[。;]/.test(clip.text[to] ?? '')) to++;
      this.measures.push({ node, clip: clip.cut(from, to), clauses: group, part: part++ });
      from = to;
      group = [];
    });
  }
}
