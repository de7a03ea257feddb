// Prints the closing line that CI reads: `N passed, N failed`, with `, N skipped` only where something was skipped. At exit, because Jest's own
// summary is printed after every reporter has had its turn.
const { writeSync } = require('node:fs');

module.exports = class TotalsReporter {
  onRunComplete(_contexts, results) {
    const skipped = results.numPendingTests + results.numTodoTests;
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    process.once('exit', () => writeSync(1, `\n${results.numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`));
  }
};
