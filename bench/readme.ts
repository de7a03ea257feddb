/** bench/README.md: the table of results, made from results.json and what the machine says of itself. */
import type { Machine } from './machine';
import type { Result } from './result';

const BEGIN = '<!-- measured -->';
const END = '<!-- /measured -->';

const number = (value: number | null): string => (value === null ? '–' : value.toLocaleString('en', { maximumSignificantDigits: 4 }));

function row({ name, ours, reference, ratio, goal, unit, met, notRun }: Result): string {
  const verdict = notRun === undefined ? (met === null ? '' : met ? 'met' : '**not met**') : `not run: ${notRun}`;
  return `| ${name} | ${number(ours)} ${unit} | ${number(reference)} | ${number(ratio)} | ${goal ?? ''} | ${verdict} |`;
}

/** The text with what stands between the two marks made anew. */
export function withResults(text: string, results: readonly Result[], { machine, options }: { machine: Machine; options: string }): string {
  const { date, cores, processor, memoryGb, node, postgres, fsyncMicroseconds } = machine;
  const measured = [
    `Measured on ${date} with \`npm run bench${options}\`: ${cores} cores (${processor}), ${memoryGb} GB, Node ${node.slice(1)}, ${postgres},`,
    `one fdatasync of 8 kB takes ${fsyncMicroseconds === null ? 'an unknown time' : `${fsyncMicroseconds} µs`} (pg_test_fsync).`,
    '',
    '| what: reference | ours | reference | ratio | goal | |',
    '|---|--:|--:|--:|--:|---|',
    ...results.map(row),
  ].join('\n');
  const [before = '', rest = ''] = text.split(BEGIN);
  return `${before}${BEGIN}\n\n${measured}\n\n${END}${rest.split(END)[1] ?? '\n'}`;
}
