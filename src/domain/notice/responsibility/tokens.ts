/**
 * Tokens of a responsibility clause. The lexer knows words of responsibility, labels, separators and brackets; everything between
 * them is a name. Words that also occur inside the names of units (指导, 落实, 实施) count only at the end of a name.
 */
import { labelEnding, type ResponsibilityLabel } from '../labels';
import { looksLikeUnit } from '../unit-names';

export type RoleWord = 'LEAD' | 'COOPERATING' | 'RESPONSIBLE' | 'IMPLEMENTING' | 'TOGETHER_WITH';

export type Token =
  | { kind: 'NAME'; start: number; end: number; text: string }
  | { kind: 'ROLE'; start: number; end: number; role: RoleWord }
  | { kind: 'LABEL'; start: number; end: number; label: ResponsibilityLabel }
  | { kind: 'COLON' | 'ENUM' | 'COMMA' | 'STOP' | 'ETC' | 'OPEN' | 'CLOSE'; start: number; end: number };

/** Anywhere in the clause: no unit is named with these words. */
const ROLE_ANYWHERE: [RegExp, RoleWord][] = [
  [/^牵头(?:抓总|总抓|协调|负责|组织|组织实施|组织落实|实施|落实|推进|抓好|办理)*(?:,?会同)/, 'LEAD'],
  [/^(?:分别|各自|负责)?牵头(?:抓总|总抓|协调|负责|组织|组织实施|组织落实|实施|落实|推进|抓好|办理)*/, 'LEAD'],
  [/^按照?(?:各自)?的?(?:工作)?职责(?:和?分工)?牵头(?:负责)?/, 'LEAD'],
  [/^(?:共同|联合|分别|分工|具体|统一)牵头(?:负责|组织|实施)*/, 'LEAD'],
  [/^(?:具体)?(?:主办|主抓|总牵头)/, 'LEAD'],
  [
    /^按照?(?:各自)?的?(?:工作)?职能?职?[责权]?(?:和?分工)?(?:范围)?(?:内)?,?(?:分工|分别|各自|共同|具体|抓好)?(?:配合|协助|参与|协同|指导支持|支持指导|指导|支持)(?:做好|落实|推进|实施)?/,
    'COOPERATING',
  ],
  [
    /^按照?(?:各自)?的?(?:工作)?(?:职[责能权]?)?(?:任务)?(?:和|及)?(?:分工)?(?:范围)?(?:内)?,?(?:分工|分别|各自|共同|具体|抓好|做好)?(?:负责|承担|推进|做好(?:相关|有关)?工作)(?!落实|实施)(?:推进)?/,
    'RESPONSIBLE',
  ],
  [
    /^按照?(?:各自)?的?(?:工作)?(?:职[责能权]?)?(?:任务)?(?:和|及)?(?:分工)?(?:范围)?(?:内)?,?(?:分工|分别|各自|共同|具体|抓好|做好|负责)?(?:落实|实施|抓落实)/,
    'IMPLEMENTING',
  ],
  [/^(?:积极|密切|协同|协调|共同|分工|协助|参与|参加|大力|全力)*配合(?:做好|落实|实施|完成|推进|开展)?(?:相关|有关)?(?:工作)?/, 'COOPERATING'],
  [/^(?:分别|分工|共同|具体|直接|全面|主要|各自|一并|协同)*负责(?:具体|抓好)?(?:组织)?(?:落实|实施|执行)(?:工作|到位)?/, 'IMPLEMENTING'],
  [/^(?:分别|分工|共同|具体|直接|全面|主要|各自|一并|协同)*负责(?:具体)?(?:推进|办理|抓好)?(?:工作)?(?![人同的])/, 'RESPONSIBLE'],
  [/^(?:按照?[^,;、。()按]{2,20}?)?(?:各负其责|各司其职)/, 'RESPONSIBLE'],
  [/^按照?[^,;、。()按]{2,14}?负责(?!落实|实施)/, 'RESPONSIBLE'],
  [/^按照?[^,;、。()按]{2,14}?(?:落实|实施|抓好)(?:落实)?/, 'IMPLEMENTING'],
  [/^(?:会同|联合(?!会|社|国))/, 'TOGETHER_WITH'],
];

