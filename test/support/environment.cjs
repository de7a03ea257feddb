const { TestEnvironment } = require('jest-environment-node');

/** Node as the tests see it, with a way to load a module outside jest's sandbox (see pglite.cjs). */
module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.requireOutsideSandbox = require;
  }
};
