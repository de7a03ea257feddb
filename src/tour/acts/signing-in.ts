import { gatherCast, type Cast } from '../cast';
import { expect, refused, Stopped } from '../expectations';
import { trySignIn } from '../person';
import type { Tour } from '../tour';

/** Act 1: who is there, and who is not let in. */
export async function signingIn(tour: Tour): Promise<Cast> {
  tour.act('登录', 'Signing in');

  await tour.step('访客', '服务器是否在运行', 'Is the server up', async () => {
    const response = await tour.client.get('/health');
    expect(response.ok, `/health 回答 HTTP ${response.status}。/health answered HTTP ${response.status}.`);
    return `${tour.client.url} 正常`;
  });

  await tour.step('访客', '未登录就查询', 'Asks without signing in', async () => {
    const { errors = [] } = await tour.client.ask('{ viewer { account { userName } } }');
    const [fault] = errors;
    expect(fault?.extensions?.code === 'UNAUTHENTICATED', `本应回答 UNAUTHENTICATED。Expected UNAUTHENTICATED, got ${JSON.stringify(errors)}`);
    return `拒绝 UNAUTHENTICATED：${fault.message}`;
  });

  await tour.step('coordinator', '用演示密码登录', 'Signs in with the demo password', async () => {
    const attempt = await trySignIn(tour.client, 'coordinator', tour.password);
    if (attempt.value === null) {
      throw new Stopped(
        `演示账号 coordinator 无法登录：${attempt.refusals.map(({ message }) => message).join(' ')} 服务器没有演示账号，或密码不对（--password 或 TOUR_PASSWORD；启动时会打印）。The server has no demo accounts, or the password is another one.`,
      );
    }
    return `${attempt.value.name}，角色 ${attempt.value.roles.join('、')}，单位 ${attempt.value.units.map(({ name }) => name).join('、')}`;
  });

  await tour.step('supervisor', '输错密码', 'Mistypes the password', async () => {
    const refusal = refused(await trySignIn(tour.client, 'supervisor', `${tour.password}x`), 'SIGN_IN_FAILED');
    return `拒绝 ${refusal.code}：${refusal.message}`;
  });

  const gathered = { cast: null as Cast | null, count: 0 };
  await tour.step('各单位', '逐一登录', 'Everybody signs in', async () => {
    Object.assign(gathered, await gatherCast(tour));
    return `${gathered.count}人已登录`;
  });
  const cast = gathered.cast as Cast;

  await tour.step(cast.administrator, '系统管理员查看业务', 'The system administrator looks for business', async () => {
    const { campaigns, accounts } = await cast.administrator.ask<{ campaigns: { nodes: unknown[] }; accounts: { nodes: unknown[] } }>(
      '{ campaigns(first: 10) { nodes { id } } accounts(first: 100) { nodes { userName } } }',
    );
    expect(campaigns.nodes.length === 0, '系统管理员不应看到专项行动。A system administrator sees no campaigns.');
    return `账号${accounts.nodes.length}个，专项行动0个：管账号的不看业务`;
  });
  return cast;
}
