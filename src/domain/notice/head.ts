/** The head: title, document number, issuer and date, as GB/T 9704 sets them and as copies leave them. */
import { readNumeral, readYear } from './numerals';
import { foldText } from './fold';
import { ANNEX_HEADING } from './labels';
import { markAt } from './marks';
import { isDateLine, type Paragraph } from './paragraphs';
import type { Clip, TextSpan } from './source';
import { looksLikeUnit } from './unit-names';

export interface Head {
  title: string;
  titleFound: boolean;
  documentNumber: string | null;
  issuer: string | null;
  issuedOn: string | null;
  issuedSpan: TextSpan | null;
  /** an answer to a deputy's proposal, not a plan */
  reply: boolean;
  /** paragraphs that open the plan again behind its covering notice */
  titleAgain: Set<number>;
}

/** A head is short; looking further would take citations for it. */
const HEAD_PARAGRAPHS = 40;
const KIND = '通知|通告|公告|意见|方案|决定|函|计划|要点|办法|措施|通报|答复|回复';
const ABOUT = new RegExp(`关于.{2,160}?(?:${KIND})(?:\\([^)]{1,12}\\))?$`);
const REPLY = /^(?:关于|对).{2,80}(?:建议|提案).{0,30}(?:答复|回复|复函)(?:函|意见|的函)?$/;
const PLAN_TITLE = /^[^。,;:]{4,90}(?:方案|计划|要点|意见|措施|办法)(?:\([^)]{1,16}\))?$/;
const MINUTES = /^[^。,;:]{4,60}(?:(?:会议)?纪要|通告|公告)$/;
const HANDS_OUT = /(?:印发|转发|下发|发给|颁发|发布)/;
const NUMBER = /[\u4e00-\u9fff]{1,15}\(?(?:\((?:19|20)\d{2}\)|(?:19|20)\d{2}\))(?:第)?\d{1,4}号/;

/** The text between the outermost 《 》 from `from` on. */
const titleMarks = (text: string, from: number): [number, number] | null => {
  const open = text.indexOf('《', from);
  if (open < 0) return null;
  let depth = 0;
  for (let i = open; i < text.length && i < open + 200; i++) {
    if (text[i] === '《') depth++;
    if (text[i] === '》' && --depth === 0) return [open + 1, i];
  }
  return null;
};

const isShortLine = (p: Paragraph | undefined): p is Paragraph =>
  p !== undefined &&
  p.clip.length <= 60 &&
  !/[。;:]$/.test(p.clip.text) &&
  markAt(p.clip.text) === null &&
  !ANNEX_HEADING.test(p.clip.text) &&
  !(NUMBER.exec(p.clip.text)?.index === 0 && !/通知|通告/.test(p.clip.text)) &&
  !isDateLine(p.clip.text);

const isOrganisation = (p: Paragraph | undefined): p is Paragraph =>
  p !== undefined && p.clip.length >= 3 && p.clip.length <= 40 && looksLikeUnit(p.clip.text) && !/[,。;:《》\d]|文件|附件/.test(p.clip.text);

/** Joint issuers stand side by side with only a blank between them; the blank is kept, so that they stay apart. */
const namesPrinted = (clip: Clip, from = 0, to = clip.length): string => {
  const names: string[] = [];
  let at = from;
  for (let i = from + 1; i <= to; i++) {
    if (i < to && !(clip.blankBefore(i) && looksLikeUnit(clip.text.slice(at, i)) && i - at >= 3)) continue;
    names.push(clip.printed(at, i));
    at = i;
  }
  return names.join(' ');
};

interface TitleFound {
  title: Clip;
  cut: [number, number];
  /** what stands before 关于: the issuer */
  issuer: string | null;
}

