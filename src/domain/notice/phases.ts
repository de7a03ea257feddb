/** Phases: items and paragraphs that carry a date range and stand under a heading about steps, or are called 阶段. */
import type { Phase, PhaseKind } from '../plan/model';
import { foldText } from './fold';
import { headingOf, type OutlineNode } from './outline';
import { scanRanges, type DateRange } from './ranges';
import { firstYear } from './dates';
import type { Reading } from './reading';
import { subjectOf } from './sections';
import type { Clip } from './source';

/** The first pattern that matches wins; the longer words stand before the shorter ones they contain. */
const KINDS: [RegExp, PhaseKind][] = [
  [/巩固|长效|常态化|回头看/, 'CONSOLIDATION'],
  [/总结|验收|评估|考核|销号/, 'SUMMARY'],
  [/动员|部署|宣传发动|启动|准备|筹备|发动/, 'MOBILIZATION'],
  [/集中|整治|整改|攻坚|打击|治理|查处|实施|推进|执法|落实/, 'RECTIFICATION'],
  [/自查|自纠|摸底|排查|摸排|自检|普查/, 'SELF_INSPECTION'],
  [/督查|督导|检查|抽查|巡查|核查/, 'INSPECTION'],
  [/提升|深化/, 'CONSOLIDATION'],
];
const FIRST_WORDS: [RegExp, PhaseKind][] = [
  [/^(?:宣传)?(?:动员|部署|启动)/, 'MOBILIZATION'],
  [/^宣传(?:告知|教育|引导)?$/, 'MOBILIZATION'],
  [/^(?:全面|企业|单位|开展)?(?:自查|摸底|自检)/, 'SELF_INSPECTION'],
  [/^(?:督导|督查|监督)/, 'INSPECTION'],
];

export const kindOfPhase = (name: string): PhaseKind => {
  const bare = foldText(name).replace(/^第.(?:阶段|步)[:,、]?/, '');
  for (const [pattern, kind] of FIRST_WORDS) if (pattern.test(bare)) return kind;
  for (const [pattern, kind] of KINDS) if (pattern.test(bare)) return kind;
  return 'RECTIFICATION';
};

const NAMED = /第(?:[一二三四五六]|\d)(?:阶段|步)|[\u4e00-\u9fff]{2,10}阶段/;
/** A phase's dates stand near its name. */
const REACH = 90;
const SENTENCE = /[。;!?]/;

interface Candidate {
  clip: Clip;
  node: OutlineNode | null;
  /** its phases are named behind their dates */
  behind?: boolean;
}

/** The heading with its dates and brackets taken out: 第一阶段(3月1日至15日):动员部署 is 第一阶段:动员部署. */
const nameOf = (head: Clip, range: DateRange): string => {
  const drop: [number, number][] = [];
  const open = head.text.lastIndexOf('(', range.from);
  const close = head.text.indexOf(')', range.to);
  if (open >= 0 && (close >= 0 || open > 0) && !head.text.slice(open, range.from).includes(')'))
    drop.push([open, close < 0 ? head.length : close + 1]);
  else drop.push([range.from, range.to]);
  const [from, to] = drop[0] as [number, number];
  const before = head.text
    .slice(0, from)
    .replace(/(?:时间|从|自|于|为|即日起至)+$/, '')
    .replace(/[:,、;。-]+$/, '');
  const keepBefore = head.printed(0, before.length);
  const after = /^[:,、。前底止内是为-]*(?:各[\u4e00-\u9fff]{1,3}(?:\([^)]{1,12}\))?(?:人民政府)?(?=[\u4e00-\u9fff]{2}))?([^。;:,(并]{2,24})/.exec(
    head.text.slice(to),
  );
  const afterAt = after ? to + after[0].length - (after[1] ?? '').length : 0;
  const afterText = after ? head.printed(afterAt, afterAt + (after[1] ?? '').length) : '';
  if (before === '') return afterText;
  if (/^第.(?:阶段|步)$/.test(before) && afterText !== '') return `${keepBefore}：${afterText}`;
  return keepBefore;
};

const ordinal = /第(?:[一二三四五六]|\d)(?:阶段|步(?![骤入]))/g;
const called = /[\u4e00-\u9fff、]{2,12}阶段(?=[:(]|为\d|自|从)/g;

/** 分三个阶段:第一阶段(…)…;第二阶段(…)… in one paragraph, and so 动员阶段:…;整治阶段:… where at least two are named. */
const cutAtNames = (clip: Clip): Clip[] => {
  for (const pattern of [ordinal, called]) {
    const places = [...clip.text.matchAll(pattern)].map((m) => m.index).filter((i) => i === 0 || /[。;:,)]/.test(clip.text[i - 1] ?? ''));
    if (places.length > (pattern === called ? 1 : 0)) return places.map((from, k) => clip.cut(from, places[k + 1] ?? clip.length));
  }
  return [];
};

