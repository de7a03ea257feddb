/** What stands below a form: 填表说明 and 注, for the whole form, or for an indicator that a note names. */
import type { ReadForm, ReadIndicator } from '../plan/form-model';
import { ANNEX_HEADING } from './labels';
import type { Paragraph } from './paragraphs';
import type { Reading } from './reading';

const OPENS = /^(?:(?:填表|填报|报表|指标|表格)?(?:说明|须知|要求|解释)|备?注)(?:\d{0,2})?(?:[:.、]|$)/;
const ITEM = /^(?:\d{1,2}[.、)]|\(\d{1,2}\)|[①-⑳])/;
const SIGNED = /^(?:填报人|填表人|审核人|单位负责人|填报单位|联系电话)/;
const LOOK_BELOW = 6;
const MOST_NOTES = 40;

/** The lines of the notes below a form. They begin soon after its last row, and end with the annex or with what is no note. */
function notesBelow(paragraphs: readonly Paragraph[], end: number): string[] {
  let at = paragraphs.findIndex((p) => p.start >= end);
  if (at < 0) return [];
  const last = Math.min(paragraphs.length, at + LOOK_BELOW);
  const isEnd = (p: Paragraph): boolean => ANNEX_HEADING.test(p.clip.text);
  while (at < last && !OPENS.test((paragraphs[at] as Paragraph).clip.text)) {
    const { clip } = paragraphs[at] as Paragraph;
    if (isEnd(paragraphs[at] as Paragraph) || (clip.length > 60 && !SIGNED.test(clip.text))) return [];
    at++;
  }
  const notes: string[] = [];
  for (; at < paragraphs.length && notes.length < MOST_NOTES; at++) {
    const p = paragraphs[at] as Paragraph;
    const opening = OPENS.exec(p.clip.text)?.[0];
    if (isEnd(p) || (opening === undefined && !ITEM.test(p.clip.text))) break;
    const text = p.clip.printed(opening?.length ?? 0, p.clip.length).trim();
    if (text !== '') notes.push(...itemsOf(text));
  }
  return notes;
}

/** 1.……；2.…… in one line are two notes. */
const itemsOf = (text: string): string[] =>
  text
    .split(/(?<=[。；;])\s*(?=\d{1,2}[.．、](?!\d))/)
    .map((item) => item.replace(/^(?:\d{1,2}[.．、)）](?!\d)|[（(]\d{1,2}[)）]|[①-⑳])\s*/, '').trim())
    .filter((item) => item !== '');

const squash = (text: string): string => text.normalize('NFKC').replace(/[\s“”"'《》]/g, '');

/** 第7项……, 指标7……, or the indicator's own name and then what it means. */
function isAbout({ number, name }: ReadIndicator, note: string): boolean {
  const said = squash(note);
  const byNumber = /^(?:第(\d{1,2})项|(?:指标|序号)(\d{1,2}))(?!\d)/.exec(said);
  if (byNumber) return Number(byNumber[1] ?? byNumber[2]) === number;
  const own = squash(name);
  return said.startsWith(own) && /^(?:\(.{1,12}\))?(?:是指|指|:|填|为|包括|含|按|以|不|应|均)/.test(said.slice(own.length));
}

export function withNotes(form: ReadForm, { paragraphs }: Reading): ReadForm {
  const end = form.indicators.at(-1)?.span?.[1];
  if (end === undefined) return form;
  const notes = notesBelow(paragraphs, end);
  if (notes.length === 0) return form;
  const owners = notes.map((note) => form.indicators.findIndex((indicator) => isAbout(indicator, note)));
  const indicators = form.indicators.map((indicator, i) => {
    const own = notes.filter((_, k) => owners[k] === i);
    return own.length === 0 ? indicator : { ...indicator, guidance: own.join('\n') };
  });
  return { ...form, guidance: notes.filter((_, k) => owners[k] === -1).join('\n'), indicators };
}
