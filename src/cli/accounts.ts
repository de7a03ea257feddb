/** muster accounts: the accounts of this server, for whoever may run programs on it; the way in when nobody can sign in. */
import type { Command } from 'commander';
import { randomUUID } from 'node:crypto';
import { normalisedUserName, OPERATOR, type PeopleDesk } from '../application/people';
import * as people from '../application/people';
import { ROLES, type Role } from '../application/ports/viewer';
import type { Refusal } from '../application/refusal';
import type { UnitsDesk } from '../application/units';
import { accountRows, accountTable, type AccountLine } from './account-table';
import { resolveUnit } from './resolve-unit';
import { EXIT, type CliIo } from './io';

export interface AccountsIo extends Pick<CliIo, 'stdout' | 'stderr' | 'setExitCode'> {
  /** Opens the database; `close` is always called. */
  openDesk(): Promise<{ people: PeopleDesk; units: UnitsDesk; close(): Promise<void> }>;
}

type Desks = Omit<Awaited<ReturnType<AccountsIo['openDesk']>>, 'close'>;
type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };
/** What a command has to show: as JSON, and as text. */
interface Shown {
  json: unknown;
  text: string;
}

const PAGE = 200;
const key = (): { idempotencyKey: string } => ({ idempotencyKey: randomUUID() });

export function registerAccounts(program: Command, io: AccountsIo): void {
  const accounts = program.command('accounts').description('管理账号与角色 · accounts and their roles');

  /** Runs a command on the open database and prints what it shows, or why it was refused. */
  const run = async ({ json = false }: { json?: boolean }, work: (desks: Desks) => Promise<Answer<Shown>>): Promise<void> => {
    const { close, ...desks } = await io.openDesk();
    try {
      const answer = await work(desks);
      if (answer.ok) {
        io.stdout.write(json ? `${JSON.stringify(answer.value.json, null, 2)}\n` : `${answer.value.text}\n`);
        return;
      }
      const { code, message, data } = answer.refusal;
      io.stderr.write(json ? `${JSON.stringify({ error: { code, message: message.zh, data } })}\n` : `${code} ${message.zh}\n${message.en}\n`);
      io.setExitCode(EXIT.refused);
    } finally {
      await close();
    }
  };
  const command = (usage: string, about: string): Command => accounts.command(usage).description(about).option('--json', '以JSON输出 · as JSON');

  command('list', '列出账号及其角色 · accounts with their roles')
    .option('--text <text>', '用户名或姓名的一部分 · part of the user name or the name')
    .action(async (options: { json?: boolean; text?: string }) => {
      await run(options, async (desks) => {
        const rows = await allAccounts(desks, options.text ?? null);
        return shown(rows, accountTable(rows));
      });
    });

  command('add <userName>', '新建账号；密码由系统生成，只显示一次 · add an account; its password is made and shown once')
    .requiredOption('--name <name>', '姓名 · the person’s name')
    .option('--issuer <issuer>', '经此OIDC提供方登录，不设密码 · signs in through this OIDC provider, without a password')
    .option('--subject <subject>', '在该提供方的标识；不填则首次登录时按用户名绑定 · the subject there; else bound by user name at the first sign-in')
    .option('--namesake', '确为同名的另一人 · it is another person of that name')
    .action(async (userName: string, options: { json?: boolean; name: string; issuer?: string; subject?: string; namesake?: boolean }) => {
      await run(options, async (desks) => {
        const signIn = options.issuer
          ? ({ with: 'OIDC', issuer: options.issuer, subject: options.subject ?? null } as const)
          : ({ with: 'PASSWORD', password: null } as const);
        const input = { userName, displayName: options.name, signIn, namesake: options.namesake ?? false, ...key() };
        const answer = await people.createAccount(desks.people, OPERATOR, input);
        if (!answer.ok) return answer;
        const { account, temporaryPassword } = answer.value;
        return shown(answer.value, `${account.userName}（${account.displayName}）\n${passwordLine(temporaryPassword)}`);
      });
    });

  command('grant <userName> <role>', `授予角色 · grant a role: ${ROLES.join(', ')}`)
    .option('--unit <unit>', '单位：编码、标识或名称 · the unit: its code, id or name')
    .option('--campaign <id>', '专项行动标识 · the campaign’s id')
    .option('--from <date>', '起始日期，默认今天 · the first day; today unless given')
    .option('--until <date>', '自此日起不再有效 · the first day on which it no longer holds')
    .action(async (userName: string, role: string, options: { json?: boolean; unit?: string; campaign?: string; from?: string; until?: string }) => {
      await run(options, async (desks) => {
        const wanted = role.toUpperCase();
        if (!isRole(wanted)) return refused('ROLE_UNKNOWN', `没有角色“${role}”。`, `There is no role "${role}".`, { roles: ROLES });
        const account = await named(desks, userName);
        if (!account.ok) return account;
        const unit = options.unit === undefined ? { ok: true as const, value: null } : await resolveUnit(desks.units, options.unit);
        if (!unit.ok) return unit;
        const period = { validFrom: options.from ?? null, validTo: options.until ?? null };
        const grant = { accountId: account.value.id, role: wanted, unitId: unit.value, campaignId: options.campaign ?? null, ...period, ...key() };
        const answer = await people.grantRole(desks.people, OPERATOR, grant);
        return answer.ok ? shown(answer.value, `${account.value.userName} ${wanted} ${answer.value.validFrom ?? ''}  ${answer.value.id}`) : answer;
      });
    });

  command('revoke <roleId>', '终止角色（标识见 list）· end a role (its id is in the list)')
    .option('--on <date>', '自此日起不再有效，默认今天 · the first day on which it no longer holds; today unless given')
    .action(async (membershipId: string, options: { json?: boolean; on?: string }) => {
      await run(options, async (desks) => {
        const answer = await people.revokeRole(desks.people, OPERATOR, { membershipId, validTo: options.on ?? null, ...key() });
        return answer.ok ? shown(answer.value, `${answer.value.role} → ${answer.value.validTo ?? ''}`) : answer;
      });
    });

  const onAccount = [
    ['disable', '停用账号，并立即退出其所有登录 · disable an account and sign it out everywhere', people.disableAccount],
    ['enable', '恢复账号 · enable an account again', people.enableAccount],
    ['unlock', '解除登录锁定 · end a lock-out after failed sign-ins', people.unlockAccount],
  ] as const;
  for (const [name, about, useCase] of onAccount) {
    command(`${name} <userName>`, about).action(async (userName: string, options: { json?: boolean }) => {
      await run(options, async (desks) => {
        const account = await named(desks, userName);
        if (!account.ok) return account;
        const answer = await useCase(desks.people, OPERATOR, { accountId: account.value.id, ...key() });
        return answer.ok ? shown(answer.value, `${answer.value.userName} ✓`) : answer;
      });
    });
  }

  command('reset-password <userName>', '重置密码；新密码只显示一次 · make a new password, shown once').action(
    async (userName: string, options: { json?: boolean }) => {
      await run(options, async (desks) => {
        const account = await named(desks, userName);
        if (!account.ok) return account;
        const answer = await people.resetPassword(desks.people, OPERATOR, { accountId: account.value.id, ...key() });
        return answer.ok ? shown(answer.value, `${account.value.userName}\n${passwordLine(answer.value.temporaryPassword)}`) : answer;
      });
    },
  );
}

