// npm run bench [-- NAME ...] [--seconds 5] [--rounds 5] [--largest 1000000] [--quick]: runs the benchmarks and writes bench/results.json.
require('../test/support/run-typescript.cjs');
require('reflect-metadata');
require('./main.ts')
  .main(process.argv.slice(2))
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });
