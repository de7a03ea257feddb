/** A report from the first figure to a correction, as front-ends do it: cell by cell, with the form's rules and the periods before. */
import { randomUUID } from 'node:crypto';
import { formSchema, type StatisticsForm } from '../../src/domain/plan/form-model';
import { startCampaign, type PersonName, type RunningCampaign, type SubjectIds } from '../support/campaign';
import { launchForms, type WithForms } from '../support/launch-forms';

const SECTIONS = ['重点案件', '存在问题'];
const form: StatisticsForm = formSchema.parse({
  key: 'f1',
  title: '打击制售假冒伪劣商品统计表',
  indicators: [
    { number: 1, name: '出动执法人员', unit: '人次' },
    { number: 2, name: '立案/结案数', parts: ['立案', '结案'], unit: '件/件', accumulation: 'CUMULATIVE' },
    { number: 3, name: '案值', unit: '万元', required: false },
    { number: 4, name: '在库假货', unit: '件', accumulation: 'STOCK', required: false, guidance: '期末数' },
  ],
  rules: [
    { key: 'closed', kind: 'COMPARE', left: '[2.2]', op: 'LESS_OR_EQUAL', right: '[2.1]' },
    { key: 'grows', kind: 'MONOTONE', cell: '2.1', severity: 'WARNING', message: '立案数应逐期累计' },
  ],
});

let world: RunningCampaign;
let forms: WithForms;
beforeAll(async () => {
  world = await startCampaign();
  forms = await launchForms(world, form, SECTIONS);
}, 120_000);
afterAll(() => world.close());

const ENTRY = `query ($id: ID!) { node(id: $id) { ... on Report { state zero
  draft { figures { indicator values } }
  content { figures { indicator values } sections { title text } }
  entry { form { key title version } cells { key label unit value state previous required guidance faults { code severity rule } }
    sections { title required text } faults { code severity cells rule message } }
  prefill { period cells { key value } sections { title text } }
  corrections { cell label before after on actor asked reason }
  submissions { outcome reason zero content { figures { values } } explanations { code rule cells message text } } } } }`;

interface View {
  state: string;
  zero: boolean | null;
  draft: unknown;
  content: { figures: { indicator: number; values: (number | null)[] }[] | null } | null;
  entry: {
    form: { key: string; title: string; version: string } | null;
    cells: { key: string; label: string; unit: string; value: number | null; state: string; previous: number | null; faults: { code: string }[] }[];
    sections: { title: string; required: boolean; text: string | null }[];
    faults: { code: string; severity: string; cells: string[]; rule: string | null; message: string }[];
  };
  prefill: unknown;
  corrections: { cell: string }[];
  submissions: { explanations: unknown[] }[];
}

const seen = async (person: PersonName, { id }: SubjectIds): Promise<View> => (await world.as<{ node: View }>(person, ENTRY, { id })).node;
const states = ({ entry }: View): Record<string, string> => Object.fromEntries(entry.cells.map(({ key, state }) => [key, state]));
const cells = (values: Record<string, number | null>) => ({ cells: Object.entries(values).map(([key, value]) => ({ key, value })) });

const report = (kind: 'STATISTICS' | 'NARRATIVE', period: string): Promise<SubjectIds> => forms.report(kind, period);

/** The reasons against an event, with their data. */
async function reasons(person: PersonName, mutation: string, of: SubjectIds, input: Record<string, unknown>) {
  const text = `mutation ($input: ${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) {
    userErrors { code ... on TransitionRefused { reasons { code message data } } } } }`;
  const call = { id: of.id, expectedRevision: await world.revision(of), idempotencyKey: randomUUID(), ...input };
  const data = await world.as<Record<string, { userErrors: { reasons?: { code: string; data: Record<string, unknown> }[] }[] }>>(person, text, {
    input: call,
  });
  return data[mutation]?.userErrors.flatMap((error) => error.reasons ?? []) ?? [];
}

