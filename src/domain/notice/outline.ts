/**
 * The outline: the tree that the numbering spans. Ranks decide nesting, so that a lost number or a restart moves one item and not
 * the rest; a paragraph without a number belongs to the item above it. Covering notice, plan and annexes are parts with trees of their own.
 */
import { ANNEX_HEADING, ANNEX_LIST } from './labels';
import { follows, markAt, type Mark, type MarkKind } from './marks';
import { paragraphMark, type Paragraph } from './paragraphs';
import type { Clip } from './source';

export interface OutlineNode {
  mark: Mark | null;
  /** 二(二)3(1); empty for the root of a part */
  path: string;
  parent: OutlineNode | null;
  /** The paragraphs that belong to this item itself; the first one is numbered and carries the heading (without the mark). */
  own: Clip[];
  children: OutlineNode[];
  /** the order of printing */
  index: number;
}

export interface Part {
  kind: 'BODY' | 'ANNEX';
  /** its first lines: the title of an annex, or of a plan printed behind its covering notice */
  title: Clip[];
  root: OutlineNode;
  paragraphs: Paragraph[];
  /** tables that are read by themselves, and the item they stand under */
  tables: { place: number; under: OutlineNode }[];
}

/** One numbered or plain stretch of a paragraph. */
interface Stretch {
  mark: Mark | null;
  clip: Clip;
}

/** In a paragraph longer than this, headings and their text have probably run together (a whole notice on one line). */
const RUN_ON = 1000;
/** In a text of so few paragraphs already this length is one. */
const FEW_PARAGRAPHS = 8;
const RUN_ON_OF_FEW = 120;
const ENDS = new Set(['。', ';', '!', '?', ')', ':', '”']);
const CJK = /[\u4e00-\u9fff]/;

