// npm run durability [-- --long [PART]]: the tests of durability alone, first on the embedded database, then on a PostgreSQL started for them,
// and at the end their verdicts. --long tries as much as it takes to believe them (hours); a PART of 4 tries a fourth of it.
const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync, chmodSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const top = join(__dirname, '..');
const [, , mode, part = '1'] = process.argv;
if (mode !== undefined && (mode !== '--long' || !/^[1-9]\d*$/.test(part))) {
  console.error('usage: npm run durability [-- --long [PART]]');
  process.exit(2);
}
const long = mode === '--long' ? { MUSTER_LONG: part } : {};
const verdicts = [];

function run(name, more) {
  console.log(`\n== ${name}`);
  const { status, stdout } = spawnSync(process.execPath, [join(top, 'node_modules/jest/bin/jest.js'), '--runInBand', 'test/durability'], {
    cwd: top,
    env: { ...process.env, ...long, ...more },
    stdio: ['inherit', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  process.stdout.write(stdout);
  verdicts.push(...stdout.split('\n').filter((line) => line.startsWith('verdict: ')));
  return status === 0;
}

function postgres(...parameters) {
  return spawnSync('bash', [join(top, '.ci/postgres.sh'), ...parameters], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

let well = run('the embedded database', { MUSTER_TEST_DATABASE_URL: '' });
const folder = mkdtempSync(join(tmpdir(), 'muster-durability-'));
// The server runs as a user of its own, who must be able to reach its folder in here.
chmodSync(folder, 0o711);
try {
  const started = postgres('start', join(folder, 'postgres'));
  if (started.status === 0) well = run('PostgreSQL', { MUSTER_TEST_DATABASE_URL: started.stdout.trim() }) && well;
  else well = false;
} finally {
  postgres('stop', join(folder, 'postgres'));
  rmSync(folder, { recursive: true, force: true });
}
console.log(`\n${verdicts.join('\n')}`);
process.exit(well ? 0 : 1);
