/** The plan's JSON Schema, as committed in schema/plan.schema.json. */
import { z } from 'zod';
import { planSchema } from '../../domain/plan/model';

/** What a plan may be sent as: fields with a default may be left out. */
export function planJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(planSchema, { io: 'input', unrepresentable: 'any' });
  return {
    $schema,
    $comment: 'Generated from src/domain/plan/model.ts; do not edit.',
    title: 'Plan (方案)',
    description:
      'The structured content of a notice: what `muster read FILE --json` prints and what a coordinator corrects. Dates are civil dates in Asia/Shanghai, YYYY-MM-DD or YYYY-MM.',
    ...schema,
  };
}
