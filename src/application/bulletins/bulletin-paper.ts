/** A bulletin as the paper that goes out: the words of the office, and the tables of what was counted. */
import type { BulletinContent, BulletinContext, BulletinCounts, BulletinDefinition, BulletinRow } from '../../../workflows';
import { displayNameOn, type UnitRegister } from '../../domain/units';
import { MEASURE_WORDS } from '../../domain/plan/diff-words';
import type { RankingMeasure } from '../../domain/bulletin/ranking';
import type { OfficialBlock, OfficialDocument } from '../ports/official-documents';
import type { StoredSubject } from '../ports/store';

/** `body`: the coordinating body's name; null: the office speaks for itself. Units bear the names they had on the day of the figures. */
export function bulletinPaper(bulletin: StoredSubject, body: string | null, register: UnitRegister): OfficialDocument {
  const { office } = bulletin.definition as BulletinDefinition;
  const { words, content, publishedOn } = bulletin.snapshot.context as unknown as BulletinContext;
  const named = (unit: string): string => {
    const known = register.get(unit);
    return known ? displayNameOn(known, content.asOf) : unit;
  };
  return {
    issuer: body ?? named(office),
    number: words.number,
    title: words.title,
    addressee: words.addressee,
    body: numbered([
      ['总体情况', paragraphs(words.overview)],
      ['报送和任务情况', [standingsTable(content, named)]],
      ['主要数据', content.figures.some(({ value }) => value !== null) ? [figuresTable(content)] : []],
      ['表扬和批评', praise(content.units, named)],
      ['下一步要求', paragraphs(words.requirements)],
    ]),
    attachments: [],
    signature: publishedOn === null ? null : { unit: named(office), on: publishedOn },
    copyTo: words.copyTo,
  };
}

const NUMERALS = ['一', '二', '三', '四', '五'];

/** Sections without anything in them are left out, and the others numbered on. */
function numbered(sections: readonly [string, OfficialBlock[]][]): OfficialBlock[] {
  return sections
    .filter(([, blocks]) => blocks.length > 0)
    .flatMap(([title, blocks], i) => [{ kind: 'HEADING' as const, level: 1 as const, text: `${NUMERALS[i]}、${title}` }, ...blocks]);
}

const paragraphs = (text: string | null): OfficialBlock[] => (text === null ? [] : [{ kind: 'PARAGRAPH', text }]);

export const STANDING_COLUMNS = ['名次', '单位', '应报', '已报', '按时', '迟报', '漏报', '退回', '任务', '完成', '得分'] as const;

export function standingCells({ rank, score, counts }: BulletinRow, unit: string): string[] {
  const { expected, submitted, timely, late, missing, overdue, returned, parts, partsAccepted } = counts;
  const numbers = [expected, submitted, timely, late, missing + overdue, returned, parts, partsAccepted].map(String);
  return [rank === null ? '—' : String(rank), unit, ...numbers, score ?? '—'];
}

function standingsTable({ units, measures }: BulletinContent, named: (unit: string) => string): OfficialBlock {
  const weights = measures.map(({ measure, weight }) => `${MEASURE_WORDS[measure as RankingMeasure].zh}${weight}`).join('、');
  return {
    kind: 'TABLE',
    title: '各单位报送和任务完成情况',
    head: STANDING_COLUMNS,
    rows: units.map((row) => standingCells(row, named(row.unit))),
    note: tableNote(weights, units),
  };
}

/** What the score is made of, and what a reader who adds up a row would stumble over, where there is any of it. */
function tableNote(weights: string, units: readonly BulletinRow[]): string {
  const some = (is: (counts: BulletinCounts) => boolean): boolean => units.some(({ counts }) => is(counts));
  const notes = [
    ...(some(({ sentBack = 0 }) => sentBack > 0) ? ['“已报”不含退回后尚未重报的'] : []),
    ...(some(({ supplied = 0 }) => supplied > 0) ? ['“已报”含截止后补报的，“漏报”不因补报减少'] : []),
    ...(some(({ overdue }) => overdue > 0) ? ['“漏报”含逾期未报'] : []),
    ...(units.some(({ score }) => score === null) ? ['“—”表示没有可以计分的项'] : []),
  ];
  return `${[`得分按权重计算：${weights}`, ...notes].join('；')}。`;
}

function figuresTable({ figures }: BulletinContent): OfficialBlock {
  return { kind: 'TABLE', title: null, head: ['指标', '单位', '数量'], rows: figures.map(({ label, unit, value }) => [label, unit, value ?? '—']) };
}

function praise(units: readonly BulletinRow[], named: (unit: string) => string): OfficialBlock[] {
  const names = (of: readonly BulletinRow[]): string => of.map(({ unit }) => named(unit)).join('、');
  const [commended, criticised] = [units.filter((row) => row.commended), units.filter((row) => row.criticised)];
  return [
    ...(commended.length > 0 ? paragraphs(`对${names(commended)}予以表扬。`) : []),
    ...(criticised.length > 0 ? paragraphs(`对${names(criticised)}予以批评。`) : []),
  ];
}