const nextInsideLine = (
  text: string,
  i: number,
  last: Map<MarkKind, Mark>,
  ever: Map<MarkKind, Mark>,
  runOn: boolean,
  sinceMark: number,
): Mark | null => {
  const before = text[i - 1] ?? '';
  const stop = ENDS.has(before);
  if (!stop && !(runOn && CJK.test(before))) return null;
  const mark = markAt(text, i);
  if (!mark || mark.kind === 'chapter' || !(follows(last.get(mark.kind), mark) || follows(ever.get(mark.kind), mark))) return null;
  if (!CJK.test(text[i + mark.length] ?? '') && !/^(?:["“《(]|\d{1,4}[年月日])/.test(text.slice(i + mark.length, i + mark.length + 6))) return null;
  switch (mark.kind) {
    case 'section':
      if (/[二三四五六七八九十]/.test(text[i + mark.length] ?? '') || /[第、]/.test(before)) return null;
      return (runOn && (mark.value > 1 || stop)) || (before === '。' && mark.value > 1) ? mark : null;
    case 'group':
      if (/^[项款条目]/.test(text.slice(i + mark.length)) || /[第条款]/.test(before)) return null;
      return stop || mark.value > 1 || sinceMark < 30 ? mark : null;
    case 'item':
      return stop ? mark : null;
    default:
      return stop ? mark : null;
  }
};

/** 治理措施:1.…;2.…: a list inside a labelled line is part of that line. */
const LABELLED_LIST = /^[\u4e00-\u9fff]{2,8}:(?:1[.、]|\(1\)|①)/;

/** A paragraph cut at the marks inside it, in sequence with the marks before. */
const cutAtMarks = (paragraph: Paragraph, last: Map<MarkKind, Mark>, ever: Map<MarkKind, Mark>, long: number): Stretch[] => {
  const { clip } = paragraph;
  const stretches: Stretch[] = [];
  let mark = paragraphMark(paragraph);
  const note = (m: Mark | null): void => {
    if (!m) return;
    for (const kind of [...last.keys()]) if ((last.get(kind)?.rank ?? 0) > m.rank) last.delete(kind);
    last.set(m.kind, m);
    ever.set(m.kind, m);
  };
  note(mark);
  let from = 0;
  let depth = 0;
  const runOn = clip.length > long;
  if (mark === null && clip.length < 300 && LABELLED_LIST.test(clip.text) && !/牵头|负责|责任|配合/.test(clip.text)) return [{ mark, clip }];
  for (let i = (mark?.length ?? 0) + 2; i < clip.length; i++) {
    const c = clip.text[i - 1];
    if (c === '(') depth++;
    if (c === ')') depth = Math.max(0, depth - 1);
    if (c === '。') depth = 0;
    if (depth > 0 || !/[\d(一二三四五六七八九十①-⑳㈠-㈩⑴-⒇]/.test(clip.text[i] ?? '')) continue;
    const next = nextInsideLine(clip.text, i, last, ever, runOn, i - from);
    if (!next) continue;
    stretches.push({ mark, clip: clip.cut(from + (mark?.length ?? 0), i) });
    note(next);
    mark = next;
    from = i;
    i += next.length;
  }
  stretches.push({ mark, clip: clip.cut(from + (mark?.length ?? 0)) });
  return stretches;
};

const pathUnder = (parent: OutlineNode, mark: Mark): string => {
  if (mark.kind === 'article') return mark.label;
  if (mark.kind === 'decimal' && parent.mark && mark.label.startsWith(`${parent.mark.label}.`)) return `${parent.parent?.path ?? ''}${mark.label}`;
  return mark.kind === 'chapter'
    ? mark.label
    : `${parent.mark?.kind === 'chapter' && mark.kind === 'section' ? `${parent.path}-` : parent.path}${mark.label}`;
};

/** A title takes no more lines than these. */
const TITLE_LINES = 4;

const newRoot = (index: number): OutlineNode => ({ mark: null, path: '', parent: null, own: [], children: [], index });

const PLAN_TITLE = /^[^。,;:《》]{6,60}(?:方案|计划|措施|要点)(?:\([^)]{1,16}\))?$/;

/** Another plan printed right behind the one before: its title alone on a line, and 一、 soon after, where 二、 had been reached. */
const opensPlan = (paragraphs: readonly Paragraph[], index: number, part: Part): boolean => {
  const here = paragraphs[index] as Paragraph;
  if (here.tabular || part.root.children.filter((c) => c.mark?.kind === 'section').length < 2) return false;
  if (!PLAN_TITLE.test(here.clip.text) || markAt(here.clip.text)) return false;
  for (let i = index + 1; i < Math.min(paragraphs.length, index + 6); i++) {
    const mark = paragraphMark(paragraphs[i] as Paragraph);
    if (mark) return mark.kind === 'section' && mark.value === 1;
  }
  return false;
};

/**
 * @param isTitle whether a paragraph opens the plan again after its covering notice (the plan's own title)
 * @param isElsewhere whether a paragraph belongs to a table that is read by itself
 */
export const readOutline = (
  paragraphs: readonly Paragraph[],
  isTitle: (index: number) => boolean,
  isElsewhere: (paragraph: Paragraph) => boolean = () => false,
): Part[] => {
  let index = 0;
  let part: Part = { kind: 'BODY', title: [], root: newRoot(index++), paragraphs: [], tables: [] };
  const parts: Part[] = [part];
  let stack: OutlineNode[] = [part.root];
  let last = new Map<MarkKind, Mark>();
  // numbers may run on across sections: 一、(一)(二) 二、(三)
  let ever = new Map<MarkKind, Mark>();
  const long = paragraphs.length <= FEW_PARAGRAPHS ? RUN_ON_OF_FEW : RUN_ON;
  let inAnnexList = false;

  const begin = (kind: Part['kind']): void => {
    part = { kind, title: [], root: newRoot(index++), paragraphs: [], tables: [] };
    parts.push(part);
    stack = [part.root];
    last = new Map();
    ever = new Map();
    inAnnexList = false;
  };

  paragraphs.forEach((paragraph, i) => {
    const { text } = paragraph.clip;
    if (ANNEX_HEADING.test(text)) return begin('ANNEX');
    if (isTitle(i) || opensPlan(paragraphs, i, part)) begin('BODY');
    part.paragraphs.push(paragraph);
    if (part.title.length < TITLE_LINES && part.paragraphs.length <= TITLE_LINES) part.title.push(paragraph.clip);
    if (isElsewhere(paragraph)) {
      part.tables.push({ place: paragraph.start, under: stack.at(-1) as OutlineNode });
      return;
    }
    if (ANNEX_LIST.test(text)) {
      inAnnexList = true;
      return;
    }
    if (inAnnexList && /^\d{1,2}[.、]/.test(text) && text.length < 80) return;
    inAnnexList = false;
    if (paragraph.tabular) {
      (stack.at(-1) as OutlineNode).own.push(paragraph.clip);
      return;
    }
    for (const { mark, clip } of cutAtMarks(paragraph, last, ever, long)) {
      if (!mark) {
        (stack.at(-1) as OutlineNode).own.push(clip);
        continue;
      }
      while (stack.length > 1 && ((stack.at(-1) as OutlineNode).mark?.rank ?? 0) >= mark.rank) stack.pop();
      const parent = stack.at(-1) as OutlineNode;
      const node: OutlineNode = { mark, path: pathUnder(parent, mark), parent, own: [clip], children: [], index: index++ };
      parent.children.push(node);
      stack.push(node);
    }
  });
  // a plan that is itself printed as an annex is no appendix to anything
  for (const p of parts) if (p.root.children.filter((c) => c.mark?.kind === 'section').length >= 2) p.kind = 'BODY';
  return parts;
};

/** Every item below a node, in the order of printing. */
export function* walk(node: OutlineNode): Generator<OutlineNode> {
  const pending = [node];
  while (pending.length > 0) {
    const next = pending.pop() as OutlineNode;
    yield next;
    for (let i = next.children.length - 1; i >= 0; i--) pending.push(next.children[i] as OutlineNode);
  }
}

/** The heading: the numbered paragraph up to its first full stop. */
export const headingOf = (node: OutlineNode): Clip | null => {
  const first = node.own[0];
  if (!first || first.length === 0 || !node.mark) return null;
  const stop = first.text.search(/[。!]/);
  return stop > 0 ? first.cut(0, stop) : first;
};
