/** How long a sign-in lasts. */
export interface SessionRules {
  /** An access token cannot be taken back by those who only verify it, so it is short. */
  accessMinutes: number;
  /** A refresh token that nobody used for so long is dead: somebody walked away from the screen. */
  idleMinutes: number;
  /** However busy: once in a working day everybody gives the password again. */
  longestHours: number;
}
export const sessionRules: SessionRules = { accessMinutes: 15, idleMinutes: 120, longestHours: 12 };
