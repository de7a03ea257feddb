/** Plan.gapReport over GraphQL: a coordinator's plan held against another of the office. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startRunningServer, type RunningServer } from '../support/running';

let server: RunningServer;
beforeAll(async () => {
  server = await startRunningServer('2022-08-25T02:00:00Z');
});
afterAll(() => server.stop());

const NOTICE = readFileSync(join(__dirname, '../../examples/notices/counterfeit-campaign.txt'), 'utf8');
let counter = 0;
const idempotencyKey = (): string => `gaps ${(counter += 1)}`;

async function readPlan(): Promise<{ id: string; title: string }> {
  const { viewer } = (await server.as('coordinator', '{ viewer { units { id } } }')) as unknown as { viewer: { units: { id: string }[] } };
  const { readNotice } = (await server.as('coordinator', 'mutation ($input: ReadNoticeInput!) { readNotice(input: $input) { plan { id title } } }', {
    input: { officeId: viewer.units[0]?.id, text: NOTICE, idempotencyKey: idempotencyKey() },
  })) as unknown as { readNotice: { plan: { id: string; title: string } } };
  return readNotice.plan;
}

const REPORT = `query ($id: ID!, $superior: ID) { plan(id: $id) { gapReport(superiorId: $superior) {
  superior { title documentNumber issuer issuedOn } foundBy
  rows { code message superior { text span { start end } } own { text } score }
  tasks { superior { text } own { text } ground score titleScore areaScore } units { superior own ground } } } }`;

interface Report {
  superior: { title: string; issuedOn: string };
  foundBy: string;
  rows: { code: string; message: string; superior: { text: string; span: { start: number } | null }; own: unknown }[];
  tasks: { ground: string; score: number }[];
  units: { ground: string }[];
}
async function report(id: string, superior: string | null, language = 'en'): Promise<Report | null> {
  const { plan } = (await server.as('coordinator', REPORT, { id, superior }, { language })) as unknown as { plan: { gapReport: Report | null } };
  return plan.gapReport;
}

test('a lower plan is held against the one its basis names, or one that is chosen', async () => {
  const superior = await readPlan();
  const lower = await readPlan();
  expect(await report(lower.id, null)).toBeNull();
  const content = {
    title: '实施细则',
    basis: [superior.title],
    phases: [{ name: '集中攻坚阶段', kind: 'RECTIFICATION', start: '2022-09-01', end: '2022-12-15' }],
    tasks: [{ number: '一', title: '保障农资质量', assignments: [{ unit: '县农业农村局', role: 'LEAD' }] }],
  };
  await server.as('coordinator', 'mutation ($input: SavePlanInput!) { savePlan(input: $input) { plan { id } userErrors { code } } }', {
    input: { id: lower.id, expectedRevision: 1, content, idempotencyKey: idempotencyKey() },
  });
  const found = await report(lower.id, null);
  expect(found).toMatchObject({ superior: { title: superior.title, issuedOn: '2022-08-25' }, foundBy: 'TITLE' });
  expect(new Set(found?.rows.map(({ code }) => code))).toEqual(
    new Set(['TASK_WITHOUT_COUNTERPART', 'UNIT_WITHOUT_COUNTERPART', 'PHASE_ENDS_LATER', 'REPORT_NOT_FED', 'FORM_MISSING']),
  );
  expect(found?.rows.find(({ code }) => code === 'PHASE_ENDS_LATER')).toMatchObject({
    message: '“集中攻坚阶段” ends on 2022-12-15, later than the superior’s “集中攻坚阶段” on 2022-11-30',
    superior: { text: '集中攻坚阶段: 2022-09-01 to 2022-11-30', span: { start: expect.any(Number) as number } },
    own: { text: '集中攻坚阶段: 2022-09-01 to 2022-12-15' },
  });
  expect(found?.tasks.find(({ ground }) => ground === 'SAME_TITLE')).toMatchObject({ score: 1 });
  expect(found?.units).toContainEqual({ superior: '市农业农村局', own: '县农业农村局', ground: 'SAME_FUNCTION' });
  expect((await report(lower.id, null, 'zh'))?.rows.find(({ code }) => code === 'PHASE_ENDS_LATER')?.message).toContain('晚于上级');
  const other = await readPlan();
  expect(await report(lower.id, other.id)).toMatchObject({ foundBy: 'CHOSEN' });
});
