// Runs before `npm start`, `npm test` and the command line: installs the dependencies when they are missing or older than the
// lock file, and (with the word `build`) compiles when a source is newer than the last build. Says so on standard error, because the
// command line's standard output belongs to its answer.
const { execFileSync } = require('node:child_process');
const { existsSync, readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Muster needs Node 20.19 or later; this is ${process.versions.node}. 需要 Node 20.19 或更高版本。`);
  process.exit(1);
}
const timeOf = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);
const run = (command, args, env) => execFileSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, ...env } });

if (timeOf(join(root, 'node_modules/.package-lock.json')) < timeOf(join(root, 'package-lock.json'))) {
  console.error('Installing dependencies (npm ci) … 正在安装依赖 …');
  // --include=dev: the compiler is a development dependency and is needed under NODE_ENV=production too.
  run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
}
const newest = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs), 0);
if (process.argv[2] === 'build') {
  const built = timeOf(join(root, 'dist/package.json'));
  const source = Math.max(
    ...['workflows', 'schema', 'src'].map((room) => newest(join(root, room))),
    timeOf(join(root, 'package.json')),
    timeOf(join(root, '.swcrc')),
  );
  if (built < source) {
    console.error('Building … 正在编译 …');
    run(process.execPath, [join(__dirname, 'build.cjs')]);
  }
}
