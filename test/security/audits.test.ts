/** The audits of GraphQL over HTTP by graphql-http, against the door with all its limits on. */
import { serverAudits, type AuditResult } from 'graphql-http';
import { fakeDesk } from '../graphql/fake-desk';
import { startTestServer } from '../support/server';

/** Where the door does otherwise than a recommendation, and why. */
const ON_PURPOSE: Readonly<Record<string, string>> = {
  // A document that cannot be executed at all is a 400 under every media type, as Apollo has it: proxies and monitors see it then.
  '572B': 'SHOULD use 200 status code on document parsing failure when accepting application/json',
  FDE2: 'SHOULD use 200 status code on document validation failure when accepting application/json',
  '7B9B': 'SHOULD use a status code of 200 on variable coercion failure when accepting application/json',
  // A GET that a form or a link of another site could send is refused.
  '5A70': 'MAY accept application/x-www-form-urlencoded formatted GET requests',
  D6D5: 'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/graphql-response+json',
  '6A70': 'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/json',
};
/** These ask for `__type`, which a server in production does not answer. */
const INTROSPECTING: Readonly<Record<string, string>> = {
  BF61: 'MUST accept utf-8 encoded request',
  '28B9': 'MUST allow map {variables} parameter when accepting application/json',
  '2EA1': 'SHOULD allow map {variables} parameter when accepting application/graphql-response+json',
};

async function audited(open: boolean): Promise<AuditResult[]> {
  const server = await startTestServer({ desk: fakeDesk(), open });
  const results: AuditResult[] = [];
  for (const audit of serverAudits({ url: () => `${server.url}/graphql`, fetchFn: fetch })) results.push(await audit.fn());
  await server.stop();
  return results;
}
const counted = (results: readonly AuditResult[]): Record<string, number> => {
  const count = (status: AuditResult['status']) => results.filter((result) => result.status === status).length;
  return { ok: count('ok'), notice: count('notice'), warn: count('warn'), error: count('error') };
};
const others = (results: readonly AuditResult[]): Record<string, string> =>
  Object.fromEntries(results.flatMap(({ id, name, status }) => (status === 'ok' ? [] : [[id, name]])));

it('find nothing wrong, and nothing to remark but what is meant so', async () => {
  const results = await audited(true);
  process.stdout.write(`graphql-http audits: ${JSON.stringify(counted(results))}\n`);
  expect(results).toHaveLength(61);
  expect(counted(results)).toEqual({ ok: 55, notice: 3, warn: 3, error: 0 });
  expect(others(results)).toEqual(ON_PURPOSE);
});

it('find the same in production, apart from those that ask what the schema holds', async () => {
  expect(others(await audited(false))).toEqual({ ...ON_PURPOSE, ...INTROSPECTING });
});
