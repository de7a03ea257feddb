/** The demonstration's people, signed in with its password as they would be: the desk learns who they are from their tokens. */
import type { Desk } from '../application/desk';
import type { Viewer } from '../application/ports/viewer';

export interface DemoPeople {
  /** @throws when the account does not take the demonstration's password (any more) */
  viewer(userName: string): Promise<Viewer>;
  signOut(): Promise<void>;
}

export function demoPeople({ people }: Pick<Desk, 'people'>, password: string): DemoPeople {
  const known = new Map<string, Promise<{ viewer: Viewer; refreshToken: string }>>();
  const enter = async (userName: string): Promise<{ viewer: Viewer; refreshToken: string }> => {
    const session = await people.signIn({ userName, password });
    if (!session.ok) throw new Error(`The demonstration's ${userName} cannot sign in: ${session.refusal.code}`);
    const { accessToken, refreshToken } = session.value;
    const found = await people.viewerFromToken(accessToken);
    if (!found.ok) throw new Error(`The demonstration's ${userName} is not known: ${found.refusal.code}`);
    return { viewer: found.value.viewer, refreshToken };
  };
  return {
    async viewer(userName) {
      const entering = known.get(userName) ?? enter(userName);
      known.set(userName, entering);
      return (await entering).viewer;
    },
    async signOut() {
      const entered = await Promise.all(known.values());
      await Promise.all(entered.map(({ refreshToken }) => people.signOut({ refreshToken })));
    },
  };
}
