import type { Cast } from '../cast';
import type { UnitRef } from '../documents';
import { accepted, expect, present, refused } from '../expectations';
import { fillNotice, later, readTemplate } from '../notice';
import { PLAN, copyOf, type PlanView } from '../plan-documents';
import type { Tour } from '../tour';

const CONSUMERS = '市消费者权益保护委员会';
/** The notice's own word for 云溪市互联网舆情中心; the register does not know it, and a coordinator does. */
const INTERNET = '市网信中心';
const PAYLOAD = `plan { ${PLAN} }`;
const TOLD_ONCE = 'account { id } temporaryPassword';

/** Act 2: a notice becomes a plan, corrected and with every unit known. Answers the plan, ready to be published. */
export async function readingTheNotice(tour: Tour, { coordinator, administrator, internet, market }: Cast): Promise<PlanView> {
  tour.act('通知变方案', 'From the notice to the plan');
  const [office] = coordinator.units;
  const officeId = present(office, 'office of the coordinator').id;
  const text = fillNotice(readTemplate(), { now: tour.now, number: 27, consumers: CONSUMERS, internet: INTERNET });
  let plan!: PlanView;

  await tour.step(coordinator, '读入通知', 'Reads the notice', async () => {
    ({ plan } = accepted(await coordinator.send<{ plan: PlanView }>('readNotice', PAYLOAD, { officeId, text })));
    const { phases, tasks, reporting, body, forms } = plan.content;
    expect(phases.length === 3, `应有3个阶段，读出${phases.length}个。Expected three phases.`);
    expect(tasks.length === 21, `应有21项任务，读出${tasks.length}项。Expected 21 tasks.`);
    expect(body?.members.length === 17, `专班应有17人，读出${body?.members.length}人。Expected 17 members.`);
    const indicators = forms.flatMap((form) => form.indicators).length;
    return [
      `《${plan.title}》${phases.length}个阶段、${tasks.length}项任务、${reporting.length}项报送要求、专班${body.members.length}人、统计表${indicators}项指标`,
      ...phases.map(({ name, start, end }) => `${name} ${start} 至 ${end}`),
    ];
  });

  await tour.step(coordinator, '对照原文看诊断', 'Reads the diagnostics beside the clauses', async () => {
    const notice = present(plan.notice, 'notice of the plan').text;
    expect(plan.diagnostics.length > 0, '这份通知应有诊断。The notice should have diagnostics.');
    expect(
      plan.diagnostics.every(({ severity }) => severity !== 'ERROR'),
      '这份通知不应有错误。The notice should have no errors.',
    );
    return plan.diagnostics.slice(0, 4).map(({ code, message, span }) => {
      const clause = span ? notice.slice(span.start, span.end).replace(/\s+/g, ' ').slice(0, 24) : '全文';
      return `${code} ${message} 〔${clause}〕`;
    });
  });

  await tour.step(coordinator, '单位未对应就发布', 'Publishes before the units are bound', async () => {
    const refusal = refused(
      await coordinator.send('publishPlan', 'plan { id }', { id: plan.id, expectedRevision: plan.revision }),
      'UNITS_NOT_BOUND',
    );
    return `拒绝 ${refusal.code}：${refusal.message}`;
  });

  const stale = plan.revision;
  await tour.step(coordinator, '修正一处：校园食品任务提前完成', 'Corrects one thing: the schools are to be done earlier', async () => {
    const content = copyOf(plan.content);
    const task = present(
      content.tasks.find(({ number }) => number === '二(一)3'),
      'task 二(一)3',
    );
    task.dueOn = later(present(plan.content.phases[1]?.end, 'end of phase 2'), -30);
    ({ plan } = accepted(await coordinator.send<{ plan: PlanView }>('savePlan', PAYLOAD, { id: plan.id, expectedRevision: plan.revision, content })));
    expect(plan.revision === stale + 1, '修改后版本应加一。The revision should have risen by one.');
    return `方案第${plan.revision}版，二(一)3 完成期限 ${task.dueOn}`;
  });

  await tour.step(coordinator, '另一窗口仍按旧版本保存', 'Saves the old revision from another window', async () => {
    const content = copyOf(plan.content);
    const refusal = refused(await coordinator.send('savePlan', 'plan { id }', { id: plan.id, expectedRevision: stale, content }), 'STALE_REVISION');
    return `拒绝 ${refusal.code}：${refusal.message}`;
  });

  let consumers!: UnitRef;
  await tour.step(coordinator, '名录里没有的单位：按建议登记', 'Registers a unit that the register does not have, as proposed', async () => {
    const printed = present(
      plan.units.find((unit) => unit.printed === CONSUMERS),
      CONSUMERS,
    );
    const [known] = printed.units;
    if (known) {
      consumers = known;
      return `${known.name} 已由此前的巡演登记`;
    }
    expect(printed.match === 'UNKNOWN', `${CONSUMERS} 应未登记，实为 ${printed.match}。The unit should be unknown.`);
    const { kind, parent } = present(printed.proposal, `proposal for ${CONSUMERS}`);
    const input = { planId: plan.id, units: [{ name: CONSUMERS, kind, parentId: parent?.id ?? null }] };
    const { units } = accepted(await coordinator.send<{ units: UnitRef[] }>('acceptProposedUnits', 'units { id name }', input));
    const [registered] = units;
    consumers = present(registered, 'registered unit');
    return `已登记 ${consumers.name}（${kind}${parent ? `，隶属${parent.name}` : ''}），绝不自动新增`;
  });

  await tour.step(coordinator, '逐一对应单位', 'Binds the names to units', async () => {
    const [center] = internet.units;
    const bindings = [
      { printed: INTERNET, unitIds: [present(center, 'unit of yuqing.head').id] },
      { printed: CONSUMERS, unitIds: [consumers.id] },
    ];
    ({ plan } = accepted(
      await coordinator.send<{ plan: PlanView }>('bindPlanUnits', PAYLOAD, { id: plan.id, expectedRevision: plan.revision, bindings }),
    ));
    const open = plan.units.filter(({ required, units }) => required && units.length === 0);
    expect(open.length === 0, `仍有未对应的单位：${open.map(({ printed }) => printed).join('、')}。Some units are not bound.`);
    return `“${INTERNET}”→${center?.name}；其余${plan.units.length - 1}个名称均已对应`;
  });

  await tour.step(administrator, '为新单位开设账号', 'Opens an account for the new unit', async () => {
    const head = await accountOfHead(consumers);
    const signedIn = await tour.person(head.userName, head.password);
    return `${signedIn.name}（${head.userName}）已可登录，代表${consumers.name}`;
  });

  await tour.step(market, '单位查看尚未发布的方案', 'A unit looks at the draft', async () => {
    const { plan: seen } = await market.ask<{ plan: unknown }>('query ($id: ID!) { plan(id: $id) { id } }', { id: plan.id });
    expect(seen === null, '单位不应看到草稿。Units see no drafts.');
    return '看不到：草稿只有办公室可见';
  });
  return plan;

  async function accountOfHead(unit: UnitRef): Promise<{ userName: string; password: string }> {
    const userName = 'xiaowei.head';
    const account = { userName, displayName: '市消委会负责人' };
    const created = await administrator.send<{ account: { id: string }; temporaryPassword: string }>('createAccount', TOLD_ONCE, account);
    if (created.value) {
      const { id } = created.value.account;
      accepted(await administrator.send('grantRole', 'membership { id }', { accountId: id, role: 'UNIT_HEAD', unitId: unit.id }));
      return { userName, password: created.value.temporaryPassword };
    }
    // An earlier tour has made it: the administrator gives it a new password, as for anybody who has lost theirs.
    refused(created, 'USER_NAME_TAKEN');
    const { accounts } = await administrator.ask<{ accounts: { nodes: { id: string; userName: string }[] } }>(
      'query ($search: String) { accounts(first: 10, search: $search) { nodes { id userName } } }',
      { search: userName },
    );
    const { id } = present(
      accounts.nodes.find((node) => node.userName === userName),
      userName,
    );
    const reset = await administrator.send<{ temporaryPassword: string }>('resetPassword', TOLD_ONCE, { id }, 'AccountInput');
    return { userName, password: accepted(reset).temporaryPassword };
  }
}
