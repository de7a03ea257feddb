/**
 * Runs the client preset of graphql-codegen: `node codegen.cjs JOB`, where JOB is a JSON file { schema, folder, documents: [{ name, text }] }.
 * A process of its own, because the preset loads modules that only Node itself can load. Prints the files that it wrote.
 */
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');
const { codegen } = require('@graphql-codegen/core');
const { preset } = require('@graphql-codegen/client-preset');
const { buildSchema, parse } = require('graphql');

async function generate({ schema, folder, documents }) {
  const text = readFileSync(schema, 'utf8');
  const outputs = await preset.buildGeneratesSection({
    baseOutputDir: `${folder}/`,
    schema: parse(text),
    schemaAst: buildSchema(text),
    config: { enumsAsTypes: true },
    documents: documents.map(({ name, text: rawSDL }) => ({ location: `${name}.graphql`, document: parse(rawSDL), rawSDL })),
    plugins: [],
    pluginMap: {},
    presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' } },
  });
  for (const output of outputs) {
    const file = join(folder, relative(folder, output.filename));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await codegen(output));
    process.stdout.write(`${file}\n`);
  }
}

generate(JSON.parse(readFileSync(process.argv[2], 'utf8'))).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