describe('statistics', () => {
  let first: SubjectIds;
  let second: SubjectIds;

  test('are written cell by cell, and each cell says where it stands', async () => {
    first = await report('STATISTICS', '2022-09');
    const empty = await seen('leadStaff', first);
    expect(empty.entry.form).toEqual({ key: 'f1', title: form.title, version: expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect(states(empty)).toEqual({ '1': 'EMPTY', '2.1': 'EMPTY', '2.2': 'EMPTY', '3': 'EMPTY', '4': 'EMPTY' });
    expect({ faults: empty.entry.faults, prefill: empty.prefill }).toEqual({ faults: [], prefill: { period: null, cells: [], sections: [] } });

    await world.done('leadStaff', 'saveReportDraft', first, cells({ '2.2': 9 }));
    await world.done('leadHead', 'saveReportDraft', first, cells({ '1': 0, '3': 1.234 }));
    const half = await seen('leadStaff', first);
    expect(states(half)).toEqual({ '1': 'VALID', '2.1': 'EMPTY', '2.2': 'DRAFT', '3': 'ERROR', '4': 'EMPTY' });
    expect(half.entry.faults.map(({ code, cells: of }) => [code, ...of])).toEqual([
      ['REQUIRED', '2.1'],
      ['TOO_MANY_DECIMALS', '3'],
    ]);
    await world.done('leadStaff', 'saveReportDraft', first, cells({ '2.1': 7, '3': null, '4': 5 }));
    const broken = await seen('leadStaff', first);
    expect(states(broken)).toEqual({ '1': 'VALID', '2.1': 'ERROR', '2.2': 'ERROR', '3': 'EMPTY', '4': 'VALID' });
    expect(broken.draft).toEqual({
      figures: [
        { indicator: 1, values: [0] },
        { indicator: 2, values: [7, 9] },
        { indicator: 4, values: [5] },
      ],
    });
  });

  test('stay with the unit until they are handed in', async () => {
    const office = await seen('coordinator', first);
    expect({ draft: office.draft, prefill: office.prefill, content: office.content }).toEqual({ draft: null, prefill: null, content: null });
    expect(office.entry.cells.map(({ value }) => value)).toEqual([null, null, null, null, null]);
    expect(office.entry.faults).toEqual([]);
    expect(JSON.stringify(office.entry)).not.toContain('"value":7');
  });

  test('a cell that the form does not have is refused when it is saved', async () => {
    expect(await reasons('leadStaff', 'saveReportDraft', first, cells({ '9': 1, '2.3': 1, '1': 1 }))).toMatchObject([
      { code: 'CELL_UNKNOWN', data: { cells: ['9', '2.3'] } },
    ]);
    const narrative = await report('NARRATIVE', '2022-09');
    expect(await reasons('leadStaff', 'saveReportDraft', narrative, cells({ '1': 1 }))).toMatchObject([{ code: 'CELL_UNKNOWN' }]);
  });

  test('a cell below zero is refused when it is saved, where the form takes no such figure', async () => {
    const before = await seen('leadStaff', first);
    expect(await reasons('leadStaff', 'saveReportDraft', first, cells({ '1': -1, '2.1': 8, '3': -0.5 }))).toMatchObject([
      { code: 'CELL_NEGATIVE', data: { cells: ['1', '3'] } },
    ]);
    expect((await seen('leadStaff', first)).draft).toEqual(before.draft);
    // A whole draft may be as wrong as it likes; it is not handed in.
    const whole = {
      content: {
        figures: [
          { indicator: 1, values: [-1] },
          { indicator: 2, values: [1, 1] },
        ],
      },
    };
    const [refused] = await reasons('leadStaff', 'submitReport', first, whole);
    expect(refused).toMatchObject({ code: 'FIGURES_FAULTY', data: { faults: [{ code: 'NEGATIVE', cells: ['1'] }] } });
  });

  test('errors refuse them, naming every cell and rule', async () => {
    const [refused] = await reasons('leadStaff', 'submitReport', first, {});
    expect(refused).toMatchObject({ code: 'FIGURES_FAULTY', data: { faults: [{ code: 'RULE_BROKEN', rule: 'closed', cells: ['2.1', '2.2'] }] } });
    const partial = { content: { figures: [{ indicator: 2, values: [3, null] }] } };
    const [missing] = await reasons('leadStaff', 'submitReport', first, partial);
    expect((missing?.data['faults'] as { code: string; cells: string[] }[]).map(({ code, cells: of }) => [code, ...of])).toEqual([
      ['REQUIRED', '1'],
      ['REQUIRED', '2.2'],
    ]);
    const foreign = { content: { figures: [{ indicator: 17, values: [3] }] } };
    expect(await reasons('leadStaff', 'submitReport', first, foreign)).toMatchObject([
      { code: 'FIGURES_FAULTY', data: { faults: [{ code: 'UNKNOWN_INDICATOR' }] } },
    ]);
    expect(await reasons('leadStaff', 'submitReport', first, { content: { text: '见附件' } })).toMatchObject([
      { code: 'CONTENT_MISSING' },
      { code: 'FIGURES_FAULTY', data: { faults: [{ code: 'NO_FIGURES' }] } },
    ]);
    expect((await seen('leadStaff', first)).state).toBe('DRAFTING');
  });

  test('figures in order are handed in, and are the value of the period before for the next', async () => {
    await world.done('leadStaff', 'saveReportDraft', first, cells({ '2.1': 10 }));
    await world.done('leadStaff', 'submitReport', first);
    expect(states(await seen('coordinator', first))).toEqual({
      '1': 'SUBMITTED',
      '2.1': 'SUBMITTED',
      '2.2': 'SUBMITTED',
      '3': 'EMPTY',
      '4': 'SUBMITTED',
    });
    await world.done('coordinator', 'acceptReport', first);
    expect(states(await seen('coordinator', first))).toMatchObject({ '1': 'ACCEPTED', '3': 'EMPTY' });
    second = await report('STATISTICS', '2022-10');
    const next = await seen('leadStaff', second);
    expect(Object.fromEntries(next.entry.cells.map(({ key, previous }) => [key, previous]))).toEqual({
      '1': 0,
      '2.1': 10,
      '2.2': 9,
      '3': null,
      '4': 5,
    });
    expect(next.prefill).toMatchObject({
      cells: [
        { key: '2.1', value: 10 },
        { key: '2.2', value: 9 },
        { key: '4', value: 5 },
      ],
      sections: [],
    });
  });

  test('a warning wants a word, which the office reads', async () => {
    await world.done('leadStaff', 'saveReportDraft', second, cells({ '1': 3, '2.1': 8, '2.2': 8 }));
    expect(states(await seen('leadStaff', second))).toEqual({ '1': 'VALID', '2.1': 'WARNING', '2.2': 'VALID', '3': 'EMPTY', '4': 'EMPTY' });
    const [refused] = await reasons('leadStaff', 'submitReport', second, {});
    expect(refused).toMatchObject({ code: 'EXPLANATION_REQUIRED', data: { faults: [{ code: 'TOTAL_FALLS', rule: 'grows', cells: ['2.1'] }] } });
    await world.done('leadStaff', 'submitReport', second, { explanations: [{ rule: 'grows', text: '两起案件移送外县' }] });
    expect((await seen('coordinator', second)).submissions[0]?.explanations).toEqual([
      { code: 'TOTAL_FALLS', rule: 'grows', cells: ['2.1'], message: '立案数应逐期累计', text: '两起案件移送外县' },
    ]);
  });

  test('corrections keep both values, with who, when and why; the accepted one counts until the other comes', async () => {
    await world.done('coordinator', 'returnReport', second, { reason: '立案数与台账不符' });
    await world.done('leadHead', 'submitReport', second, {
      content: {
        figures: [
          { indicator: 1, values: [3] },
          { indicator: 2, values: [12, 8] },
        ],
      },
    });
    await world.done('coordinator', 'acceptReport', second);
    await world.done('coordinator', 'reopenReport', second, { reason: '复核更正' });
    expect(await reasons('leadStaff', 'saveReportDraft', second, cells({ '2.1': -11 }))).toMatchObject([{ code: 'CELL_NEGATIVE' }]);
    const reopened = await seen('coordinator', second);
    expect(reopened.content?.figures).toContainEqual({ indicator: 2, values: [12, 8] });
    expect(states(reopened)).toMatchObject({ '2.1': 'ACCEPTED' });
    expect(states(await seen('leadStaff', second))).toMatchObject({ '2.1': 'VALID' });
    await world.done('leadStaff', 'saveReportDraft', second, cells({ '2.1': 11, '3': 1.5 }));
    await world.done('leadStaff', 'submitReport', second);
    const label = '立案/结案数：立案';
    expect((await seen('coordinator', second)).corrections).toEqual([
      { cell: '2.1', label, before: 8, after: 12, on: '2022-08-26', actor: 'leadHead 同志', asked: 'RETURNED', reason: '立案数与台账不符' },
      { cell: '2.1', label, before: 12, after: 11, on: '2022-08-26', actor: 'leadStaff 同志', asked: 'REOPENED', reason: '复核更正' },
      { cell: '3', label: '案值', before: null, after: 1.5, on: '2022-08-26', actor: 'leadStaff 同志', asked: 'REOPENED', reason: '复核更正' },
    ]);
  });

  test('a zero report has zeros where something must be written, and is kept apart from nothing', async () => {
    const nothing = await report('STATISTICS', '2022-11');
    await world.done('leadStaff', 'submitReport', nothing, { zero: true });
    const zero = await seen('coordinator', nothing);
    expect([zero.zero, zero.content]).toEqual([true, null]);
    expect(Object.fromEntries(zero.entry.cells.map(({ key, value }) => [key, value]))).toMatchObject({ '1': 0, '3': null });
  });
});

describe('a narrative', () => {
  test('must speak of what the plan asks for', async () => {
    const narrative = await report('NARRATIVE', '2022-09');
    const text = { content: { text: '本月工作小结' } };
    expect(await reasons('leadStaff', 'submitReport', narrative, text)).toMatchObject([{ code: 'SECTIONS_MISSING', data: { sections: SECTIONS } }]);
    await world.done('leadStaff', 'saveReportDraft', narrative, {
      sections: [
        { title: '存在问题', text: '人手不足' },
        { title: '下步打算', text: '加强培训' },
      ],
    });
    expect((await seen('leadStaff', narrative)).entry).toMatchObject({
      form: null,
      cells: [],
      sections: [
        { title: '重点案件', required: true, text: null },
        { title: '存在问题', required: true, text: '人手不足' },
        { title: '下步打算', required: false, text: '加强培训' },
      ],
      faults: [{ code: 'SECTION_MISSING', severity: 'ERROR', cells: ['重点案件'] }],
    });
    expect(await reasons('leadStaff', 'submitReport', narrative, {})).toMatchObject([{ data: { sections: ['重点案件'] } }]);
    await world.done('leadStaff', 'saveReportDraft', narrative, { sections: [{ title: '重点案件', text: '一起' }] });
    await world.done('leadStaff', 'submitReport', narrative);
    await world.done('coordinator', 'acceptReport', narrative);
    const next = await seen('leadStaff', await report('NARRATIVE', '2022-10'));
    expect(next.prefill).toEqual({
      period: '2022-09',
      cells: [],
      sections: [
        { title: '存在问题', text: '人手不足' },
        { title: '下步打算', text: '加强培训' },
        { title: '重点案件', text: '一起' },
      ],
    });
  });
});

test('what is logged is what was decided on, and replays', async () => {
  const { rows } = await world.database.pool.query<{ type: string; faults: unknown[] }>(
    `select type, payload -> 'facts' -> 'formFaults' as faults from event where campaign_id = $1 and kind = 'REPORT' and type in ('SAVE_DRAFT', 'SUBMIT')`,
    [forms.campaignId],
  );
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter(({ faults }) => !Array.isArray(faults))).toEqual([]);
  expect(rows.filter(({ faults }) => faults.length > 0).map(({ type }) => type)).toEqual(['SUBMIT']);
});
