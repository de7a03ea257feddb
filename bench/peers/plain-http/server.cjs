// No framework at all: node:http, one prepared statement that makes the whole answer as JSON, the token verified as Muster does.
const { createServer } = require('node:http');
const { Pool } = require('pg');
const { accountOf, unitsByAccount } = require('../token.cjs');

const INBOX = {
  name: 'inbox',
  text: `select json_build_object('nodes', coalesce(json_agg(json_build_object('kind', i.kind, 'title', s.title, 'role', i.role, 'partState', i.state,
    'dueOn', i.due_on, 'coUnits', (select coalesce(json_agg(json_build_object('id', o.unit_id, 'name', u.name)), '[]'::json)
      from participant o join unit_name u on u.unit_id = o.unit_id
      where o.campaign_id = i.campaign_id and o.subject_id = i.subject_id and o.active and o.unit_id <> i.unit_id and o.role <> 'REVIEWER'),
    'subject', json_build_object('id', s.id, 'revision', s.revision, 'state', s.state)) order by i.due_on, i.subject_id, i.unit_id, i.role), '[]'::json))::text as body
  from (select p.* from participant p where p.must_act and p.role <> 'REVIEWER' and p.unit_id = any($1::uuid[])
    order by p.due_on, p.subject_id, p.unit_id, p.role limit 50) i
  join subject s on s.campaign_id = i.campaign_id and s.id = i.subject_id`,
};

async function main() {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
  const units = await unitsByAccount(pool);
  const answer = async (request, response) => {
    request.resume();
    const { rows } = await pool.query({ ...INBOX, values: [units.get(accountOf(request.headers.authorization)) ?? []] });
    response.setHeader('content-type', 'application/json');
    response.end(rows[0].body);
  };
  createServer((request, response) => {
    answer(request, response).catch((error) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  }).listen(Number(process.env.PORT), '127.0.0.1');
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
