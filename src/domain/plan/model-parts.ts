/** What the parts of a plan's model are made of. */
import { z } from 'zod';

export const span = z
  .tuple([z.number().int().min(0), z.number().int().min(0)])
  .nullable()
  .default(null)
  .describe('[start, end) in the notice text');
export const text = z.string().trim().min(1);

export type Span = [number, number] | null;
