/** Ways in which a notice gets damaged on its way, none of which changes what it says. */

export interface Damage {
  name: string;
  /** null where this notice has nothing that could be damaged so. */
  apply(text: string): string | null;
  /** Share of the facts that must survive (F1 against the undamaged reading); below 1 only where something is really lost. */
  keeps: number;
  why?: string;
}

const han = /\p{Script=Han}/u;
const isHan = (character: string | undefined): boolean => !!character && han.test(character);

const changed = (text: string, result: string): string | null => (result === text ? null : result);

const lines = (text: string, change: (line: string, index: number) => string): string => text.split('\n').map(change).join('\n');

const map = (table: Record<string, string>) => {
  const pattern = new RegExp(
    `[${Object.keys(table)
      .join('')
      .replace(/[\]\\^-]/g, '\\$&')}]`,
    'gu',
  );
  return (text: string): string => text.replace(pattern, (character) => table[character] ?? character);
};

const toHalf = map({ '，': ',', '：': ':', '；': ';', '（': '(', '）': ')' });
const toFull = map({ ',': '，', ':': '：', ';': '；', '(': '（', ')': '）' });
const toFullDigits = (text: string): string => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

const pairs =
  '書书務务發发區区縣县鎮镇門门辦办開开關关於于單单責责負负頭头牽牵協协機机構构導导組组長长領领員员會会議议動动階阶總总結结級级報报統统計计時时間间監监檢检查查測测評评驗验環环護护執执隊队個个質质場场營营業业產产環环藥药醫医療疗衛卫農农廳厅財财稅税應应險险災灾隱隐亂乱無无違违規规對对專专項项實实進进項项處处線线網网網网電电話话車车輛辆運运輸输築筑設设標标準准態态廢废點点學学園园幼幼兒儿老老騙骗銀银險险號号為为來来與与從从眾众傳传宣宣圖图';
const traditional: Record<string, string> = {};
for (let i = 0; i + 1 < pairs.length; i += 2) {
  const [complex, simple] = [pairs[i], pairs[i + 1]];
  if (complex && simple && complex !== simple) traditional[simple] = complex;
}

/** A bracket that ends its line and names who answers. */
const responsibility = /[（([〔【]([^（）()[\]〔〕【】\n]*(?:牵头|负责|配合|责任|实施)[^（）()[\]〔〕【】\n]*)[）)\]〕】][ \t]*$/gmu;

/** Inserts after the character in the middle of each long line, between two Han characters, never before a numeral or a date. */
const intoLongLines = (text: string, insert: (index: number) => string, every = 1): string => {
  let long = 0;
  return lines(text, (line) => {
    if (line.includes('\t') || line.length < 40 || long++ % every !== 0) return line;
    for (let at = line.length >> 1; at < line.length - 6; at++) {
      const around = line.slice(at - 3, at + 3);
      if ([...around].every((character) => isHan(character)) && !/[一二三四五六七八九十第各年月日]/.test(around)) {
        return line.slice(0, at) + insert(long) + line.slice(at);
      }
    }
    return line;
  });
};

const insideBrackets = (text: string, insert: string): string =>
  text.replace(responsibility, (bracket) => {
    const at = bracket.search(/[，,、]/);
    return at < 0 ? bracket : bracket.slice(0, at + 1) + insert + bracket.slice(at + 1);
  });

const numbered = /^[ \t\u3000]*(?:[（(][一二三四五六七八九十]+[）)]|\d+[.．、])/;

/** Each numbered measure that ends in a bracket or a full stop, and the one after it, in one paragraph. */
const joinMeasures = (text: string): string => {
  const all = text.split('\n');
  const out: string[] = [];
  let joined = false;
  for (const line of all) {
    const last = out[out.length - 1];
    if (!joined && last !== undefined && numbered.test(last) && numbered.test(line) && /[）)。]$/.test(last)) {
      out[out.length - 1] = last + line.trim();
      joined = true;
    } else {
      out.push(line);
      joined = false;
    }
  }
  return out.join('\n');
};

