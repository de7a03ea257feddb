// PostGraphile 5 on the same tables, behind node:http. Every request is answered under row level security for the token's units.
require('../node-22.cjs');
const { createServer } = require('node:http');
const { postgraphile } = require('postgraphile');
const { grafserv } = require('postgraphile/grafserv/node');
const { makePgService } = require('postgraphile/adaptors/pg');
const { PostGraphileAmberPreset } = require('postgraphile/presets/amber');
const { Pool } = require('pg');
const { accountOf, unitsByAccount } = require('../token.cjs');

async function main() {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
  const units = await unitsByAccount(pool);
  const preset = {
    extends: [PostGraphileAmberPreset],
    pgServices: [makePgService({ pool, schemas: ['public'], pubsub: false })],
    gather: { pgStrictFunctions: true },
    grafserv: { graphiql: false, watch: false },
    grafast: {
      explain: false,
      context: ({ node }) => ({
        pgSettings: { role: 'bench_reader', 'bench.units': (units.get(accountOf(node.req.headers.authorization)) ?? []).join(',') },
      }),
    },
  };
  const serv = postgraphile(preset).createServ(grafserv);
  const server = createServer();
  await serv.addTo(server);
  server.listen(Number(process.env.PORT), '127.0.0.1');
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
