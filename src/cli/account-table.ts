/** Accounts as a table for a terminal; Chinese characters are two columns wide there. */
import type { AccountView, RoleView } from '../application/people';
import { civilDateOf } from '../domain/calendar';
import { displayNameOn, type UnitRegister } from '../domain/units';

export interface AccountLine extends AccountView {
  roles: (Pick<RoleView, 'id' | 'role' | 'unitId' | 'campaignId' | 'validFrom' | 'validTo'> & { unitName: string | null })[];
}

export function accountRows(accounts: readonly AccountView[], roles: readonly RoleView[], register: UnitRegister, now: Date): AccountLine[] {
  const today = civilDateOf(now);
  const nameOf = (unitId: string | null): string | null => {
    const unit = unitId === null ? undefined : register.get(unitId);
    return unit ? displayNameOn(unit, today) : unitId;
  };
  return accounts.map((account) => ({
    ...account,
    roles: roles
      .filter((role) => role.accountId === account.id && (role.validTo === null || role.validTo > today))
      .map(({ id, role, unitId, campaignId, validFrom, validTo }) => ({
        id,
        role,
        unitId,
        campaignId,
        validFrom,
        validTo,
        unitName: nameOf(unitId),
      })),
  }));
}

export function accountTable(lines: readonly AccountLine[]): string {
  const rows = [
    ['用户名', '姓名', '状态', '角色'],
    ...lines.map((line) => [line.userName, line.displayName, stateOf(line), line.roles.map(roleText).join('；')]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  const padded = (text: string, column: number): string => text + ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(text)));
  return rows.map((row) => row.map(padded).join('  ').trimEnd()).join('\n');
}

const stateOf = (line: AccountLine): string =>
  [line.disabledAt ? '停用' : line.lockedUntil ? '锁定' : '正常', line.demo ? '演示' : '', line.signsInWith === 'OIDC' ? 'OIDC' : '']
    .filter((part) => part !== '')
    .join(' ');

function roleText({ id, role, unitName, campaignId, validFrom, validTo }: AccountLine['roles'][number]): string {
  const period = validTo === null && validFrom === null ? '' : ` ${validFrom ?? ''}～${validTo ?? ''}`;
  return `${role}${unitName ? ` ${unitName}` : ''}${campaignId ? ` ${campaignId}` : ''}${period} [${id}]`;
}

const width = (text: string): number => [...text].reduce((sum, character) => sum + (/[\u1100-\u115f\u2e80-\uffdc]/.test(character) ? 2 : 1), 0);
