const AWAITED: readonly string[] = ['owed', 'drafting', 'returned'];

/** The ball is in the unit's court: nothing has been handed in, or it has come back. */
export const isAwaited = (value: Record<string, unknown>): boolean => AWAITED.includes(String(value.paper));