/** Joint issuers on lines of their own above the title, without the letterhead that says one of them again. */
const issuersAbove = (paragraphs: readonly Paragraph[], title: number): string => {
  const names: string[] = [];
  for (let k = title - 1; k >= 0 && k >= title - 3 && isOrganisation(paragraphs[k]); k--) {
    const above = namesPrinted((paragraphs[k] as Paragraph).clip);
    const [here, known] = [above, names.join(' ')].map((name) => name.replace(/ /g, '')) as [string, string];
    if (known.includes(here) || (known !== '' && here.includes(known))) break;
    names.unshift(above);
  }
  return names.join(' ');
};

/** The line with 关于…的通知, with the lines it was broken over. */
const aboutTitle = (paragraphs: readonly Paragraph[], join: (clips: Clip[]) => Clip): TitleFound | null => {
  for (let i = 0; i < Math.min(paragraphs.length, HEAD_PARAGRAPHS); i++) {
    const first = paragraphs[i] as Paragraph;
    const at = first.clip.text.indexOf('关于');
    if (at < 0 || at > 60) continue;
    for (let last = i; last < i + 4 && last < paragraphs.length; last++) {
      if (last > i && !isShortLine(paragraphs[last])) break;
      const clips = paragraphs.slice(i, last + 1).map((p) => p.clip);
      const joined = join(clips);
      const numbered = /^.*?关于.{2,160}?(?:通知|通告)(?=[\u4e00-\u9fff]{2,15}\((?:19|20)\d{2}\)第?\d{1,4}号)/.exec(joined.text.slice(0, 260));
      const whole = joined.length <= 260 && !numbered ? joined : joined.cut(0, numbered?.[0].length ?? 260);
      const m = new RegExp(`关于(?:印发|转发|下发|发布|实施)?.{2,200}?的?(?:通知|通告|通报)`).exec(whole.text);
      if (!ABOUT.test(whole.text) && !(whole.length > 200 && m)) continue;
      const end = ABOUT.test(whole.text) ? whole.length : (m as RegExpExecArray).index + (m as RegExpExecArray)[0].length;
      const above = paragraphs[i - 1];
      const prefix = at > 0 ? namesPrinted(whole, 0, at) : isOrganisation(above) ? namesPrinted(above.clip) : null;
      const issuer = prefix && looksLikeUnit(foldText(prefix).replace(/\(.*$/, '')) ? prefix : null;
      const marks = HANDS_OUT.test(whole.text.slice(at, at + 8)) ? titleMarks(whole.text, at) : null;
      if (marks) return { title: whole, cut: marks, issuer: at === 0 && issuer ? issuersAbove(paragraphs, i) : issuer };
      const plain = /^关于(?:印发|转发|下发|发布)《?(.{4,160}?)》?的通知/.exec(whole.text.slice(at));
      if (plain) {
        const from = at + plain[0].indexOf(plain[1] ?? '');
        return { title: whole, cut: [from, from + (plain[1] ?? '').length], issuer };
      }
      if (issuer) {
        // joint issuers on lines of their own; the name of the site above the name of the office is none of them
        const lines: Paragraph[] = [];
        for (let k = i - 1; k >= 0 && k >= i - 3 && isOrganisation(paragraphs[k]); k--) {
          const name = (paragraphs[k] as Paragraph).clip.text;
          const below = (lines[0]?.clip.text ?? foldText(issuer)).replace(/ /g, '');
          if (at > 0 || lines.length > 0 ? below.includes(name) || name.includes(below) : false) break;
          lines.unshift(paragraphs[k] as Paragraph);
        }
        if (lines.length > 0) {
          const full = join([...lines.map((p) => p.clip), ...clips]);
          const names = [...lines.map((p) => namesPrinted(p.clip)), ...(at > 0 ? [issuer] : [])];
          return { title: full, cut: [0, full.length], issuer: names.join(' ') };
        }
      }
      return { title: whole, cut: [0, end], issuer };
    }
  }
  return null;
};

/** 现将《…方案》印发给你们 */
const handedOutTitle = (paragraphs: readonly Paragraph[]): TitleFound | null => {
  for (const { clip } of paragraphs.slice(0, HEAD_PARAGRAPHS)) {
    for (const m of clip.text.matchAll(/现将/g)) {
      const marks = titleMarks(clip.text, m.index);
      if (marks && marks[0] - m.index < 40 && HANDS_OUT.test(clip.text.slice(marks[1], marks[1] + 40)))
        return { title: clip, cut: marks, issuer: null };
    }
  }
  return null;
};

/** A title of a plan over one to three lines at the top. */
const bareTitle = (paragraphs: readonly Paragraph[], join: (clips: Clip[]) => Clip): TitleFound | null => {
  for (let i = 0; i < Math.min(paragraphs.length, 12); i++) {
    for (let last = i; last < i + 3 && isShortLine(paragraphs[last]); last++) {
      const whole = join(paragraphs.slice(i, last + 1).map((p) => p.clip));
      const minutes = last === i && MINUTES.test(whole.text) && !looksLikeUnit(whole.text.replace(/(?:会议)?纪要$/, ''));
      if (PLAN_TITLE.test(whole.text) || REPLY.test(whole.text) || minutes) return { title: whole, cut: [0, whole.length], issuer: null };
    }
  }
  return null;
};

const documentNumberIn = (paragraphs: readonly Paragraph[]): string | null => {
  for (const { clip } of paragraphs.slice(0, HEAD_PARAGRAPHS)) {
    if (markAt(clip.text)) break;
    const m = NUMBER.exec(clip.text);
    if (!m) continue;
    const before = clip.text.slice(0, m.index);
    // in a notice on one line the number still stands in its head
    if (/《[^》]*$|\([^)]*$/.test(before) || (clip.length > 400 && (m.index > 200 || /[。:]/.test(before)))) continue;
    let from = m.index;
    // a wide blank parts the number from whatever stands beside it, a narrow one may be the scan's
    for (let i = m.index + 1; i < m.index + m[0].indexOf('('); i++)
      if (clip.blankBefore(i) && (i - from > 2 || clip.place(i) - clip.place(i - 1) > 3)) from = i;
    const label = /^.*(?:通知|文号|字号|编号)/.exec(clip.text.slice(from, m.index + m[0].length));
    return clip.printed(from + (label?.[0].length ?? 0), m.index + m[0].length);
  }
  return null;
};

const pad = (n: number): string => String(n).padStart(2, '0');
const CIVIL =
  /((?:19|20)\d{2}|[一二][〇零九][〇零一二三四五六七八九]{2})年(\d{1,2}|[一二三四五六七八九十]{1,3})月(\d{1,2}|[一二三四五六七八九十]{1,3})日/;

const civilDate = (text: string): string | null => {
  const m = CIVIL.exec(text);
  if (!m) return null;
  const [y, mo, d] = [readYear(m[1] ?? ''), readNumeral(m[2] ?? ''), readNumeral(m[3] ?? '')];
  const date = `${y}-${pad(mo)}-${pad(d)}`;
  const real = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(date) ? date : null;
};

interface Signature {
  issuer: string | null;
  date: string;
  span: TextSpan;
}

/** 乌有市应急管理局 2023年5月6日: name over date, or both on one line. */
const signatureIn = (paragraphs: readonly Paragraph[]): Signature | null => {
  let fallback: Signature | null = null;
  for (let i = 0; i < paragraphs.length; i++) {
    const { clip } = paragraphs[i] as Paragraph;
    if (clip.length > 70) continue;
    const m = CIVIL.exec(clip.text);
    if (!m) continue;
    const date = civilDate(clip.text);
    if (!date) continue;
    const before = clip.text.slice(0, m.index);
    const after = clip.text.slice(m.index + m[0].length);
    const span = clip.span(m.index, m.index + m[0].length);
    if (before === '' && after === '') {
      const names: string[] = [];
      for (let k = i - 1; k >= 0 && k >= i - 3 && isOrganisation(paragraphs[k]); k--) names.unshift(namesPrinted((paragraphs[k] as Paragraph).clip));
      return { issuer: names.length > 0 ? names.join(' ') : null, date, span };
    }
    if (before !== '' && after === '' && looksLikeUnit(before) && !/[,。;:]/.test(before)) return { issuer: clip.printed(0, m.index), date, span };
    if (/^\($/.test(before) && /^\)$/.test(after)) fallback ??= { issuer: null, date, span };
    if (/^印发$/.test(after)) fallback ??= { issuer: looksLikeUnit(before) ? clip.printed(0, m.index) : null, date, span };
  }
  return fallback;
};

/** 某某市人民政府办公室 on a line of its own at the top, or as 某某文件. */
const letterhead = (paragraphs: readonly Paragraph[]): string | null => {
  for (const p of paragraphs.slice(0, 4)) {
    const file = /^([\u4e00-\u9fff]{3,30}?)文件/.exec(p.clip.text);
    if (file && looksLikeUnit(file[1] ?? '')) return p.clip.printed(0, (file[1] ?? '').length);
    if (isOrganisation(p)) return p.clip.printed();
  }
  return null;
};

/** In a notice on one line the signature stands between the covering sentence and the plan. */
const signatureInLine = (paragraphs: readonly Paragraph[]): Signature | null => {
  for (const { clip } of paragraphs.slice(0, 6)) {
    if (clip.length <= 70) continue;
    const head = clip.text.slice(0, 1200);
    const m = new RegExp(`(?<=[。)])([\\u4e00-\\u9fff]{4,30}?)(${CIVIL.source})`).exec(head);
    const date = m && looksLikeUnit(m[1] ?? '') ? civilDate(m[2] ?? '') : null;
    if (m && date)
      return {
        issuer: clip.printed(m.index, m.index + (m[1] ?? '').length),
        date,
        span: clip.span(m.index + (m[1] ?? '').length, m.index + m[0].length),
      };
  }
  return null;
};

const squash = (s: string): string => s.replace(/[\s（）()〔〕\-—－–]/g, '');

/** Where the plan's title is printed again, over one to four lines. */
const titlesAgain = (paragraphs: readonly Paragraph[], title: string): Set<number> => {
  const again = new Set<number>();
  const wanted = squash(title);
  for (let i = 1; i < paragraphs.length && wanted.length > 3; i++) {
    let text = '';
    for (let k = i; k < i + 4 && k < paragraphs.length && text.length < wanted.length; k++) {
      text += squash((paragraphs[k] as Paragraph).clip.printed());
      if (text === wanted) again.add(i);
      if (!wanted.startsWith(text)) break;
    }
  }
  return again;
};

/** A name without the stamp behind it, or the word that a table of data puts before it. */
const bareName = (name: string | null): string | null =>
  name?.replace(/[（(](?:代章|盖章|代|章|印章)[）)]$/, '').replace(/^(?:名称|标题|发布机构|发文机关|发文单位|制发机关)[:：]?/, '') ?? null;

export const readHead = (paragraphs: readonly Paragraph[], join: (clips: Clip[]) => Clip): Head => {
  const found = aboutTitle(paragraphs, join) ?? handedOutTitle(paragraphs) ?? bareTitle(paragraphs, join);
  const reply = paragraphs.slice(0, 12).some((p) => REPLY.test(p.clip.text)) || (found !== null && REPLY.test(found.title.text));
  const title = found ? found.title.printed(...found.cut) : (paragraphs[0]?.clip.printed(0, 60) ?? '');
  const signature = signatureIn(paragraphs) ?? signatureInLine(paragraphs);
  return {
    title: title === '' ? '（未命名）' : title,
    titleFound: found !== null,
    documentNumber: documentNumberIn(paragraphs),
    issuer: bareName(found?.issuer ?? signature?.issuer ?? letterhead(paragraphs)),
    issuedOn: signature?.date ?? null,
    issuedSpan: signature?.span ?? null,
    reply,
    titleAgain: titlesAgain(paragraphs, title),
  };
};