/** Breaks long paragraphs after 28 characters, as a page of an official document does; tables and short lines stay. */
const wrap = (text: string): string =>
  lines(text, (line) => (line.length <= 28 || line.includes('\t') || /^\s/.test(line) ? line : (line.match(/.{1,28}/gu) ?? [line]).join('\n')));

export const damages: Damage[] = [
  { name: 'line ends CR LF', keeps: 1, apply: (text) => text.replace(/\n/g, '\r\n') },
  { name: 'a byte order mark', keeps: 1, apply: (text) => `\uFEFF${text}` },
  { name: 'no blank lines', keeps: 1, apply: (text) => changed(text, text.replace(/\n[ \t]*(?=\n)/g, '')) },
  { name: 'a blank line after every line', keeps: 1, apply: (text) => (text.includes('\t') ? null : text.replace(/\n/g, '\n\n')) },
  {
    name: 'every line indented by two wide spaces',
    keeps: 1,
    apply: (text) => lines(text, (line) => (line.includes('\t') || !line ? line : `\u3000\u3000${line}`)),
  },
  { name: 'spaces at the ends of lines', keeps: 1, apply: (text) => lines(text, (line) => (line.includes('\t') ? line : `${line}  `)) },
  { name: 'half-width punctuation', keeps: 1, apply: (text) => changed(text, toHalf(text)) },
  { name: 'full-width punctuation', keeps: 1, apply: (text) => changed(text, toFull(text)) },
  { name: 'full-width digits', keeps: 1, apply: (text) => changed(text, toFullDigits(text)) },
  {
    name: 'spaces around brackets and after commas',
    keeps: 1,
    apply: (text) => changed(text, text.replace(/(?<=[）)])(?=\p{Script=Han})|(?<=[，；])(?=\p{Script=Han})/gu, ' ')),
  },
  {
    name: 'the closing bracket of a responsibility lost at the end of its line',
    keeps: 1,
    apply: (text) =>
      changed(
        text,
        text.replace(responsibility, (bracket) => bracket.trimEnd().slice(0, -1)),
      ),
  },
  {
    name: 'the opening bracket of a responsibility lost after a full stop',
    keeps: 1,
    apply: (text) =>
      changed(
        text,
        text.replace(responsibility, (bracket, _inside, at: number, whole: string) => (whole[at - 1] === '。' ? bracket.slice(1) : bracket)),
      ),
  },
  ...[
    ['〔', '〕'],
    ['[', ']'],
    ['【', '】'],
    ['(', ')'],
  ].map(([open, close]) => ({
    name: `responsibilities in ${open}${close}`,
    keeps: 1,
    apply: (text: string) =>
      changed(
        text,
        text.replace(responsibility, (_bracket, inside: string) => `${open}${inside}${close}`),
      ),
  })),
  {
    name: 'the full stop before a responsibility lost',
    keeps: 1,
    apply: (text) => changed(text, text.replace(/。(?=[（([〔【][^（）\n]*(?:牵头|负责|配合|责任)[^（）\n]*[）)\]〕】]$)/gmu, '')),
  },
  {
    name: 'commas between the units of a responsibility',
    keeps: 1,
    apply: (text) =>
      changed(
        text,
        text.replace(responsibility, (bracket) => (/[股队室所]：/.test(bracket) ? bracket : bracket.replace(/(?<!各[市乡县区镇])、/g, '，'))),
      ),
  },
  {
    name: 'the comma before the second role written as 、',
    keeps: 1,
    apply: (text) =>
      changed(
        text,
        text.replace(responsibility, (bracket) => bracket.replace(/(?<=牵头|负责)[，,]/g, '、')),
      ),
  },
  {
    name: 'a semicolon before the second role',
    keeps: 1,
    apply: (text) =>
      changed(
        text,
        text.replace(responsibility, (bracket) => bracket.replace(/(?<=牵头|负责)[，,]/g, '；')),
      ),
  },
  {
    name: 'a page mark — 3 — inside sentences',
    keeps: 1,
    apply: (text) =>
      changed(
        text,
        intoLongLines(text, (page) => `\n— ${page} —\n`),
      ),
  },
  {
    name: 'a page mark - 3 - with blank lines inside sentences',
    keeps: 1,
    apply: (text) =>
      changed(
        text,
        intoLongLines(text, (page) => `\n\n- ${page} -\n\n`),
      ),
  },
  {
    name: 'a page mark 第3页 inside sentences',
    keeps: 1,
    apply: (text) =>
      changed(
        text,
        intoLongLines(text, (page) => `\n第${page}页\n`),
      ),
  },
  {
    name: 'a page mark 第 3 页 共 9 页 inside sentences',
    keeps: 1,
    apply: (text) =>
      changed(
        text,
        intoLongLines(text, (page) => `\n第 ${page} 页 共 99 页\n`),
      ),
  },
  { name: 'a page mark inside responsibilities', keeps: 1, apply: (text) => changed(text, insideBrackets(text, '\n— 7 —\n')) },
  {
    name: 'line breaks inside sentences',
    keeps: 1,
    apply: (text) =>
      changed(
        text,
        intoLongLines(text, () => '\n'),
      ),
  },
  { name: 'line breaks inside responsibilities', keeps: 1, apply: (text) => changed(text, insideBrackets(text, '\n')) },
  { name: 'lines of 28 characters', keeps: 1, apply: (text) => changed(text, wrap(text)) },
  { name: 'two measures in one paragraph', keeps: 1, apply: (text) => changed(text, joinMeasures(text)) },
  {
    name: 'numbering (一) in half width',
    keeps: 1,
    apply: (text) => changed(text, text.replace(/^([ \t\u3000]*)（([一二三四五六七八九十]+)）/gm, '$1($2)')),
  },
  {
    name: 'numbering ㈠',
    keeps: 1,
    apply: (text) =>
      changed(
        text,
        text.replace(
          /^([ \t\u3000]*)（([一二三四五六七八九十])）/gm,
          (_all, indent: string, numeral: string) => indent + '㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩'.charAt('一二三四五六七八九十'.indexOf(numeral)),
        ),
      ),
  },
  { name: 'numbering 1．', keeps: 1, apply: (text) => changed(text, text.replace(/^([ \t\u3000]*\d+)\.(?!\d)/gm, '$1．')) },
  { name: 'numbering 1、', keeps: 1, apply: (text) => changed(text, text.replace(/^([ \t\u3000]*\d+)\.(?!\d)/gm, '$1、')) },
  {
    name: 'numbering 一． instead of 一、',
    keeps: 1,
    apply: (text) => changed(text, text.replace(/^([ \t\u3000]*[一二三四五六七八九十]+)、/gm, '$1．')),
  },
  { name: 'traditional characters', keeps: 1, apply: (text) => changed(text, map(traditional)(text)) },
  {
    name: 'a character doubled in the first unit of a responsibility',
    keeps: 1,
    apply: (text) =>
      changed(
        text,
        text.replace(responsibility, (bracket) =>
          bracket.replace(/^(.)(?=[省市县区旗镇])/u, '$1').replace(/([省市县区旗])(?!场)(?=[\p{Script=Han}]{2,}局)/u, '$1$1'),
        ),
      ),
  },
  {
    name: 'a character doubled in 牵头 and 配合',
    keeps: 1,
    apply: (text) =>
      changed(
        text,
        text.replace(responsibility, (bracket) => bracket.replace(/牵头/u, '牵牵头').replace(/配合(?!单位)/u, '配合合')),
      ),
  },
  {
    name: 'a character doubled inside sentences',
    keeps: 1,
    apply: (text) =>
      changed(
        text,
        lines(text, (line) => {
          const at = line.indexOf('的', 20);
          return !line.includes('。') || line.includes('\t') || at < 0 ? line : `${line.slice(0, at)}的${line.slice(at)}`;
        }),
      ),
  },
  {
    name: 'the dash of a date range lost to a hyphen or doubled',
    keeps: 1,
    apply: (text) => changed(text, text.replace(/(?<=[日月])[—－-](?=\d)/g, '――')),
  },
  { name: '至 between dates written as a dash', keeps: 1, apply: (text) => changed(text, text.replace(/(?<=\d[日月])至(?=\d)/g, '—')) },
];
