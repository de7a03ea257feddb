import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planJsonSchema } from '../../../src/application/plans/plan-schema';

test('schema/plan.schema.json is what the model says; `npm run generate` writes it anew', () => {
  expect(JSON.parse(readFileSync(join(__dirname, '../../../schema/plan.schema.json'), 'utf8'))).toEqual(planJsonSchema());
});
