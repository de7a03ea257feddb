// Keeps what V8 made of the program's files, so that the next start need not compile them again. From version 22.1 on Node has this built in
// (module.enableCompileCache), which can take its place once nobody runs Node 20. The package v8-compile-cache does the same, but breaks files
// that import() others, as PGlite does.
//
// One file: the SHA-256 of the rest, the length of the index, the index, the caches. V8 itself compares no more than the length of a source
// and its own version, so sources are compared by hash; and what a power cut left half written must not reach it. A file that is not as it
// should be, or cannot be written, costs nothing but time.
const { createHash } = require('node:crypto');
const { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } = require('node:fs');
const Module = require('node:module');
const { dirname } = require('node:path');
const { Script } = require('node:vm');

const DIGEST = 32;
const KEPT_AFTER_MS = 2_000;
const digest = (data) => createHash('sha256').update(data).digest();
/** Whose import() would not find its way from a script of our own making. */
const IMPORTS = /\bimport\s*\(/;

function keepCompiled(path) {
  const known = readKept(path);
  const scripts = new Map();
  let fresh = 0;
  const compile = Module.prototype._compile;
  Module.prototype._compile = function (content, filename) {
    if (IMPORTS.test(content) || content.startsWith('#!')) return compile.call(this, content, filename);
    const source = digest(content).toString('base64');
    const kept = known.get(filename);
    const script = new Script(Module.wrap(content), { filename, cachedData: kept?.source === source ? kept.data : undefined });
    if (kept?.source !== source || script.cachedDataRejected) fresh += 1;
    scripts.set(filename, { source, script });
    const require = (id) => this.require(id);
    require.resolve = (request, options) => Module._resolveFilename(request, this, false, options);
    require.resolve.paths = (request) => Module._resolveLookupPaths(request, this);
    Object.assign(require, { main: process.mainModule, extensions: Module._extensions, cache: Module._cache });
    return script.runInThisContext().call(this.exports, this.exports, require, this, filename, dirname(filename));
  };
  // Soon, because V8 drops what has not run for a while, and a start's functions run once; a few new ones are not worth it.
  let kept = false;
  const keep = () => {
    if (!kept && fresh * 20 > scripts.size) writeKept(path, scripts);
    kept = true;
  };
  setTimeout(keep, KEPT_AFTER_MS).unref();
  process.once('exit', keep);
}

function readKept(path) {
  const known = new Map();
  try {
    const file = readFileSync(path);
    if (!digest(file.subarray(DIGEST)).equals(file.subarray(0, DIGEST))) return known;
    const begin = DIGEST + 4 + file.readUInt32LE(DIGEST);
    for (const [filename, source, from, to] of JSON.parse(file.toString('utf8', DIGEST + 4, begin))) {
      known.set(filename, { source, data: file.subarray(begin + from, begin + to) });
    }
  } catch {
    known.clear();
  }
  return known;
}

function writeKept(path, scripts) {
  const unfinished = `${path}.${process.pid}`;
  try {
    const caches = [];
    const index = [];
    let from = 0;
    for (const [filename, { source, script }] of scripts) {
      const data = script.createCachedData();
      index.push([filename, source, from, (from += data.length)]);
      caches.push(data);
    }
    const text = Buffer.from(JSON.stringify(index));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(text.length);
    const rest = Buffer.concat([length, text, ...caches]);
    const file = openSync(unfinished, 'wx', 0o644);
    writeSync(file, Buffer.concat([digest(rest), rest]));
    fsyncSync(file);
    closeSync(file);
    renameSync(unfinished, path);
  } catch {
    rmSync(unfinished, { force: true });
  }
}

module.exports = { keepCompiled };
