/**
 * Blanket clauses: a sentence that gives units to many measures at once, so that they need not be printed again
 * (以下各项均涉及各县区,不再列出; 各项任务均需各镇人民政府落实; 上述任务由各所具体实施).
 */
import type { AssignmentRole } from '../../plan/model';
import { isGroupOfUnits, looksLikeUnit } from '../unit-names';
import type { NamedUnit } from './productions';
import { splitPairs } from './parts';
import { tokenize } from './tokens';

export interface Blanket {
  /** which measures it means: those behind it, those before it, or all of the plan */
  scope: 'FOLLOWING' | 'PRECEDING' | 'ALL';
  units: NamedUnit[];
  /** [start, end) in the text */
  start: number;
  end: number;
}

const MEASURES = '(?:各?项)?(?:重点)?(?:工作|任务|措施|内容|事项|条款|政策|行动)?(?:任务|措施)?';
/** What it speaks of stands first … */
const HEAD = new RegExp(
  `(?:(以下|下列|下述|后续)|(以上|上述|前述)|(?:本方案|本措施|本通知)?(?:中|所列)?(?:的)?(?:所有|全部|各)项?)${MEASURES}(?:的)?(?:责任单位|责任部门|配合单位|实施单位|牵头单位)?(?:中)?,?(?:均|都|全部|同时|还)(?:应当?|须|需要?|要)?(?:包括|包含|涉及|涵盖|由|有|为|含)?`,
  'g',
);
/** … or behind the units: 各镇人民政府为以下各项任务的责任单位, 各县区为各项任务共同责任单位,不再列出. */
const TAIL = new RegExp(
  `(?:,)?(?:均|都|同)?(?:为|是|作为)(?:(以下|下列)|(以上|上述)|(?:所有|全部|各)项?)${MEASURES}(?:的)?(?:共同)?(责任|实施|落实|配合|参与|牵头)(?:单位|主体|部门)`,
  'g',
);
const NOT_AGAIN = /(?:,|;)?(?:以下|下文|后文|文中)?(?:均|都|将)?不再(?:一一|逐一|逐项|单独|另行|重复)?(?:列出|列示|标注|注明|赘述|列明)/;
const END = /[。;!?]/;

const ROLES: [RegExp, AssignmentRole][] = [
  [/牵头/, 'LEAD'],
  [/配合|参与|协助|参加/, 'COOPERATING'],
  [/落实|实施|执行/, 'IMPLEMENTING'],
];
const roleOf = (words: string): AssignmentRole => ROLES.find(([p]) => p.test(words))?.[1] ?? 'RESPONSIBLE';

const unitsIn = (text: string, from: number, to: number, role: AssignmentRole): NamedUnit[] => {
  const tokens = tokenize(text, from, to);
  const units: NamedUnit[] = [];
  for (const t of tokens) {
    if (t.kind !== 'NAME') continue;
    for (const [start, end] of splitPairs(text, t.start, t.end)) {
      const name = text.slice(start, end);
      if (name.length >= 2 && name.length <= 30 && (looksLikeUnit(name) || isGroupOfUnits(name)))
        units.push({ role, section: null, person: null, start, end });
    }
  }
  return units;
};

/** A sentence longer than this gives nobody anything. */
const REACH = 160;
/** More blanket clauses than these are damage, not a plan. */
const MOST = 50;

const endOf = (text: string, from: number): number => {
  let depth = 0;
  const to = Math.min(text.length, from + REACH);
  for (let i = from; i < to; i++) {
    const c = text[i] ?? '';
    if (c === '(') depth++;
    if (c === ')' && --depth < 0) return i;
    if (depth === 0 && END.test(c)) return i;
  }
  return to;
};

/** The blanket clauses of a text, in order. */
export const findBlankets = (text: string): Blanket[] => {
  if (!/(?:以下|下列|下述|后续|以上|上述|前述|所有|全部|各项)/.test(text)) return [];
  const found: Blanket[] = [];
  let tried = 0;
  for (const m of text.matchAll(HEAD)) {
    if (found.length >= MOST || ++tried > MOST * 4) break;
    const from = m.index + m[0].length;
    const end = Math.min(endOf(text, from), from + REACH);
    const again = NOT_AGAIN.exec(text.slice(from, end));
    const to = again ? from + again.index : end;
    const said = text.slice(from, to);
    const units = unitsIn(text, from, to, roleOf(said));
    // a plain sentence about all tasks names no units, or says more than who takes part
    if (units.length === 0 || (!again && said.replace(/[、,()]/g, '').length > units.reduce((n, u) => n + u.end - u.start, 0) + 12)) continue;
    found.push({ scope: m[1] ? 'FOLLOWING' : m[2] ? 'PRECEDING' : again ? 'FOLLOWING' : 'ALL', units, start: m.index, end });
  }
  for (const m of text.matchAll(TAIL)) {
    if (found.length >= MOST || ++tried > MOST * 8) break;
    const window = Math.max(0, m.index - REACH);
    const before = text.slice(window, m.index);
    const from = window + Math.max(before.lastIndexOf('。'), before.lastIndexOf(';'), before.lastIndexOf('(', before.length - 20)) + 1;
    if (found.some((f) => from < f.end && m.index > f.start)) continue;
    const units = unitsIn(text, from, m.index, roleOf(m[3] ?? ''));
    if (units.length > 0)
      found.push({ scope: m[1] ? 'FOLLOWING' : m[2] ? 'PRECEDING' : 'ALL', units, start: from, end: endOf(text, m.index + m[0].length) });
  }
  return found.sort((a, b) => a.start - b.start);
};
