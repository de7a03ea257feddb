// node -r .../run-typescript.cjs FILE.ts: runs TypeScript in a process of its own, for tests that kill one. Types are not checked.
const { transformFileSync } = require('@swc/core');

require.extensions['.ts'] = (module, file) => {
  const { code } = transformFileSync(file, { sourceMaps: 'inline' });
  module._compile(code, file);
};
