// The notice reader's cost over the length of the notice: 10 KB to 10 MB, printed, and as result rows.
// node bench/reader.cjs [--largest BYTES] runs it alone; `readerBench(options)` is what bench/main.ts can call.
require('../test/support/run-typescript.cjs');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { readNotice } = require('../src/domain/notice/index.ts');
const { result } = require('./result.ts');

const KB = 1024;
const SIZES = [10 * KB, 100 * KB, KB * KB, 10 * KB * KB];
const corpus = join(__dirname, '../test/corpus');
const seed = readFileSync(join(corpus, 'kitchen-hygiene.txt'), 'utf8');
const at = seed.indexOf('（一）旅游景区餐饮店');
const end = seed.indexOf('三、时间安排');
const measures = seed
  .slice(at, end)
  .split('\n')
  .filter((line) => line.trim() !== '');

/** What a long notice is long of; each takes the number of the line. */
const KINDS = {
  measures: (number) => measures[number % measures.length].replace(/^（[^）]+）/, `${number + 1}.`),
  'dates and deadlines': (number) =>
    `${number + 1}.开展检查。2023年${(number % 12) + 1}月${(number % 27) + 1}日前完成，行政处罚信息${(number % 30) + 1}个工作日内公示，每月${(number % 28) + 1}日前报送统计表。`,
  'table rows': (number) => `${number + 1}\t检查第${number + 1}类单位/户数\t户/户\t`,
};

/** One notice of about `bytes` bytes of UTF-8: the same head and foot, as many lines of the kind as it takes. */
function noticeOf(bytes, kind) {
  const room = bytes - Buffer.byteLength(seed);
  const lines = [];
  let size = 0;
  while (size < room) {
    const line = KINDS[kind](lines.length);
    lines.push(line);
    size += Buffer.byteLength(line) + 1;
  }
  if (kind === 'table rows') return `${seed.trimEnd()}\n${lines.join('\n')}\n`;
  return `${seed.slice(0, at)}${measures.join('\n')}\n${lines.join('\n')}\n${seed.slice(end)}`;
}

/** Milliseconds for each reading of `text`, at least two and about `seconds` of them. */
function timed(text, seconds) {
  const times = [];
  const until = performance.now() + seconds * 1000;
  do {
    const start = performance.now();
    const plan = readNotice(text);
    times.push(performance.now() - start);
    if (plan.tasks.length === 0) throw new Error('the notice was not read');
  } while (performance.now() < until || times.length < 2);
  return times;
}

const rate = (text, times) => {
  const megabytes = Buffer.byteLength(text) / KB / KB;
  return times.map((ms) => ms / megabytes);
};

/** Slope of log(time) over log(length): 1 is linear. */
function slope(points) {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)]);
  const mean = (index) => logs.reduce((sum, one) => sum + one[index], 0) / logs.length;
  const [mx, my] = [mean(0), mean(1)];
  return logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}

const middle = (times) => [...times].sort((a, b) => a - b)[times.length >> 1];

/** Rows for one kind: milliseconds a megabyte at each length, held against those at 100 KB, and the exponent. */
function kindBench(kind, { seconds, say, sizes }) {
  timed(noticeOf(100 * KB, kind), Math.min(seconds, 1)); // warm
  const runs = sizes.map((size) => {
    const text = noticeOf(size, kind);
    const times = timed(text, seconds);
    say(
      `  ${kind}, ${(size / KB).toFixed(0)} KB: ${middle(times).toFixed(1)} ms (${middle(rate(text, times)).toFixed(0)} ms a MB, ${times.length} readings)`,
    );
    return { size, text, times };
  });
  const reference = runs.find((run) => run.size === 100 * KB) ?? runs[0];
  const exponent = Number(slope(runs.map((run) => [run.size, middle(run.times)])).toFixed(3));
  say(`  ${kind}: time grows as length to the power ${exponent}`);
  return [
    ...runs.map(({ size, text, times }) =>
      result(
        `reader, ${kind}: ${size >= KB * KB ? `${size / KB / KB} MB` : `${size / KB} KB`} against 100 KB`,
        rate(text, times),
        rate(reference.text, reference.times),
        size > reference.size ? '<= 1.5' : null,
        'ms/MB',
      ),
    ),
    {
      name: `reader, ${kind}: exponent of time over length`,
      ours: exponent,
      reference: 1,
      ratio: exponent,
      goal: '<= 1.15',
      unit: 'power',
      met: exponent <= 1.15,
    },
  ];
}

/** @returns {Promise<import('./result').Result[]>} */
async function readerBench({ seconds = 3, say = console.log, largest = SIZES[SIZES.length - 1] } = {}) {
  const sizes = SIZES.filter((size) => size <= largest);
  return Object.keys(KINDS).flatMap((kind) => kindBench(kind, { seconds, say, sizes }));
}

module.exports = { readerBench };

if (require.main === module) {
  const option = process.argv.indexOf('--largest');
  readerBench({ largest: option < 0 ? undefined : Number(process.argv[option + 1]) })
    .then((rows) => console.log(JSON.stringify(rows, null, 2)))
    .catch((error) => {
      console.error(error);
      process.exit(1);
    });
}
