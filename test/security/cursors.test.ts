/** Cursors that no answer of ours held: each is refused as what it is, and none reaches the database. */
import { randomUUID } from 'node:crypto';
import { startCampaign, type PersonName, type RunningCampaign, type SubjectIds } from '../support/campaign';

let world: RunningCampaign;
let task: SubjectIds;
beforeAll(async () => {
  world = await startCampaign();
  task = await world.task(world.own, '二(二)2');
}, 60_000);
afterAll(() => world.close());

const base64 = (text: string): string => Buffer.from(text).toString('base64url');
const cursor = (...parts: unknown[]): string => base64(JSON.stringify(parts));
/** The first code of an answer: of its errors, else of the user errors of its mutation; `done` without either. */
async function code(person: PersonName | null, query: string, variables: Record<string, unknown> = {}): Promise<string> {
  const answer = await world.ask(person, query, variables);
  const [error] = answer.errors ?? [];
  if (error) return error.extensions.code;
  const payloads = Object.values(answer.data ?? {}) as ({ userErrors?: { code: string }[] } | null)[];
  return payloads[0]?.userErrors?.[0]?.code ?? 'done';
}
describe('a forged cursor', () => {
  const LISTS: Record<string, readonly [PersonName, string]> = {
    'campaign.tasks': ['leadHead', 'query ($c: String) { x: campaign(id: "OWN") { tasks(first: 2, after: $c) { nodes { id } } } }'],
    'campaign.tasks by date': [
      'leadHead',
      'query ($c: String) { x: campaign(id: "OWN") { tasks(first: 2, order: DUE_FIRST, after: $c) { nodes { id } } } }',
    ],
    'campaign.tasks backwards': ['leadHead', 'query ($c: String) { x: campaign(id: "OWN") { tasks(last: 2, before: $c) { nodes { id } } } }'],
    'campaign.reports': ['leadHead', 'query ($c: String) { x: campaign(id: "OWN") { reports(first: 2, after: $c) { nodes { id } } } }'],
    campaigns: ['leadHead', 'query ($c: String) { campaigns(first: 2, after: $c) { nodes { id } } }'],
    'viewer.inbox': ['leadHead', 'query ($c: String) { viewer { inbox(first: 2, after: $c) { nodes { title } } } }'],
    'viewer.messages': ['leadHead', 'query ($c: String) { viewer { messages(first: 2, after: $c) { nodes { id } } } }'],
    'viewer.plans': ['coordinator', 'query ($c: String) { viewer { plans(first: 2, after: $c) { nodes { id } } } }'],
    'viewer.campaigns': ['leadHead', 'query ($c: String) { viewer { campaigns(first: 2, after: $c) { nodes { id } } } }'],
    units: ['leadHead', 'query ($c: String) { units(first: 2, after: $c) { nodes { id } } }'],
    history: ['leadHead', 'query ($c: String) { node(id: "TASK") { ... on Task { history(first: 2, after: $c) { nodes { revision } } } } }'],
    'history backwards': [
      'leadHead',
      'query ($c: String) { node(id: "TASK") { ... on Task { history(last: 2, before: $c) { nodes { revision } } } } }',
    ],
    accounts: ['auditor', 'query ($c: String) { accounts(first: 2, after: $c) { nodes { id } } }'],
    auditTrail: ['auditor', 'query ($c: String) { auditTrail(first: 2, after: $c) { nodes { id } } }'],
    anchors: ['auditor', 'query ($c: String) { anchors(first: 2, after: $c) { nodes { number } } }'],
  };
  const FORGED: Record<string, string> = {
    'no base64': '!!!',
    'no JSON': base64('nonsense'),
    'an object': base64('{"a":1}'),
    empty: cursor(),
    'of another list': cursor('x', 'y'),
    nulls: cursor(null, null, null),
    'a text for a number': cursor('x', 'y', 'z'),
    'too long': cursor(1, 2, 3, 4, 5),
    'a number that is none of the database': cursor(1e300, 1, 'x'),
    'a number beyond 32 bits': cursor(9_007_199_254_740_991),
    'a date that is none': cursor('2022-13-45', 1, randomUUID()),
    'a NUL': cursor('a\0', 'b\0', 'c\0'),
    'half a character': cursor('\ud800', 1, 'x'),
  };
  it.each(Object.keys(LISTS))('is refused by %s', async (name) => {
    const [person, query] = LISTS[name] as readonly [PersonName, string];
    const text = query.replace('"OWN"', `"${world.own.campaign}"`).replace('"TASK"', `"${task.id}"`);
    const answers: Record<string, string> = {};
    for (const [what, forged] of Object.entries(FORGED)) answers[what] = await code(person, text, { c: forged });
    const wrong = Object.entries(answers).filter(([, answer]) => answer !== 'INVALID_CURSOR');
    expect(Object.fromEntries(wrong)).toEqual({});
  });

  it('is refused by what goes on after a break', async () => {
    const answers: Record<string, string | undefined> = {};
    for (const after of ['', 'x', '1', '-1-1', '1-9999999999999999999', '99999999999999999999999-1', '0\0-0']) {
      const told = world.server.askSse(
        'subscription ($after: ID) { inboxChanged(lastEventId: $after) { eventId } }',
        { after },
        { token: await world.token('leadHead') },
      );
      answers[after] = await told.then(
        ({ errors }) => errors?.[0]?.extensions.code,
        () => 'nothing came',
      );
    }
    expect(Object.entries(answers).filter(([, answer]) => answer !== 'INVALID_CURSOR')).toEqual([]);
  });
});