/** 3月1日至4月15日为排查阶段;4月16日至9月30日,集中整治。 the names stand behind the dates. */
const NAME_BEHIND = /^(?:前|止|底|结束)?[,:]?(为|是|属于)?((?:第.阶段[:,]?)?[\u4e00-\u9fff、]{2,14}?)(?=[;。,(]|$)/;

/** Whether a clip names phases behind their dates: one called 阶段, or several in a section about steps. */
export const namesBehind = (text: string, steps: boolean): boolean => {
  if (!/[月日底旬前]/.test(text) || text.length > 2000) return false;
  // the year does not matter for what is a name
  const names = scanRanges(text, 2000).flatMap((range) => {
    const opens = range.from === 0 || /[。;:,]/.test(text[range.from - 1] ?? '');
    const m = opens ? NAME_BEHIND.exec(text.slice(range.to, range.to + 30)) : null;
    return m && !NO_PHASE.test(m[2] ?? '') ? [m] : [];
  });
  const called = names.filter((m) => /阶段$/.test(m[2] ?? ''));
  return (
    called.some((m) => m[1] !== undefined) ||
    (steps && called.length > 0) ||
    (steps && names.length >= 2 && names.filter((m) => STEP.test(m[2] ?? '')).length * 2 >= names.length)
  );
};
/** 整治自4月开始,12月底结束 names no phase. */
const NO_PHASE = /个阶段$|^共?分|^(?:结束|完成|截止|为止|开始|起|前|止)$/;
const STEP = /动员|部署|发动|启动|自查|排查|摸底|整治|治理|整改|攻坚|检查|督查|督导|验收|总结|考核|评估|巩固|提升|宣传|推进|实施|打击/;

/** (一)11月:集中排查 / (二)12月:集中攻坚, with their measures below: at least two headings, each a date, a colon and a name. */
const datedHeadings = (node: OutlineNode): boolean =>
  node.children.length >= 2 &&
  node.children.every((child) => {
    const text = headingOf(child)?.text ?? '';
    const range = text.length < 40 && /[月日季年旬]/.test(text) ? scanRanges(text, 2000)[0] : undefined;
    return range?.from === 0 && /^(?:[^:,。;]{0,6}):[^,。;:]{2,20}$/.test(text.slice(range.to));
  });

const candidatesIn = (root: OutlineNode): Candidate[] => {
  const found: Candidate[] = [];
  const visit = (node: OutlineNode, inSteps: boolean): void => {
    const steps = inSteps || (node.mark !== null && (subjectOf(node) === 'STEPS' || datedHeadings(node)));
    const heading = headingOf(node);
    const isPhase = node.mark !== null && heading !== null && ((inSteps && node.parent !== null) || NAMED.test(heading.text.slice(0, 30)));
    if (isPhase) found.push({ clip: node.own[0] as Clip, node });
    node.own.forEach((clip, i) => {
      if (namesBehind(clip.text, steps)) {
        if (isPhase && i === 0) found.pop();
        found.push({ clip, node: i === 0 && isPhase ? node : null, behind: true });
        return;
      }
      const cuts = isPhase && i === 0 && !/阶段.*阶段.*阶段/.test(clip.text) ? [] : cutAtNames(clip);
      if (isPhase && i === 0) {
        if (cuts.length < 2) return;
        found.pop();
      }
      if (cuts.length > 0) found.push(...cuts.map((c) => ({ clip: c, node: null })));
      else if (steps && i > 0 && NAMED.test(clip.text.slice(0, 16))) found.push({ clip, node: null });
    });
    for (const child of node.children) visit(child, steps);
  };
  visit(root, false);
  return found;
};

/** The year printed nearest before a phase, in the sections above it. */
const yearAbove = (node: OutlineNode | null, fallback: number | null): number | null => {
  for (let at = node?.parent ?? null; at?.mark; at = at.parent)
    for (const clip of at.own) {
      const year = firstYear(clip.text.slice(0, 400));
      if (year !== null) return year;
    }
  return fallback;
};

/** The phases of a clip that names them behind their dates. */
const behindIn = (clip: Clip, last: Phase | undefined, above: number | null, reading: Reading): Phase[] => {
  const inherited = last?.end ? Math.max(Number(last.end.slice(0, 4)), above ?? 0) : above;
  return scanRanges(clip.text, inherited, reading.issuedOn).flatMap((range): Phase[] => {
    const m = NAME_BEHIND.exec(clip.text.slice(range.to, range.to + 30));
    if (!m || NO_PHASE.test(m[2] ?? '')) return [];
    const end = range.to + m[0].length;
    const name = clip.printed(end - (m[2] ?? '').length, end);
    return [
      {
        name,
        kind: kindOfPhase(name),
        start: range.start,
        end: range.end,
        printed: clip.printed(range.from, range.to),
        exit: null,
        advancesByItself: false,
        span: clip.span(range.from, end),
      },
    ];
  });
};

export const readPhases = (reading: Reading): Phase[] => {
  const phases: Phase[] = [];
  const taken = new Set<OutlineNode>();
  for (const part of reading.parts) {
    if (part.kind === 'ANNEX' && phases.length > 0) continue;
    for (const { clip, node, behind } of candidatesIn(part.root)) {
      if (node?.parent && taken.has(node.parent)) {
        taken.add(node);
        continue;
      }
      if (behind) {
        phases.push(...behindIn(clip, phases.at(-1), yearAbove(node, reading.year), reading));
        if (node) taken.add(node);
        continue;
      }
      const stop = clip.text.slice(0, REACH).search(SENTENCE);
      const head = clip.cut(0, Math.min(clip.length, stop > 6 ? stop : REACH));
      const last = phases.at(-1);
      const above = yearAbove(node, reading.year);
      const inherited = last?.end ? Math.max(Number(last.end.slice(0, 4)), above ?? 0) : above;
      let range = scanRanges(head.text, inherited, reading.issuedOn)[0];
      let below: Clip | null = null;
      if (!range && node) {
        // (一)宣传发动阶段 / 时间:9月10日-9月20日
        const next = (node.own[0] === clip ? node.own[1] : undefined) ?? null;
        const opens = next && /^(?:(?:起止|具体)?时间(?:安排)?(?:为)?:?|从|自|\()?/.exec(next.text)?.[0].length;
        const first = next ? scanRanges(next.text.slice(0, REACH), inherited, reading.issuedOn)[0] : undefined;
        if (next && first && first.from === opens && !/[,。]/.test(head.text)) [range, below] = [first, next];
      }
      if (range && !range.ownYear && inherited !== null && last?.start && (range.start ?? range.end ?? '9') < last.start.slice(0, 7))
        range = scanRanges(head.text, inherited + 1, reading.issuedOn)[0];
      if (!range) {
        if (
          NAMED.test(head.text.slice(0, 20)) &&
          head.text.slice(0, 20).search(/[。,]/) !== 0 &&
          node !== null &&
          yearAbove(node, 0) !== null &&
          /阶段/.test(head.text)
        ) {
          const name = head.cut(0, head.text.search(/[,。:;(]|$/)).printed();
          if (/阶段$/.test(name)) {
            phases.push({
              name,
              kind: kindOfPhase(name),
              start: null,
              end: null,
              printed: '',
              exit: null,
              advancesByItself: false,
              span: head.span(0, name.length),
            });
            taken.add(node);
          }
        }
        continue;
      }
      const name = below ? head.cut(0, Math.max(1, head.text.search(/[:;。(]|$/))).printed() : nameOf(head, range);
      if (name === '' || name.length > 40) continue;
      if (range.impossible)
        reading.report(
          'NOTICE007',
          `“${name}”的日期“${head.printed(range.from, range.to)}”不存在。`,
          head.span(range.from, range.to),
          '请核对月份的天数。',
        );
      phases.push({
        name,
        kind: kindOfPhase(name),
        start: range.start,
        end: range.end,
        printed: (below ?? head).printed(range.from, range.to),
        exit: null,
        advancesByItself: false,
        span: below
          ? [head.span()[0], below.span(0, range.to)[1]]
          : head.span(0, Math.min(head.length, Math.max(range.to + (head.text[range.to] === ')' ? 1 : 0), 1))),
      });
      if (node) taken.add(node);
    }
  }
  return withoutRepeats(phases);
};

/** A phase named twice (in the summary of the steps and in its own paragraph) is one. */
const withoutRepeats = (phases: readonly Phase[]): Phase[] => {
  const seen = new Set<string>();
  return phases.filter((p) => {
    const key = p.name.replace(/^第.阶段[：:]?/, '') || p.name;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};
