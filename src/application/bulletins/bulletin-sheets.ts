/** The sheets of a bulletin's workbook: ranking, rates, figures by unit, and the reports behind every row. */
import type { BulletinContent, BulletinCounts, BulletinRow, BulletinSource } from '../../../workflows';
import { percent, share } from '../../domain/bulletin/fraction';
import type { RankingMeasure } from '../../domain/bulletin/ranking';
import { MEASURE_WORDS } from '../../domain/plan/diff-words';
import type { TableColumn, TableRow, TableSheet } from '../ports/table-workbook';

export interface BulletinSheetWords {
  title: string;
  note: string;
  named: (unit: string) => string;
  /** The units whose figures and reports are shown; null: all. */
  shown: ReadonlySet<string> | null;
  reportId: (id: string) => string;
}

const UNIT: TableColumn = { head: '单位', width: 34 };
const OWN_ALONE = '；按权限只列本单位';

export function bulletinSheets(content: BulletinContent, words: BulletinSheetWords): TableSheet[] {
  return [rankingSheet(content, words), ratesSheet(content, words), figuresSheet(content, words), sourcesSheet(content, words)];
}

const count = (head: string): TableColumn => ({ head, width: 10, decimals: 0 });
const rate = (head: string): TableColumn => ({ head, width: 12, decimals: 2 });

/** A decimal as a number, if a workbook can hold all its digits. */
const number = (text: string | null | undefined): string | number | null =>
  text === null || text === undefined ? null : text.replace(/\D/g, '').length <= 15 ? Number(text) : text;

const COUNTS: readonly [string, (counts: BulletinCounts) => number | null][] = [
  ['应报', ({ expected }) => expected],
  ['已报', ({ submitted }) => submitted],
  ['按时', ({ timely }) => timely],
  ['迟报', ({ late }) => late],
  ['漏报', ({ missing }) => missing],
  ['其中已补报', ({ supplied }) => supplied ?? null],
  ['逾期未报', ({ overdue }) => overdue],
  ['零报告', ({ zero }) => zero],
  ['曾退回', ({ returned }) => returned],
  ['退回后尚未重报', ({ sentBack }) => sentBack ?? null],
  ['承担任务', ({ parts }) => parts],
  ['已完成任务', ({ partsAccepted }) => partsAccepted],
];
const countsIn = (counts: BulletinCounts): (number | null)[] => COUNTS.map(([, of]) => of(counts));

function rankingSheet(content: BulletinContent, { title, note, named, shown }: BulletinSheetWords): TableSheet {
  const { measures, units, totals, figures } = content;
  const place = measures.map(({ form, cell }) =>
    cell === null ? -1 : figures.findIndex((figure) => figure.cell === cell && (form === null || figure.form === form)),
  );
  const columns = measures.flatMap(({ measure, weight }, i): TableColumn[] => {
    const figure = figures[place[i] ?? -1];
    const of = `${MEASURE_WORDS[measure as RankingMeasure].zh}%（权重${weight}）`;
    return figure ? [{ head: `${figure.cell} ${figure.label}（${figure.unit}）`, width: 14 }, rate(of)] : [rate(of)];
  });
  const cells = (row: BulletinRow): (string | number | null)[] =>
    measures.flatMap((_, i) => {
      const own = number(row.percents[i]);
      const at = place[i] ?? -1;
      return figures[at] ? [shown === null || shown.has(row.unit) ? number(row.figures?.[at]) : null, own] : [own];
    });
  const rows = units.map((row): TableRow => ({
    cells: [
      row.rank,
      named(row.unit),
      number(row.score),
      ...cells(row),
      ...countsIn(row.counts),
      row.commended ? '表扬' : row.criticised ? '批评' : null,
    ],
  }));
  return {
    name: '排名',
    title: `${title}（排名）`,
    note: `${note}；得分为各项按权重的加权平均，不适用的项不计；同分同名次`,
    columns: [{ head: '名次', width: 7 }, UNIT, rate('得分'), ...columns, ...COUNTS.map(([head]) => count(head)), { head: '表扬批评', width: 10 }],
    frozen: 2,
    rows: [...rows, { bold: true, cells: [null, '合计', null, ...columns.map(() => null), ...countsIn(totals), null] }],
  };
}

const share2 = (of: number, over: number): number | null => (over > 0 ? Number(percent(share(of, over))) : null);

