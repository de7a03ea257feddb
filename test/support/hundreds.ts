/** What lists are measured on: a campaign of a hundred tasks, and a hundred of everything that the example makes only a few of. */
import { OPERATOR } from '../../src/application/people';
import { importUnits } from '../../src/application/units';
import { accepted, type CampaignIds, type RunningCampaign } from './campaign';

/** A notice of so many tasks, ten a section, each with a lead and two units beside it. */
export function noticeOf(tasks: number): string {
  const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
  const sections = Array.from({ length: tasks / 10 }, (_, i) => {
    const items = Array.from(
      { length: 10 },
      (_, j) => `${j + 1}.核查第${i}类第${j}项。逐户核查并登记。（市农业农村局牵头，市公安局、市市场监管局按职责分工负责）`,
    );
    return [`（${numerals[i]}）核查第${i}类`, ...items].join('\n');
  });
  return `云溪市人民政府办公室关于开展全面核查行动的通知

各有关单位：
现将《云溪市全面核查行动方案》印发给你们，请认真执行。各成员单位于2022年8月29日前将联络员名单报送市工作专班办公室。

云溪市人民政府办公室
2022年8月25日

云溪市全面核查行动方案

一、总体要求
2022年8月26日至12月31日开展全面核查行动。
二、重点任务
${sections.join('\n')}
三、实施步骤
（一）集中核查阶段（8月26日—11月30日）。逐户核查，限期整改。
（二）总结阶段（12月1日—12月31日）。总结经验。
四、组织保障
成立云溪市全面核查行动工作专班（名单见附件1），统筹调度。12月20日前报送工作总结。

附件：1.云溪市全面核查行动工作专班

附件1
云溪市全面核查行动
工作专班

组  长：卫承泽   市政府副市长
成  员：贺北辰   市公安局副局长
        宁可为   市农业农村局副局长
工作专班办公室设在市市场监管局，温如松同志兼任办公室主任。
`;
}

/** Older than every id made in order of time: the originals, which have more to show, are among the first whatever the size of the page. */
const OLD_ID = `overlay(gen_random_uuid()::text placing '00' from 1 for 2)::uuid`;

/** A hundred of what the story above makes only a few of: campaigns with plans and notices, accounts with roles, reports, messages, units. */
export async function multiply(world: RunningCampaign, large: CampaignIds, count: number): Promise<void> {
  const { pool } = world.database;
  const { campaignId, planId, noticeId } = large;
  await pool.query(
    `create temporary table copies as select ${OLD_ID} as campaign, ${OLD_ID} as plan, gen_random_uuid() as notice,
       gen_random_uuid() as account, gen_random_uuid() as report, n from generate_series(1, ${count}) as n`,
  );
  const copy = async (table: string, changes: Record<string, string>, where: string, values: unknown[]) => {
    const { rows } = await pool.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name = $1 and table_schema = current_schema() and is_identity = 'NO' and is_generated = 'NEVER'`,
      [table],
    );
    const names = rows.map(({ name }) => name);
    const taken = names.map((name) => changes[name] ?? `original."${name}"`);
    await pool.query(
      `insert into ${table} (${names.map((name) => `"${name}"`).join(', ')}) select ${taken.join(', ')} from ${table} original, copies where ${where}`,
      values,
    );
  };
  const definition = `jsonb_set(jsonb_set(original.definition::jsonb, '{campaign}', to_jsonb(copies.campaign::text)), '{plan}', to_jsonb(copies.plan::text))`;
  await copy('subject', { id: 'copies.campaign', campaign_id: 'copies.campaign', definition }, `original.kind = 'CAMPAIGN' and original.id = $1`, [
    campaignId,
  ]);
  await copy('participant', { subject_id: 'copies.campaign', campaign_id: 'copies.campaign' }, 'original.subject_id = $1', [campaignId]);
  await copy('notice', { id: 'copies.notice' }, 'original.id = $1', [noticeId]);
  await copy('plan', { id: 'copies.plan', notice_id: 'copies.notice', campaign_id: 'copies.campaign' }, 'original.id = $1', [planId]);
  await copy('plan_version', { plan_id: 'copies.plan' }, 'original.plan_id = $1', [planId]);
  await copy(
    'account',
    { id: 'copies.account', user_name: `'zz' || copies.n`, display_name: `'第' || copies.n` },
    `original.user_name = 'leadstaff'`,
    [],
  );
  await copy('membership', { id: 'gen_random_uuid()', account_id: 'copies.account' }, 'original.account_id = $1', [world.accounts.leadStaff]);
  const roster = await world.report(large, world.units.lead, 'LIAISON_ROSTER');
  await copy('subject', { id: 'copies.report' }, 'original.id = $1', [roster.subjectId]);
  await copy('participant', { subject_id: 'copies.report' }, 'original.subject_id = $1', [roster.subjectId]);
  await pool.query(
    `insert into message (id, unit_id, campaign_id, subject_id, message, data, created_at)
     select 9000 + row_number() over (order by id), $1, campaign_id, id, 'TASK_ASSIGNED', '{}', now() from subject where campaign_id = $2 and kind = 'TASK'`,
    [world.units.lead, campaignId],
  );
  await pool.query(`insert into audit (at, account_id, action, target, data) select now(), account, 'SIGNED_IN', account, '{}' from copies`);
  await pool.query(
    `insert into substitution (id, absent_id, substitute_id, valid_from, valid_to, reason, created_by, created_at)
     select gen_random_uuid(), account, $1, '2022-08-01', '2022-12-01', '外出', account, now() from copies`,
    [world.accounts.roleless],
  );
  await copy('plan_version', { revision: '1000 + copies.n' }, 'original.plan_id = $1 and original.revision = 1', [planId]);
  await pool.query('drop table copies');
  const units = Array.from({ length: count }, (_, i) => ({
    code: `NN-${i}`,
    name: `云溪市第${i}核查站`,
    kind: 'INSTITUTION',
    parent: i % 2 ? 'YX-04' : 'YX-03',
  }));
  accepted(
    await importUnits(world.muster.desks.units, OPERATOR, { text: JSON.stringify({ units }), format: 'json', idempotencyKey: 'a hundred units' }),
  );
  world.muster.desks.people.viewers.forget();
}
