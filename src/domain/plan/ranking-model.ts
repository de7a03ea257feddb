/** How a plan's units are compared in its bulletins. */
import { z } from 'zod';
import { RANKING_MEASURES } from '../bulletin/ranking';

export const rankingItemSchema = z
  .object({
    measure: z.enum(RANKING_MEASURES),
    weight: z.number().int().min(1).max(1000).describe('how heavy the measure is beside the others'),
    form: z.string().trim().min(1).nullable().default(null).describe('CASEWORK: key of the form; null: the plan’s only form'),
    cell: z.string().trim().min(1).nullable().default(null).describe('CASEWORK: key of the cell, as 7 or 7.1'),
  })
  .refine(({ measure, cell }) => (measure === 'CASEWORK') === (cell !== null), {
    path: ['cell'],
    message: 'CASEWORK, and nothing else, names a cell',
  });

export const rankingSchema = z.object({
  items: z.array(rankingItemSchema).min(1).max(20),
  commend: z
    .number()
    .int()
    .min(0)
    .max(100)
    .default(3)
    .describe(
      'how many of the first are commended; who shares the last of these places is taken in too, unless that makes more than twice as many, or everybody',
    ),
  criticise: z
    .number()
    .int()
    .min(0)
    .max(100)
    .default(3)
    .describe('how many of the last are criticised, by the same rule; nobody whose score is full, nor who is commended'),
});

export type Ranking = z.infer<typeof rankingSchema>;
