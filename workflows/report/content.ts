/**
 * What a report says, written piece by piece. A draft is kept as it will be handed in: `{ text, documents, liaisons, sections, figures, attachments }`,
 * each only where there is something. Figures are a list of indicators with a value for each part, `null` where nothing is written; a cell is
 * named `7`, or `7.2` for the second part of a compound indicator. What the form has is not known here: that is a fact.
 */
import type { LawEvent, Reason } from '../contract';
import type { Attachment } from '../facts';
import type { ReasonCode } from '../reasons';
import type { ReportContent, ReportContext } from './context';

export interface FigureRow {
  indicator: number;
  values: (number | null)[];
}
export interface SectionText {
  title: string;
  text: string;
}

export const isWord = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** What is handed in: the input's own content with the files of the draft, or else the draft. */
export function contentOf({ draft }: Pick<ReportContext, 'draft'>, { input }: Pick<LawEvent, 'input'>): ReportContent | null {
  if (input.zero === true) return null;
  const given = input.content as ReportContent | undefined;
  if (!given) return draft;
  return draft?.attachments ? { attachments: draft.attachments, ...given } : given;
}

const PIECES = ['content', 'cells', 'sections', 'text', 'documents', 'liaisons', 'attachments'] as const;
/** Four digits of an indicator and two of its parts are more than any form has, and bound what is kept of a name that is wrong. */
const CELL = /^[1-9]\d{0,3}(\.[1-9]\d?)?$/;

const isCell = (value: unknown): boolean => {
  const { key, value: figure = null } = (value ?? {}) as { key?: unknown; value?: unknown };
  return typeof key === 'string' && CELL.test(key) && (figure === null || Number.isFinite(figure));
};
const isSection = (value: unknown): boolean => {
  const { title, text = null } = (value ?? {}) as { title?: unknown; text?: unknown };
  return isWord(title) && (text === null || typeof text === 'string');
};
const each = (value: unknown, fits: (item: unknown) => boolean): boolean => !Array.isArray(value) || value.every(fits);

/** What is wrong with the pieces of a SAVE_DRAFT; that lists are lists the kernel has seen to. */
export function faultOfPieces(input: LawEvent['input']): { code: ReasonCode; data: Reason['data'] } | null {
  if (!PIECES.some((name) => input[name] !== undefined && input[name] !== null)) return { code: 'INPUT_REQUIRED', data: { field: 'content' } };
  const wrong =
    (!each(input.cells, isCell) && 'cells') ||
    (!each(input.sections, isSection) && 'sections') ||
    (!each(input.documents, isWord) && 'documents') ||
    (!each(input.liaisons, (item) => typeof item === 'object' && item !== null) && 'liaisons');
  return wrong ? { code: 'INPUT_INVALID', data: { field: wrong } } : null;
}

/** The draft after a SAVE_DRAFT: `content` takes the place of everything written, the other pieces of what they name. */
export function draftAfter({ draft }: Pick<ReportContext, 'draft'>, { input, facts }: Pick<LawEvent, 'input' | 'facts'>): ReportContent {
  const given = input.content as ReportContent | undefined;
  const written: ReportContent = given && draft?.attachments ? { attachments: draft.attachments, ...given } : { ...(given ?? draft ?? {}) };
  if (Array.isArray(input.cells)) written.figures = withCells(written.figures, input.cells as { key: string; value?: number | null }[]);
  if (Array.isArray(input.sections)) written.sections = withSections(written.sections, input.sections as { title: string; text?: string | null }[]);
  for (const name of ['text', 'documents', 'liaisons'] as const) if (input[name] !== undefined) written[name] = input[name];
  if (Array.isArray(input.attachments)) written.attachments = (facts.attachments ?? []) as Attachment[];
  return written;
}

function withCells(figures: unknown, cells: readonly { key: string; value?: number | null }[]): FigureRow[] {
  const rows = new Map((Array.isArray(figures) ? (figures as FigureRow[]) : []).map((row) => [row.indicator, [...(row.values ?? [])]]));
  for (const { key, value = null } of cells) {
    const [indicator = 0, part] = key.split('.').map(Number);
    const values = rows.get(indicator) ?? [];
    // A part stands among others, also while it is the only one with a figure: one value alone would be a plain indicator's.
    while (values.length < Math.max(part ?? 1, part === undefined ? 1 : 2)) values.push(null);
    values[(part ?? 1) - 1] = value;
    rows.set(indicator, values);
  }
  return [...rows]
    .filter(([, values]) => values.some((value) => value !== null))
    .sort(([a], [b]) => a - b)
    .map(([indicator, values]) => ({ indicator, values }));
}

function withSections(sections: unknown, changed: readonly { title: string; text?: string | null }[]): SectionText[] {
  const texts = new Map((Array.isArray(sections) ? (sections as SectionText[]) : []).map(({ title, text }) => [title, text]));
  for (const { title, text } of changed) {
    if (isWord(text)) texts.set(title.trim(), text);
    else texts.delete(title.trim());
  }
  return [...texts].map(([title, text]) => ({ title, text }));
}
