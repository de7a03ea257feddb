import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, schemaText } from '../../src/graphql/build-schema';
import { taskLaw } from '../../workflows/task/law';
test('x', () => {
  const schema = buildSchema({ TASK: taskLaw as never });
  writeFileSync('/tmp/schema.graphql', schemaText(schema));
});
