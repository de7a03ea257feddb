// Runs before `npm test` and the command line, and within `npm start` (start.cjs): installs the dependencies when they are missing or older than the
// lock file, and (with the word `build`) compiles when a source is newer than the last build. Says so on standard error, because the
// command line's standard output belongs to its answer.
const { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Muster needs Node 20.19 or later; this is ${process.versions.node}. 需要 Node 20.19 或更高版本。`);
  process.exit(1);
}
const timeOf = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);
// Loaded here, because most starts have nothing to run.
const run = (command, args) => require('node:child_process').execFileSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });

const newest = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs), 0);

const notInstalled = () => timeOf(join(root, 'node_modules/.package-lock.json')) < timeOf(join(root, 'package-lock.json'));
const notBuilt = () =>
  timeOf(join(root, 'dist/package.json')) <
  Math.max(
    ...['workflows', 'schema', 'src'].map((room) => newest(join(root, room))),
    timeOf(join(root, 'package.json')),
    timeOf(join(root, '.swcrc')),
  );

// Two that start at once would install over each other: the second waits for the first, unless that one is no longer alive.
const lock = join(root, '.ensure.lock');
const alive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
};
const taken = () => {
  try {
    const file = openSync(lock, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
};
const owner = () => {
  try {
    return { pid: Number(readFileSync(lock, 'utf8')), since: timeOf(lock) };
  } catch {
    return null;
  }
};
function alone(work) {
  let told = false;
  while (!taken()) {
    const other = owner();
    // An empty file is one that is being written this very moment, or was left behind by a process that died in between.
    if (other && (other.pid > 0 ? !alive(other.pid) : Date.now() - other.since > 5_000)) rmSync(lock, { force: true });
    if (!told) console.error('Another start is installing or building; waiting for it … 另一进程正在安装或编译，请稍候 …');
    told = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function ensure({ build }) {
  const toBuild = () => build && notBuilt();
  if (!notInstalled() && !toBuild()) return;
  alone(() => {
    if (notInstalled()) {
      console.error('Installing dependencies (npm ci) … 正在安装依赖 …');
      // --include=dev: the compiler is a development dependency and is needed under NODE_ENV=production too.
      run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
    }
    if (toBuild()) {
      console.error('Building … 正在编译 …');
      run(process.execPath, [join(__dirname, 'build.cjs')]);
    }
  });
}

module.exports = { ensure };
if (require.main === module) ensure({ build: process.argv[2] === 'build' });
