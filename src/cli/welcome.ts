/** What is printed when the server has started: where it is, who can sign in, what to try. */
import type { Serving } from '../serve';

export function welcome({ url, muster: { demo, opened } }: Pick<Serving, 'url' | 'muster'>): string {
  const database = opened.database.kind === 'pglite' ? '内置数据库 embedded PGlite' : `PostgreSQL ${opened.database.serverVersion}`;
  const lines = [`Muster: ${url}   (${database})`, `  GraphiQL: ${url}/graphiql   GraphQL: ${url}/graphql   健康检查 health: ${url}/health/ready`];
  if (demo) {
    const shown = ['coordinator', 'leader', 'supervisor', 'shijian.head', 'gongan.staff', 'auditor', 'administrator'];
    const known = shown.flatMap((userName) => demo.people.find((person) => person.userName === userName) ?? []);
    lines.push(
      '',
      `演示账号 demo accounts (密码 password: ${demo.password})`,
      ...known.map(({ userName, displayName }) => `  ${userName.padEnd(16)}${displayName}`),
      `  … 共 ${demo.people.length} 个 in all; \`npm run muster -- accounts list\``,
      '',
      '试一试 what to try',
      '  1. 打开 GraphiQL，以 coordinator 登录，运行各标签页 · open GraphiQL, sign in as coordinator, run the tabs',
      '  2. npm run tour                      另开终端，走完一次完整的专项行动 · plays a whole campaign against this server',
      '  3. npm run muster -- read examples/notices/counterfeit-campaign.txt',
    );
  }
  return `${lines.join('\n')}\n`;
}
