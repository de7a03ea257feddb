/** Plans are stored as they were saved. What the model has gained since then is filled in with its defaults when they are read. */
import { z } from 'zod';
import { planSchema, type Plan } from './model';

/** Looks at the first of each list only: a plan is always saved whole, so all of a kind have the same keys. */
function lacksKeys(shape: z.ZodType, value: unknown): boolean {
  if (shape instanceof z.ZodDefault || shape instanceof z.ZodNullable) return value !== null && lacksKeys(shape.unwrap() as z.ZodType, value);
  if (shape instanceof z.ZodArray) return Array.isArray(value) && value.length > 0 && lacksKeys(shape.element as z.ZodType, value[0]);
  if (!(shape instanceof z.ZodObject)) return false;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(shape.shape).some(
    ([name, inner]) => !Object.hasOwn(value, name) || lacksKeys(inner as z.ZodType, (value as Record<string, unknown>)[name]),
  );
}

/** A plan that the model would refuse today stays as it was saved. */
export function storedPlan(content: Plan): Plan {
  if (!lacksKeys(planSchema, content)) return content;
  const read = planSchema.safeParse(content);
  return read.success ? read.data : content;
}
