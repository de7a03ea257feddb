import { hash, parseOptions, verify } from '@node-rs/argon2';
import type { Passwords } from '../../application/ports/passwords';

/** OWASP's first recommendation for argon2id (password storage cheat sheet, 2024): 19 MiB, two passes, one lane. */
export const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function argon2Passwords(parameters: { memoryCost: number; timeCost: number; parallelism: number } = ARGON2ID): Passwords {
  const options = { ...parameters, algorithm: ARGON2ID.algorithm };
  // Verified against when there is no account: the same work, and never the right password.
  const decoy = hash('nobody has this password', options);
  return {
    hash: (password) => hash(password, options),
    async verify(known, password) {
      const right = await verify(known ?? (await decoy), password);
      return known !== null && right;
    },
    outdated(known) {
      const made = parseOptions(known);
      return made.memoryCost < options.memoryCost || made.timeCost < options.timeCost;
    },
  };
}