/** Only before a separator or the end. */
const ROLE_AT_END: [RegExp, RoleWord][] = [
  [/^(?:负责)?(?:具体|组织|抓好)(?:实施|落实|执行|组织实施|承办)(?=[,;。)、]|$)/, 'IMPLEMENTING'],
  [
    /^(?:共同|积极|加强|做好|负责)?(?:业务|行业|技术|工作|政策)?(?:协助|协办|参与|参加|协同|会办|支持|指导支持|支持指导|指导|督导|督促指导|指导督促|督促|协调|监督)(?:做好|落实|实施)?(?=[,;。)、]|$)/,
    'COOPERATING',
  ],
  [/^(?:提前介入|派员(?:参加|参与|进驻))(?=[,;。)、]|$)/, 'COOPERATING'],
  [/^(?:负责)?(?:提供|给予|保障|做好)[^,;。)、]{2,12}(?=[,;。)、]|$)/, 'COOPERATING'],
  [/^(?:分别|分工|共同|抓好|认真|严格|各自)?(?:落实|实施|组织实施|落实到位|贯彻落实|执行)(?=[,;。)、]|$)/, 'IMPLEMENTING'],
  [/^(?:分别|分工|共同)?(?:承办|办理|承担)(?=[,;。)、]|$)/, 'RESPONSIBLE'],
];

const ETC =
  /^等(?:各)?(?:有关|相关|市直|县直|区直|职能|成员)*(?:部门|单位|部门和单位|单位和部门)?(?:及|和)?(?=牵头|按|配合|负责|分|共同|参|协|积|密|具体|落实|[,;。)、]|$)/;

const readRole = (rest: string, atNameStart: boolean): { role: RoleWord; length: number } | null => {
  for (const [pattern, role] of ROLE_ANYWHERE) {
    const m = pattern.exec(rest);
    if (m && m[0].length > 0) {
      if (role === 'LEAD' && m[0].endsWith('会同')) return { role, length: m[0].length - 2 };
      return { role, length: m[0].length };
    }
  }
  if (atNameStart) return null;
  for (const [pattern, role] of ROLE_AT_END) {
    const m = pattern.exec(rest);
    if (m && m[0].length > 0) return { role, length: m[0].length };
  }
  return null;
};

const PUNCTUATION: Record<string, 'COLON' | 'ENUM' | 'COMMA' | 'STOP' | 'OPEN' | 'CLOSE'> = {
  ':': 'COLON',
  '、': 'ENUM',
  '/': 'ENUM',
  '·': 'ENUM',
  ',': 'COMMA',
  ';': 'STOP',
  '。': 'STOP',
  '(': 'OPEN',
  ')': 'CLOSE',
};
/** Characters that words of responsibility begin with; the lexer looks for one only here. */
const ROLE_INITIALS = new Set('各配牵共联具主总按积密协参大全分直各一会负组抓支落承实办等指督提给认严加做业行技工政贯执监保派');
const ROLE_WINDOW = 40;

const LABEL_INITIALS = new Set('牵责配协主参实承落');
const BARE_LABEL =
  /^((?:牵头|主办|主责|责任|配合|协办|协同|参与|参加|实施|承办|落实)(?:责任)?(?:单位|部门|科室|股室|处室))(?:为|是)?(?=[\u4e00-\u9fff]{2})(?![负配按要应由的])/;

/** A group of regions in brackets inside a name: 各县(市、区)人民政府, 各镇(街道、园区). */
const REGION_GROUP = /^\((?:自治)?(?:[市州盟县区旗镇乡居村社]|社区|街道|园区|管委会|开发区|新区|高新区|场|办事处|自治县|自治旗|[、,/及和])+\)/;

