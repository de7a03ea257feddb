// DBOS Transact: a workflow of one step for each transition, called in the process by callers that never rest; no HTTP in between.
// Message in: { callers, seconds, writes }; out: { perSecond }. `writes`: the step runs the same statement as pgbench does; else it does nothing.
const { DBOS } = require('@dbos-inc/dbos-sdk');
const { Pool } = require('pg');

const { SYSTEM_URL, APPLICATION_URL, STATEMENTS, TASKS, POOL } = process.env;
const statements = JSON.parse(STATEMENTS);
const pool = new Pool({ connectionString: APPLICATION_URL, max: Number(POOL) });

const write = async (turn) => {
  const n = Math.floor(Math.random() * Number(TASKS));
  const kind = turn % statements.length;
  await pool.query({ name: `transition-${kind}`, text: statements[kind], values: [n] });
};
const writing = DBOS.registerWorkflow((turn) => DBOS.runStep(() => write(turn), { name: 'write' }), { name: 'writing' });
const nothing = DBOS.registerWorkflow(() => DBOS.runStep(() => Promise.resolve(), { name: 'nothing' }), { name: 'nothing' });

async function run({ callers, seconds, writes }) {
  const started = performance.now();
  const end = started + seconds * 1000;
  let turn = 0;
  let done = 0;
  const caller = async () => {
    while (performance.now() < end) {
      await (writes ? writing(turn++) : nothing());
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return { perSecond: (done * 1000) / (performance.now() - started) };
}

async function main() {
  DBOS.setConfig({
    name: 'muster-bench',
    systemDatabaseUrl: SYSTEM_URL,
    systemDatabasePoolSize: Number(POOL),
    logLevel: 'error',
    runAdminServer: false,
  });
  await DBOS.launch();
  process.on('message', (job) => {
    run(job).then(
      (answer) => process.send(answer),
      (error) => process.send({ error: String(error && error.stack) }),
    );
  });
  process.send({ ready: true });
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