function ratesSheet({ units, totals }: BulletinContent, { title, note, named }: BulletinSheetWords): TableSheet {
  const cells = ({ expected, submitted, timely, late, missing, overdue, returned, parts, partsAccepted }: BulletinCounts) => [
    ...[expected, submitted, share2(submitted, expected), timely, share2(timely, expected)],
    ...[late, share2(late, expected), missing + overdue, share2(missing + overdue, expected), returned, share2(returned, expected)],
    ...[parts, partsAccepted, share2(partsAccepted, parts)],
  ];
  const heads = [
    ...[count('应报'), count('已报'), rate('报送率%'), count('按时'), rate('按时率%')],
    ...[count('迟报'), rate('迟报率%'), count('漏报和逾期未报'), rate('未报率%'), count('曾退回'), rate('退回率%')],
    ...[count('承担任务'), count('已完成任务'), rate('任务完成率%')],
  ];
  return {
    name: '报送率',
    title: `${title}（报送率）`,
    note: `${note}；各率均以应报份数为分母；已报不含退回后尚未重报的`,
    columns: [UNIT, ...heads],
    frozen: 1,
    rows: [...units.map((row): TableRow => ({ cells: [named(row.unit), ...cells(row.counts)] })), { bold: true, cells: ['合计', ...cells(totals)] }],
  };
}

function figuresSheet({ units, figures }: BulletinContent, { title, note, named, shown }: BulletinSheetWords): TableSheet {
  const several = new Set(figures.map(({ form }) => form)).size > 1;
  const decimals = figures.map(({ value }, i) => Math.max(0, ...[value, ...units.map((row) => row.figures?.[i])].map(placesIn)));
  const rows = units.flatMap((row): TableRow[] =>
    row.figures && (shown === null || shown.has(row.unit)) ? [{ cells: [named(row.unit), ...row.figures.map(number)] }] : [],
  );
  const kept = units.some((row) => row.figures !== undefined);
  const what = figures.length === 0 ? '本方案没有统计表' : kept ? '空白表示没有填报，0 表示填报为零' : '汇总时尚未按单位保存数据';
  return {
    name: '分单位数据',
    title: `${title}（分单位数据）`,
    note: `${note}；${what}${shown && kept ? OWN_ALONE : ''}`,
    columns: [
      UNIT,
      ...figures.map(({ form, cell, label, unit }, i) => ({
        ...{ head: `${several ? `${form} ` : ''}${cell} ${label}（${unit}）`, width: 14, decimals: decimals[i] ?? 0 },
      })),
    ],
    frozen: 1,
    rows: [
      ...rows,
      { bold: true, cells: ['合计', ...figures.map(({ value }) => number(value))] },
      { bold: true, cells: ['填报该项的份数', ...figures.map(({ filled }) => filled ?? null)] },
      { bold: true, cells: ['应报份数', ...figures.map(({ expected }) => expected ?? null)] },
    ],
  };
}

const placesIn = (text: string | null | undefined): number => text?.split('.')[1]?.length ?? 0;

const TIMES = [
  ['timely', '按时'],
  ['late', '迟报'],
  ['missing', '漏报'],
  ['overdue', '逾期未报'],
] as const;

function sourcesSheet({ units, rules = [] }: BulletinContent, { title, note, named, shown, reportId }: BulletinSheetWords): TableSheet {
  const titles = new Map(rules.map((one) => [one.rule, one.title]));
  const cells = (unit: string, report: string, { rule, period, counts }: BulletinSource): TableRow => {
    const [, time = '未到期'] = TIMES.find(([name]) => counts.includes(name)) ?? [];
    return {
      cells: [named(unit), titles.get(rule) ?? rule, period, time, standingOf(counts), counts.includes('returned') ? '是' : null, reportId(report)],
    };
  };
  function* rows(): Iterable<TableRow> {
    for (const { unit, reports, sources } of units) {
      if (shown !== null && !shown.has(unit)) continue;
      for (const [i, report] of reports.entries()) {
        const source = sources?.[i];
        // Of bulletins counted before more was kept: the reports alone.
        yield source ? cells(unit, report, source) : { cells: [named(unit), null, null, null, null, null, reportId(report)] };
      }
    }
  }
  return {
    name: '数据来源',
    title: `${title}（数据来源）`,
    note: `${note}；每一份计入统计的报送${shown ? OWN_ALONE : ''}`,
    columns: [
      ...[UNIT, { head: '报送事项', width: 24 }, { head: '期次', width: 12 }, { head: '时效', width: 10 }, { head: '状态', width: 16 }],
      ...[
        { head: '曾退回', width: 8 },
        { head: '报送编号', width: 60 },
      ],
    ],
    frozen: 1,
    rows: rows(),
  };
}

/** How it stood when it was counted. */
function standingOf(counts: readonly string[]): string {
  if (!counts.includes('submitted')) return counts.includes('timely') || counts.includes('late') ? '退回后尚未重报' : '未报';
  const how = counts.includes('accepted') ? '已通过' : '已报';
  return counts.includes('zero') ? `零报告（${how}）` : how;
}
