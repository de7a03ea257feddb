/** A place in PostgreSQL's write-ahead log, as `pg_lsn` prints it ('16/B374D848'), as a number that can be compared. */
export type WalPosition = bigint;

const TEXT = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/i;

/** null for what is none. */
export function readWalPosition(text: string | null | undefined): WalPosition | null {
  const parts = TEXT.exec(text ?? '');
  return parts ? (BigInt(`0x${parts[1]}`) << 32n) | BigInt(`0x${parts[2]}`) : null;
}
