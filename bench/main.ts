/** The benchmarks by name. Each measures ours and its reference in one interleaved run, because these machines are noisy. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { driveBench } from './drive';
import { inboxBench } from './inbox';
import { mutationBench } from './mutation';
import type { Bench, Result } from './result';

const BENCHES: Readonly<Record<string, Bench>> = { drive: driveBench, mutation: mutationBench, inbox: inboxBench };
const RESULTS = join(__dirname, 'results.json');

export async function main(argv: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { seconds: { type: 'string', default: '5' }, rounds: { type: 'string', default: '5' } },
  });
  const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
  for (const name of names) {
    const bench = BENCHES[name];
    if (!bench) throw new Error(`There is no benchmark ${name}; there are ${Object.keys(BENCHES).join(', ')}`);
    const results = await bench({ seconds: Number(values.seconds), rounds: Number(values.rounds), say: (line) => console.error(line) });
    keep(results);
    for (const result of results) console.log(shown(result));
  }
}

/** Replaces what was measured before under the same names and leaves the rest. */
function keep(results: readonly Result[]): void {
  const before = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as Result[]) : [];
  const fresh = new Set(results.map(({ name }) => name));
  writeFileSync(RESULTS, `${JSON.stringify([...before.filter(({ name }) => !fresh.has(name)), ...results], null, 2)}\n`);
}

function shown({ name, ours, reference, ratio, goal, unit }: Result): string {
  const against = reference === null ? '' : `  reference ${reference}  ratio ${ratio}`;
  return `${name.padEnd(48)} ${String(ours).padStart(9)} ${unit}${against}${goal === null ? '' : `  goal ${goal}`}`;
}
