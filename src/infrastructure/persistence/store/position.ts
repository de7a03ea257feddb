/** A position as text: the transaction, then the event's number; both decimal. */
export const positionOf = (transaction: string | number, position: string | number): string => `${transaction}-${position}`;

/** @throws {RangeError} for a text that is no position */
export function readPosition(position: string): { transaction: string; number: string } {
  const parts = /^(\d{1,19})-(\d{1,19})$/.exec(position);
  if (!parts) throw new RangeError(`Not a position in the log: ${JSON.stringify(position)}`);
  return { transaction: parts[1] ?? '0', number: parts[2] ?? '0' };
}
