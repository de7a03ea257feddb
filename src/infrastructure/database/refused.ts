/** Why a database was not opened. The codes are stable: the door and the command line translate by them. */
export type DatabaseRefusalCode =
  | 'DATA_DIR_NOT_EMPTY'
  | 'BACKUP_NOT_READ'
  | 'DATA_DIR_IN_USE'
  | 'DATA_DIR_UNWRITABLE'
  | 'DATA_DIR_INCOMPATIBLE'
  | 'DATABASE_UNREACHABLE'
  | 'DATABASE_TOO_OLD'
  | 'DATABASE_NEWER_THAN_PROGRAM';

/**
 * The database cannot be opened, for a reason that the person who starts Muster can mend.
 * `message` is the English sentence, `zh` the Chinese one, `data` what both are made of (never a password).
 */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';

  constructor(
    readonly code: DatabaseRefusalCode,
    readonly en: string,
    readonly zh: string,
    readonly data: Readonly<Record<string, unknown>>,
    options?: ErrorOptions,
  ) {
    super(en, options);
  }
}

/** The system's code of an error (`ENOENT`, `ECONNREFUSED`, SQLSTATE `28P01` …), or an empty string when it carries none. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return String(error.code);
}
