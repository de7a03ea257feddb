// `npm start`: what ensure.cjs does before the command line, and then the server, all in one process: another one would cost a start a tenth.
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { ensure } = require('./ensure.cjs');
const { keepCompiled } = require('./compile-cache.cjs');

ensure({ build: true });
// V8 would optimise the embedded PostgreSQL while it starts, on the cores that the start needs; ten times later is soon enough.
setFlagsFromString('--wasm-tiering-budget=18000000');
keepCompiled(join(__dirname, '../dist/compiled.bin'));
require('../dist/src/main.js');
