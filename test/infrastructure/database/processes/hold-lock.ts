import { lockDataDir } from '../../../../src/infrastructure/database/data-dir-lock';

// Takes the lock of a folder at a given moment and says what came of it; holds on until it is ended.
const [folder = '', at = '0'] = process.argv.slice(2);
while (Date.now() < Number(at));
try {
  lockDataDir(folder);
  process.stdout.write('held\n');
  setInterval(() => undefined, 1000);
} catch (error) {
  process.stdout.write(`${error instanceof Error && 'code' in error ? String(error.code) : String(error)}\n`);
}
