/** What the tour expects of an answer. An answer that is another one ends the tour with a line that says which. */

/** The tour cannot go on for a reason that lies outside the campaign: no server, no password. */
export class Stopped extends Error {}

/** The server answered something else than the tour expects. */
export class Unexpected extends Error {}

export function expect(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Unexpected(otherwise);
}

export function present<T>(value: T | null | undefined, what: string): T {
  expect(value !== null && value !== undefined, `没有 ${what}。There is no ${what}.`);
  return value;
}

export interface Reason {
  code: string;
  message: string;
  data: Record<string, unknown>;
}

/** One refusal, of whatever type. */
export interface UserError {
  code: string;
  message: string;
  /** Into the input; of a workbook it ends in `sheet!address`. */
  path?: string[] | null;
  reasons?: Reason[];
  allowedEvents?: string[];
  data?: Record<string, unknown>;
  actualRevision?: number;
}

/** What a mutation answered. */
export interface Sent<T> {
  mutation: string;
  value: T | null;
  refusals: UserError[];
}

/** The value of a mutation that must have been accepted. */
export function accepted<T>({ mutation, value, refusals }: Sent<T>): T {
  const said = refusals.map((refusal) => `${refusal.code} ${refusal.message}`).join('; ');
  expect(refusals.length === 0, `${mutation} 被拒绝，本应接受。${mutation} was refused: ${said}`);
  return present(value, `answer of ${mutation}`);
}

/** The refusal of a mutation that must have been refused, with this code and, where the law refuses, for this reason. */
export function refused({ mutation, refusals }: Sent<unknown>, code: string, reason: string | null = null): UserError {
  const [refusal] = refusals;
  expect(refusal !== undefined, `${mutation} 被接受，本应拒绝（${reason ?? code}）。${mutation} was accepted and should have been refused.`);
  const codes = (refusal.reasons ?? []).map((one) => one.code);
  const found = `${refusal.code}${codes.length > 0 ? ` (${codes.join(', ')})` : ''}`;
  const fits = refusal.code === code && (reason === null || codes.includes(reason));
  expect(fits, `${mutation} 的拒绝理由应为 ${reason ?? code}，实为 ${found}。${mutation} was refused with ${found}.`);
  return refusal;
}

export function reasonOf(refusal: UserError, code: string): Reason {
  return present(
    refusal.reasons?.find((reason) => reason.code === code),
    `reason ${code}`,
  );
}
