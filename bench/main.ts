/** The benchmarks by name. Each measures ours and its reference in one interleaved run, because machines are noisy. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import './cleanup';
import { driveBench } from './drive';
import { figuresBench } from './figures';
import { growthBench } from './growth';
import { inboxBench } from './inbox';
import { machine } from './machine';
import { mutationBench } from './mutation';
import { withResults } from './readme';
import type { Bench, BenchOptions, Result } from './result';
import { startBench } from './start';
import { workbookBench } from './workbook';

/** A program in JavaScript, which makes itself ready for TypeScript. */
const readerBench: Bench = async (options) => {
  const { readerBench: measured } = (await import('./reader.cjs' as string)) as { readerBench: Bench };
  return measured({ ...options, largest: LARGEST_NOTICE });
};
const LARGEST_NOTICE = 10 * 1_024 * 1_024;

const BENCHES: Readonly<Record<string, Bench>> = {
  ...{
    drive: driveBench,
    mutation: mutationBench,
    inbox: inboxBench,
    growth: growthBench,
    figures: figuresBench,
    start: startBench,
    reader: readerBench,
    workbook: workbookBench,
  },
};
const RESULTS = join(__dirname, 'results.json');
const README = join(__dirname, 'README.md');
const USUAL = { seconds: '5', rounds: '5' };
const QUICK = { seconds: '2', rounds: '3' };

export async function main(argv: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { seconds: { type: 'string' }, rounds: { type: 'string' }, largest: { type: 'string', default: '1000000' }, quick: { type: 'boolean' } },
  });
  const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
  const unknown = names.filter((name) => !BENCHES[name]);
  if (unknown.length > 0) throw new Error(`There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`);
  const { seconds, rounds } = { ...(values.quick ? QUICK : USUAL), ...values };
  const options: BenchOptions = {
    ...{ seconds: Number(seconds), rounds: Number(rounds), largest: Number(values.largest), quick: values.quick ?? false },
    say: (line) => console.error(line),
  };
  const onThis = machine();
  for (const name of names) {
    const started = performance.now();
    console.error(`\n== ${name}`);
    const results = (await BENCHES[name]?.(options)) ?? [];
    const all = keep(results);
    const given = argv.length > 0 ? ` -- ${argv.join(' ')}` : '';
    writeFileSync(README, withResults(readFileSync(README, 'utf8'), all, { machine: onThis, options: given }));
    for (const result of results) console.log(shown(result));
    console.error(`-- ${name} took ${((performance.now() - started) / 1_000).toFixed(0)} s`);
  }
  // Some of the programs beside it may still hold a connection open.
  process.exit(0);
}

/** Replaces what was measured before under the same names and leaves the rest. */
function keep(results: readonly Result[]): Result[] {
  const before = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as Result[]) : [];
  const fresh = new Map(results.map((result) => [result.name, result]));
  const all = [
    ...before.map((result) => fresh.get(result.name) ?? result),
    ...results.filter(({ name }) => before.every((one) => one.name !== name)),
  ];
  writeFileSync(RESULTS, `${JSON.stringify(all, null, 2)}\n`);
  return all;
}

function shown({ name, ours, reference, ratio, goal, unit, met, notRun }: Result): string {
  const against = reference === null ? '' : `  reference ${reference}  ratio ${ratio}`;
  const verdict = notRun === undefined ? (met === null ? '' : met ? '  met' : '  NOT MET') : `  not run: ${notRun}`;
  return `${name.padEnd(64)} ${String(ours).padStart(9)} ${unit}${against}${goal === null ? '' : `  goal ${goal}`}${verdict}`;
}
