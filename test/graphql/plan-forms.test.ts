/** The forms of a plan over GraphQL: their cells and versions, and what a coordinator sends back. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startRunningServer, type RunningServer } from '../support/running';

let server: RunningServer;
beforeAll(async () => {
  server = await startRunningServer('2022-08-25T02:00:00Z');
});
afterAll(() => server.stop());

const NOTICE = readFileSync(join(__dirname, '../../examples/notices/counterfeit-campaign.txt'), 'utf8');
const FORMS = `id revision content {
  reporting { what form }
  tasks { targets { op value } }
  forms { key title version guidance indicators { number group required decimals accumulation guidance }
    rules { key kind severity left op right missing over cell factor }
    cells { key indicator part label unit decimals required accumulation group guidance } } }`;

interface Plan {
  id: string;
  revision: number;
  content: {
    tasks: { targets: { op: string; value: number }[] }[];
    forms: { key: string; version: string; rules: Record<string, unknown>[]; cells: Record<string, unknown>[] }[];
  };
}

async function readPlan(idempotencyKey: string): Promise<Plan> {
  const { viewer } = (await server.as('coordinator', '{ viewer { units { id } } }')) as unknown as { viewer: { units: { id: string }[] } };
  const { readNotice } = (await server.as('coordinator', `mutation ($input: ReadNoticeInput!) { readNotice(input: $input) { plan { ${FORMS} } } }`, {
    input: { officeId: viewer.units[0]?.id, text: NOTICE, idempotencyKey },
  })) as unknown as { readNotice: { plan: Plan } };
  return readNotice.plan;
}

test('a form is read with its cells, and what is sent back is kept', async () => {
  const plan = await readPlan('forms: read');
  const [form] = plan.content.forms;
  expect(form?.key).toBe('f1');
  expect(form?.version).toMatch(/^[0-9a-f]{16}$/);
  expect(form?.cells.filter(({ indicator }) => indicator === 7 || indicator === 8)).toEqual([
    { ...{ key: '7.1', indicator: 7, part: 1, label: '立案/结案数：立案', unit: '件', decimals: 0, required: true }, ...OTHERWISE },
    { ...{ key: '7.2', indicator: 7, part: 2, label: '立案/结案数：结案', unit: '件', decimals: 0, required: true }, ...OTHERWISE },
    expect.objectContaining({ key: '8', part: null, unit: '万元', decimals: 2 }),
  ]);

  const rule = { kind: 'COMPARE', left: '[7.2]', op: 'LESS_OR_EQUAL', right: '[7.1]', over: 'CUMULATIVE' };
  const equal = { kind: 'COMPARE', left: '[7.1]', op: 'EQUAL', right: '[7.2]', severity: 'WARNING' };
  const { savePlan } = (await server.as(
    'coordinator',
    `mutation ($input: SavePlanInput!) { savePlan(input: $input) { plan { ${FORMS} } userErrors { code message } } }`,
    {
      input: {
        id: plan.id,
        expectedRevision: plan.revision,
        idempotencyKey: 'forms: save',
        content: {
          title: '整治方案',
          phases: [{ name: '集中攻坚阶段', kind: 'RECTIFICATION', start: '2022-09-01', end: '2022-10-31' }],
          tasks: [{ number: '一', title: '保障农资质量', targets: [{ what: '抽检', op: 'EQUAL', value: 3, unit: '次' }] }],
          reporting: [{ what: 'STATISTICS', cadence: 'MONTHLY', dueDay: 24, form: 'cases' }],
          forms: [
            {
              key: 'cases',
              title: '案件表',
              indicators: [{ number: 7, name: '立案/结案数', parts: ['立案', '结案'], unit: '件', required: false, group: '案件' }],
              rules: [rule, equal],
            },
          ],
        },
      },
    },
  )) as unknown as { savePlan: { plan: Plan; userErrors: unknown[] } };
  expect(savePlan.userErrors).toEqual([]);
  const { content } = savePlan.plan;
  expect(content.tasks[0]?.targets).toEqual([{ op: 'EQUAL', value: 3 }]);
  expect(content).toMatchObject({ reporting: [{ what: 'STATISTICS', form: 'cases' }] });
  const kept = content.forms[0];
  expect(kept?.rules).toMatchObject([
    { ...rule, key: 'c1', severity: null, missing: 'SKIP_IF_ANY_MISSING' },
    { ...equal, key: 'c2', over: 'PERIOD' },
  ]);
  expect(kept?.cells.map(({ key, required, group }) => [key, required, group])).toEqual([
    ['7.1', false, '案件'],
    ['7.2', false, '案件'],
  ]);
  expect(kept?.version).not.toBe(form?.version);
});

const OTHERWISE = { accumulation: 'FLOW', group: null, guidance: '' };

test('a rule that lacks what its kind asks for is refused, with the place', async () => {
  const plan = await readPlan('forms: read again');
  const answer = await server.as(
    'coordinator',
    'mutation ($input: SavePlanInput!) { savePlan(input: $input) { plan { id } userErrors { code message } } }',
    {
      input: {
        id: plan.id,
        expectedRevision: plan.revision,
        idempotencyKey: 'forms: fault',
        content: { title: '整治方案', forms: [{ title: '案件表', rules: [{ kind: 'MONOTONE' }] }] },
      },
    },
  );
  expect(answer['savePlan']).toMatchObject({
    plan: null,
    userErrors: [{ code: 'PLAN_INVALID', message: expect.stringContaining('forms.0.rules.0.cell') }],
  });
});