const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);
const shown = (json: unknown, text: string): Answer<Shown> => ({ ok: true, value: { json, text } });
const refused = (code: string, zh: string, en: string, data: Record<string, unknown>) => ({
  ok: false as const,
  refusal: { code, message: { zh, en }, data },
});
const passwordLine = (password: string | null): string =>
  password === null ? '经统一身份认证登录 · signs in through the provider' : `密码（只显示这一次） · password, shown this once: ${password}`;

async function named({ people: desk }: Desks, userName: string) {
  const account = await desk.transactions.look((tx) => tx.people.accountByUserName(normalisedUserName(userName)));
  if (account) return { ok: true as const, value: account };
  return refused('NOT_FOUND', `没有用户名为“${userName}”的账号。`, `There is no account "${userName}".`, { userName });
}

async function allAccounts(desks: Desks, text: string | null): Promise<AccountLine[]> {
  const lines: AccountLine[] = [];
  for (let after: string | null = null; ;) {
    const page = await people.listAccounts(desks.people, OPERATOR, { after, first: PAGE, text });
    if (!page.ok) throw new Error(page.refusal.message.en);
    const roles = await people.rolesOf(
      desks.people,
      OPERATOR,
      page.value.rows.map((account) => account.id),
    );
    lines.push(...accountRows(page.value.rows, roles.ok ? roles.value : [], await desks.units.directory.current(), desks.units.clock.now()));
    const last = page.value.rows.at(-1);
    if (!page.value.more || !last) return lines;
    after = last.userName;
  }
}
