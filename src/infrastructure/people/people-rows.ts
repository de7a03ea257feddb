import { LockMode, UniqueConstraintViolationException, type SqlEntityManager } from '@mikro-orm/postgresql';
import type {
  AccountChanges,
  AccountPage,
  AccountRecord,
  Holdings,
  MembershipRecord,
  People,
  SubstitutionRecord,
} from '../../application/ports/people';
import { ROLES, type HeldRole, type Role } from '../../application/ports/viewer';
import { inTransaction } from './in-transaction';
import { tellPeopleChanged } from './people-changed';
import { Account, Membership, Substitution, type AccountRow, type MembershipRow } from '../persistence/entities/people';

/** Whoever arranges a substitution holds this until the end of the transaction: whether there is a cycle depends on all of them. */
const SUBSTITUTION_LOCK = 7_301_958_301;
/** An id that somebody made up finds nothing; PostgreSQL would raise an error over it. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const isId = (id: string): boolean => UUID.test(id);
const FRESH = { disableIdentityMap: true } as const;

/** Own roles in force and those of absent people whose substitution is in force, of accounts that may sign in. Never handed on twice. */
const HOLDINGS = `
  select a.id, a.user_name, a.display_name, a.disabled_at::text as disabled_at,
    (?::uuid is null or exists (select 1 from refresh_token f where f.family_id = ? and f.account_id = a.id
       and f.revoked_at is null)) as signed_in,
    coalesce((
      select json_agg(json_build_object('role', m.role, 'unitId', m.unit_id, 'campaignId', m.campaign_id, 'onBehalfOf', held.absent)
                      order by held.absent nulls first, m.created_at, m.id)
        from (select a.id as holder, null::uuid as absent
              union
              select s.absent_id, s.absent_id from substitution s join account b on b.id = s.absent_id and b.disabled_at is null
               where s.substitute_id = a.id and s.ended_at is null and s.valid_from <= ?::date and ?::date < s.valid_to) held
        join membership m on m.account_id = held.holder
         and (m.valid_from is null or m.valid_from <= ?::date) and (m.valid_to is null or ?::date < m.valid_to)), '[]') as roles
  from account a where a.id = ?`;

interface HoldingsRow {
  id: string;
  user_name: string;
  display_name: string;
  disabled_at: string | null;
  signed_in: boolean;
  roles: HeldRole[];
}

const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

function toMembership(row: MembershipRow): MembershipRecord {
  const { role } = row;
  if (!isRole(role)) throw new Error(`Membership ${row.id} has a role that this version does not know: ${role}`);
  return { ...row, role };
}

/** The people's tables, inside the transaction of this entity manager. */
export function peopleRows(em: SqlEntityManager): People {
  const accountWhere = (where: Partial<AccountRow>): Promise<AccountRecord | null> => em.findOne(Account, where, FRESH);
  return {
    account: async (id) => (isId(id) ? accountWhere({ id }) : null),
    accountForChange: async (id) => (isId(id) ? em.findOne(Account, { id }, { ...FRESH, lockMode: LockMode.PESSIMISTIC_WRITE }) : null),
    accountByUserName: (userName) => accountWhere({ userName }),
    accountByOidc: (oidcIssuer, oidcSubject) => accountWhere({ oidcIssuer, oidcSubject }),
    accountsOfName: (displayName) => em.find(Account, { displayName }, FRESH),

    async accounts({ after, limit, text }): Promise<AccountPage> {
      const part = `%${(text ?? '').replace(/[\\%_]/g, '\\$&')}%`;
      const where = {
        ...(after === null ? {} : { userName: { $gt: after } }),
        ...(text ? { $or: [{ userName: { $ilike: part } }, { displayName: { $ilike: part } }] } : {}),
      };
      const rows = await em.find(Account, where, { ...FRESH, orderBy: { userName: 'asc' }, limit: limit + 1 });
      return { rows: rows.slice(0, limit), more: rows.length > limit };
    },

    async displayNames(ids) {
      const rows = await em.find(Account, { id: { $in: ids.filter(isId) } }, { ...FRESH, fields: ['displayName'] });
      return new Map(rows.map((row) => [row.id, row.displayName]));
    },

    async addAccount(account) {
      try {
        // A savepoint: a name that is taken must not end the caller's transaction.
        await inTransaction(em, (inner) => inner.insert(Account, account));
        return true;
      } catch (error) {
        if (error instanceof UniqueConstraintViolationException) return false;
        throw error;
      }
    },

    async changeAccount(id, changes: AccountChanges) {
      await em.nativeUpdate(Account, { id }, changes);
      // Counting a wrong password changes nobody's rights.
      if ('disabledAt' in changes || 'displayName' in changes || 'oidcSubject' in changes) await tellPeopleChanged(em);
    },

    async holdings(accountId, on, family): Promise<Holdings | null> {
      if (!isId(accountId) || (family !== null && !isId(family))) return null;
      const [row] = await em.execute<HoldingsRow[]>(HOLDINGS, [family, family, on, on, on, on, accountId]);
      if (!row) return null;
      const disabledAt = row.disabled_at === null ? null : new Date(row.disabled_at);
      return {
        account: { id: row.id, userName: row.user_name, displayName: row.display_name, disabledAt },
        signedIn: row.signed_in,
        roles: row.roles.filter(({ role }) => isRole(role)),
      };
    },

    async memberships(accountIds) {
      const rows = await em.find(Membership, { accountId: { $in: accountIds.filter(isId) } }, { ...FRESH, orderBy: { createdAt: 'asc', id: 'asc' } });
      return rows.map(toMembership);
    },
    async membership(id) {
      const row = isId(id) ? await em.findOne(Membership, { id }, FRESH) : null;
      return row && toMembership(row);
    },
    async addMembership(membership) {
      await em.insert(Membership, membership);
      await tellPeopleChanged(em);
    },
    async endMembership(id, validTo) {
      await em.nativeUpdate(Membership, { id }, { validTo });
      await tellPeopleChanged(em);
    },

    substitutions: (accountIds): Promise<SubstitutionRecord[]> =>
      em.find(
        Substitution,
        { endedAt: null, $or: [{ absentId: { $in: [...accountIds] } }, { substituteId: { $in: [...accountIds] } }] },
        { ...FRESH, orderBy: { validFrom: 'asc', id: 'asc' } },
      ),
    async substitutionsForChange(on): Promise<SubstitutionRecord[]> {
      await em.execute('select pg_advisory_xact_lock(?)', [SUBSTITUTION_LOCK]);
      return em.find(Substitution, { endedAt: null, validTo: { $gt: on } }, FRESH);
    },
    substitution: async (id) => (isId(id) ? em.findOne(Substitution, { id }, FRESH) : null),
    async addSubstitution(substitution) {
      await em.insert(Substitution, substitution);
      await tellPeopleChanged(em);
    },
    async endSubstitution(id, endedAt) {
      await em.nativeUpdate(Substitution, { id }, { endedAt });
      await tellPeopleChanged(em);
    },

    async officeOfCampaign(campaignId) {
      if (!isId(campaignId)) return null;
      const sql = `select definition->>'office' as office from subject where campaign_id = ? and id = ? and kind = 'CAMPAIGN'`;
      const [row] = await em.execute<{ office: string | null }[]>(sql, [campaignId, campaignId]);
      return row?.office ?? null;
    },
  };
}
