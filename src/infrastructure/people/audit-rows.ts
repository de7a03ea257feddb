import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { AuditTrail, Settings, StoredAuditEntry } from '../../application/ports/people';
import { Audit, Setting } from '../persistence/entities/people';

const FRESH = { disableIdentityMap: true } as const;

export function auditRows(em: SqlEntityManager): AuditTrail {
  return {
    async write(entry) {
      const sql = 'insert into audit (at, account_id, action, target, data) values (?, ?, ?, ?, ?::jsonb)';
      await em.execute(sql, [entry.at, entry.accountId, entry.action, entry.target, JSON.stringify(entry.data)]);
    },
    async page({ before, limit }) {
      const where = before === null ? {} : { id: { $lt: before } };
      const rows = await em.find(Audit, where, { ...FRESH, orderBy: { id: 'desc' }, limit: limit + 1 });
      // The mapper makes a BigInt of a bigint, which no cursor can hold.
      const entries = rows
        .slice(0, limit)
        .map((row): StoredAuditEntry => ({ ...row, id: String(row.id), data: row.data as StoredAuditEntry['data'] }));
      return { rows: entries, more: rows.length > limit };
    },
  };
}

export function settingRows(em: SqlEntityManager): Settings {
  const read = async (name: string): Promise<unknown> => (await em.findOne(Setting, { name }, FRESH))?.value ?? null;
  return {
    read,
    async readOrKeep(name, value) {
      await em.execute('insert into setting (name, value) values (?, ?::jsonb) on conflict (name) do nothing', [name, JSON.stringify(value)]);
      return read(name);
    },
  };
}
