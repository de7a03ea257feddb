import { LockMode, type SqlEntityManager } from '@mikro-orm/postgresql';
import type { RefreshTokens } from '../../application/ports/tokens';
import { tellPeopleChanged } from '../people/people-changed';
import { RefreshToken } from '../persistence/entities/people';

export function refreshTokenRows(em: SqlEntityManager): RefreshTokens {
  return {
    async add(token) {
      await em.insert(RefreshToken, { ...token, lastUsedAt: null });
    },
    async findForUse(tokenHash) {
      return em.findOne(RefreshToken, { tokenHash }, { disableIdentityMap: true, lockMode: LockMode.PESSIMISTIC_WRITE });
    },
    async markUsed(id, at) {
      await em.nativeUpdate(RefreshToken, { id }, { usedAt: at, lastUsedAt: at });
    },
    async familySince(familyId) {
      const first = await em.findOneOrFail(RefreshToken, { familyId }, { disableIdentityMap: true, orderBy: { createdAt: 'asc' } });
      return first.createdAt;
    },
    async revokeFamily(familyId, revokedAt) {
      await em.nativeUpdate(RefreshToken, { familyId, revokedAt: null }, { revokedAt });
      await tellPeopleChanged(em);
    },
    async revokeAllOf(accountId, revokedAt) {
      await em.nativeUpdate(RefreshToken, { accountId, revokedAt: null }, { revokedAt });
      await tellPeopleChanged(em);
    },
  };
}
