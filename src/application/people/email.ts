import { z } from 'zod';

const address = z.email().max(254);

/** Null where there is none; undefined: what is written is no address. */
export function writtenEmail(text: string | null): string | null | undefined {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return null;
  return address.safeParse(trimmed).success ? trimmed : undefined;
}