export const tokenize = (text: string, from = 0, to = text.length): Token[] => {
  const tokens: Token[] = [];
  let nameStart = -1;
  const closeName = (end: number): void => {
    if (nameStart >= 0 && end > nameStart) tokens.push({ kind: 'NAME', start: nameStart, end, text: text.slice(nameStart, end) });
    nameStart = -1;
  };
  let i = from;
  while (i < to) {
    const c = text[i] ?? '';
    const kind = PUNCTUATION[c];
    if (kind === 'OPEN' && nameStart >= 0) {
      const group = REGION_GROUP.exec(text.slice(i, Math.min(to, i + 24)));
      if (group) {
        i += group[0].length;
        continue;
      }
    }
    if (kind === 'ENUM' && nameStart >= 0 && joinsRegions(text.slice(nameStart, i), text.slice(i + 1, Math.min(to, i + 12)))) {
      i++;
      continue;
    }
    if (kind === 'COLON' && nameStart >= 0) {
      const label = labelEnding(text.slice(nameStart, i));
      if (label) {
        // 牵头单位:市公安局 配合单位:… with only a blank between: the name before the second label is a name
        const cut = i - label.length;
        if (cut > nameStart && looksLikeUnit(text.slice(nameStart, cut))) closeName(cut);
        tokens.push({ kind: 'LABEL', start: Math.max(nameStart, cut), end: i + 1, label: label.label });
        nameStart = -1;
        i++;
        continue;
      }
    }
    if (kind) {
      closeName(i);
      tokens.push({ kind, start: i, end: i + 1 });
      i++;
      continue;
    }
    if (nameStart < 0 && LABEL_INITIALS.has(c)) {
      // 牵头单位 县公安局: the colon was left out
      const bare = BARE_LABEL.exec(text.slice(i, Math.min(to, i + 16)));
      const label = bare && labelEnding(bare[1] ?? '');
      if (bare && label) {
        tokens.push({ kind: 'LABEL', start: i, end: i + bare[0].length, label: label.label });
        i += bare[0].length;
        continue;
      }
    }
    if (ROLE_INITIALS.has(c)) {
      const rest = text.slice(i, Math.min(to, i + ROLE_WINDOW));
      const etc = nameStart >= 0 ? ETC.exec(rest) : null;
      if (etc) {
        closeName(i);
        tokens.push({ kind: 'ETC', start: i, end: i + etc[0].length });
        i += etc[0].length;
        continue;
      }
      // 牵牵头: the first character printed twice
      const twice = rest.length > 2 && rest[0] === rest[1] && readRole(rest.slice(1), false) !== null ? 1 : 0;
      const found = readRole(rest.slice(twice), nameStart < 0 && twice === 0);
      const role = found && { ...found, length: found.length + twice };
      // 综合保障中心 has 保障 inside its name; 县财政局保障经费 does not
      const inside = role !== null && /^[提给保做]/.test(rest) && (nameStart < 0 || !looksLikeUnit(text.slice(nameStart, i)));
      if (role && !inside && !isLabelAhead(rest, role.length)) {
        closeName(i);
        // 配合合, 牵头牵头: a character or a word printed twice
        const word = text.slice(i, i + role.length);
        let end = i + role.length;
        if (text[end] === text[end - 1] && !looksLikeUnit(text.slice(end, end + 3))) end++;
        else if (text.startsWith(word.slice(-2), end)) end += 2;
        tokens.push({ kind: 'ROLE', start: i, end, role: role.role });
        i = end;
        continue;
      }
    }
    if (nameStart < 0) nameStart = i;
    i++;
  }
  closeName(to);
  return tokens;
};

/** 牵头单位: is a label, not the word 牵头. */
const isLabelAhead = (rest: string, length: number): boolean => {
  const m = /^[\u4e00-\u9fff]{0,10}:/.exec(rest.slice(length));
  return m !== null && labelEnding(rest.slice(0, length + m[0].length - 1)) !== null;
};

/** 各市、县(市、区)人民政府 and 各镇、街道 are one group of units: the first half is a bare word for regions. */
const joinsRegions = (before: string, after: string): boolean =>
  /^(?:各|全市各|全县各|全区各)(?:省|市|设区的?市|州|盟|地|县|区|旗|乡|镇|乡镇|镇街|地区|苏木|苏木镇)$/.test(before) &&
  /^(?:[县区市州盟旗乡镇街]\(|街道|[县区市州盟旗镇乡](?:人民政府|政府|办)?(?:[、,;。)配负按牵]|$)|乡镇|开发区|园区|功能区|办事处|县区|区县)/.test(
    after,
  );
