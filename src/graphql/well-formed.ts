/** A text that a database keeps and JSON carries: PostgreSQL has no NUL, and half of a surrogate pair is no character. */
export function wellFormed(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}
