/** Trying a password. An attempt is counted before it is checked, so that a hundred sent at once are not a hundred guesses. */
import type { AccountRecord } from '../ports/people';
import type { PeopleDesk } from './desk';
import { lockedUntil } from './password-rules';
import { refuse } from './refuse';

/** Refuses ACCOUNT_LOCKED with `until`, whatever the password. `find` names the account; null: there is none, and it must not show. */
export async function beginAttempt(desk: PeopleDesk, find: (people: AttemptPeople) => Promise<AccountRecord | null>) {
  return desk.transactions.run(async ({ people, audit }) => {
    const found = await find(people);
    const account = found && (await people.accountForChange(found.id));
    if (!account) return { ok: true as const, value: null };
    const now = desk.wall.now();
    if (account.lockedUntil && account.lockedUntil > now) return refuse('ACCOUNT_LOCKED', { until: account.lockedUntil.toISOString() });
    const failedAttempts = account.failedAttempts + 1;
    const until = lockedUntil(failedAttempts, now);
    await people.changeAccount(account.id, { failedAttempts, lockedUntil: until });
    if (until) {
      const data = { until: until.toISOString(), failedAttempts };
      await audit.write({ at: now, accountId: null, action: 'ACCOUNT_LOCKED', target: account.id, data });
    }
    return { ok: true as const, value: account };
  });
}
type AttemptPeople = Parameters<Parameters<PeopleDesk['transactions']['run']>[0]>[0]['people'];
