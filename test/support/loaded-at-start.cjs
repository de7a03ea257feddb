// Starts the server on DATA_DIR as `npm start` does, asks the first question, and prints which packages are loaded by then.
require('./run-typescript.cjs');
require('reflect-metadata');
const { readConfig } = require('../../src/config.ts');
const { serve } = require('../../src/serve.ts');

const packageOf = (file) => /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules)/.exec(file)?.[1];

void (async () => {
  const serving = await serve(readConfig());
  const question = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}' };
  const answer = await (await fetch(`${serving.url}/graphql`, question)).json();
  const packages = [...new Set(Object.keys(require.cache).map(packageOf))].filter(Boolean);
  const ours = Object.keys(require.cache).filter((file) => !packageOf(file));
  await serving.stop(true);
  console.log(JSON.stringify({ answer, packages, ours }));
})();
