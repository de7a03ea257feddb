// Makes the workbook of one period once, in a process that has loaded everything a server has, and tells the most memory it ever held.
// Arguments: the database's URL, how many periods lie in it. Runs what `npm run build` has made.
require('reflect-metadata');
const { readFileSync, writeFileSync } = require('node:fs');
const { compose } = require('../dist/src/compose');
const { openDatabase } = require('../dist/src/infrastructure/database');
const { createPeriodReports } = require('../dist/src/infrastructure/reports/period-reports');
const { periodRows } = require('../dist/src/application/reports/period-workbook');
const { workbooks } = require('../dist/src/infrastructure/workbooks');
const { unitRegister } = require('../dist/src/domain/units');
const { formSchema } = require('../dist/src/domain/plan/form-model');
const { cellsOf } = require('../dist/src/domain/statistics');

// The kernel's mark of this program alone: maxRSS begins with what the parent held when it forked.
const megabytes = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;

async function main([url, campaignId, indicators, file]) {
  const database = await openDatabase({ databaseUrl: url, poolSize: 4 });
  const periodReports = createPeriodReports(database.pool);
  const { rows } = await database.pool.query('select distinct unit_id as id from contribution where campaign_id = $1', [campaignId]);
  const names = (id) => [{ name: `第${parseInt(id.slice(-6), 16)}县市场监督管理局`, kind: 'OFFICIAL', validFrom: null, validTo: null }];
  const made = unitRegister(rows.map(({ id }) => ({ id, kind: 'DEPARTMENT', names: names(id), parents: [] })));
  if (!made.ok) throw new Error(JSON.stringify(made.refused.slice(0, 3)));
  const form = formSchema.parse({
    title: '统计表',
    indicators: Array.from({ length: Number(indicators) }, (_, i) => ({
      number: i + 1,
      name: `指标${i + 1}`,
      unit: i % 4 === 3 ? '万元' : '件',
      span: null,
    })),
    span: null,
  });
  await database.pool.query('select 1');
  const before = megabytes();
  const began = performance.now();
  const owed = await periodReports.owed({ campaignId, rule: 'r1', period: '2022-09' }, null);
  const desk = { periodReports, units: { current: () => Promise.resolve(made.register) } };
  const content = await workbooks.writePeriod({
    ...{ title: '统计表', periodText: '2022-09', cells: cellsOf(form), expected: owed.length },
    rows: periodRows(desk, campaignId, owed, form, '2022-09-30'),
  });
  const sent = content.toString('base64');
  const answer = { units: owed.length, bytes: content.length, sent: sent.length, before, peak: megabytes(), ms: performance.now() - began };
  if (file) writeFileSync(file, content);
  await database.close();
  console.log(JSON.stringify({ ...answer, composed: typeof compose }));
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
