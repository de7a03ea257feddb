const { setFlagsFromString } = require('node:v8');
const { TestEnvironment } = require('jest-environment-node');

// A test file lives for seconds: code optimised for hours, JavaScript's and PGlite's, costs the two cores more than it gives back (a quarter of
// the time of files that serve GraphQL; files that reckon for long lose nothing). A Node that does not know a flag leaves it out.
setFlagsFromString('--interrupt-budget=1500000');
setFlagsFromString('--no-wasm-dynamic-tiering');

/** Node as the tests see it, with a way to load a module outside jest's sandbox (see pglite.cjs). */
module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.requireOutsideSandbox = require;
  }
};
