/** How a plan chases what its units owe (催报): when they are reminded, when their head is told, and whether days off are quiet. */
import { z } from 'zod';

const days = (fewest: number) => z.array(z.number().int().min(fewest).max(60)).max(10);

export const chasingSchema = z.object({
  remindBefore: days(0).default([3, 1]).describe('working days before the due date on which units are reminded; 0 is the day itself'),
  remindAfter: days(1).default([1]).describe('working days after it'),
  escalateAfter: z
    .number()
    .int()
    .min(1)
    .max(60)
    .nullable()
    .default(3)
    .describe('working days after it on which the head of the unit is told; null: never'),
  quietOnDaysOff: z.boolean().default(true).describe('nothing is sent on days off, and days are working days; false: all days count'),
});

export type Chasing = z.infer<typeof chasingSchema>;

/** Where a plan says nothing. */
export const usualChasing = (): Chasing => chasingSchema.parse({});
