import { unitOf } from '../campaign';
import { accepted, expect, present } from '../expectations';
import type { Sent } from '../expectations';
import type { Tour } from '../tour';
import { LEDGER } from './hand';
import type { Months } from './months';

const HEADINGS = ['文书编号', '立案日期', '结案日期', '案值（万元）'];
const SHEET = '案件';

interface Imported {
  imported: { recorded: number; corrected: number; unchanged: number; rows: { identity: string; recordId: string }[] };
}

/** Act 21: the cases behind the figures, as the police keep them in a workbook of their own. */
export async function ledger(tour: Tour, months: Months): Promise<void> {
  tour.act('台账：从自己的表格导入案件', 'The ledger: cases imported from a workbook of one’s own');
  const { campaign, heads } = months;
  const { police } = heads;

  await tour.step(police, '导入台账，有一格日期写错', 'Imports its ledger, one date being wrong', async () => {
    const [first, ...rest] = LEDGER.map((row) => [...row]);
    const sent = await imported([[first?.[0] ?? '', '三月初', first?.[2] ?? null, first?.[3] ?? null], ...rest]);
    const [refusal, ...more] = sent.refusals;
    const place = refusal?.path?.at(-1);
    expect(more.length === 0 && place === `${SHEET}!B2`, `应指出 ${SHEET}!B2，实为 ${place}。The cell at fault should be named.`);
    return `整份不导入：${place} ${refusal?.message}`;
  });

  await tour.step(police, '改正后导入；同一份再导入一次', 'Imports it mended, and once more', async () => {
    const { imported: once } = accepted(await imported(LEDGER));
    const { imported: again } = accepted(await imported(LEDGER));
    const same = once.rows.every(({ recordId }, i) => recordId === again.rows[i]?.recordId);
    expect(
      once.recorded === LEDGER.length && again.unchanged === LEDGER.length && again.recorded === 0 && same,
      `应登记${LEDGER.length}起、再导入无变化，实为 ${once.recorded}、${again.unchanged}。Each case is recorded once.`,
    );
    return `${unitOf(police).name}：登记${once.recorded}起；再导入：${again.unchanged}起无变化`;
  });

  await tour.step(police, '一起案件计入哪一栏、哪一天', 'What a case adds, and on which day', async () => {
    const { imported: known } = accepted(await imported(LEDGER));
    const { node } = await police.ask<{ node: CaseSeen | null }>(
      'query ($id: ID!) { node(id: $id) { ... on Record { identity adds { cell amount on } source { file row } } } }',
      { id: known.rows[0]?.recordId },
    );
    const { identity, adds, source } = present(node, 'record');
    const said = adds.map(({ cell, amount, on }) => `${cell} +${Number(amount)}（${on}）`);
    const [, opened, closed, value] = present(LEDGER[0], 'first case');
    const wanted = [`2.1 +1（${opened}）`, `2.2 +1（${closed}）`, `3 +${value}（${opened}）`];
    expect([...said].sort().join() === wanted.join(), `应计 ${wanted.join('，')}，实计 ${said.join('，')}。It adds something else.`);
    return `${identity}：${said.join('，')}；来自 ${source?.file} 第${source?.row}行`;
  });

  async function imported(rows: readonly (readonly (string | number | null)[])[]): Promise<Sent<Imported>> {
    const { utils, write } = await import('@e965/xlsx');
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([HEADINGS, ...rows.map((row) => [...row])]), SHEET);
    const content = (write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer).toString('base64');
    const input = { campaignId: campaign.id, kind: 'k1', name: '案件台账.xlsx', content };
    return police.send<Imported>('importRecords', 'imported { recorded corrected unchanged rows { identity recordId } }', input);
  }
}

interface CaseSeen {
  identity: string;
  adds: { cell: string; amount: string; on: string }[];
  source: { file: string; row: number } | null;
}
