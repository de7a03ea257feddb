/** What clients send that no client of ours would: every one of it is refused by a code of its own, and none of it is a surprise to the server. */
import { randomUUID } from 'node:crypto';
import { startCampaign, type PersonName, type RunningCampaign, type SubjectIds } from '../support/campaign';

let world: RunningCampaign;
let task: SubjectIds;
let report: SubjectIds;
beforeAll(async () => {
  world = await startCampaign();
  task = await world.task(world.own, '二(二)2');
  report = await world.report(world.own, world.units.lead, 'LIAISON_ROSTER');
}, 60_000);
afterAll(() => world.close());

const base64 = (text: string): string => Buffer.from(text).toString('base64url');
const key = () => ({ idempotencyKey: randomUUID() });

/** The first code of an answer: of its errors, else of the user errors of its mutation; `done` without either. */
async function code(person: PersonName | null, query: string, variables: Record<string, unknown> = {}): Promise<string> {
  const answer = await world.ask(person, query, variables);
  const [error] = answer.errors ?? [];
  if (error) return error.extensions.code;
  const payloads = Object.values(answer.data ?? {}) as ({ userErrors?: { code: string }[] } | null)[];
  return payloads[0]?.userErrors?.[0]?.code ?? 'done';
}
const send = (person: PersonName | null, mutation: string, input: Record<string, unknown>, type?: string): Promise<string> => {
  const name = type ?? `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  return code(
    person,
    `mutation ($input: ${name}!) { ${mutation}(input: $input) { ${mutation === 'signOut' ? 'signedOut' : 'userErrors { code }'} } }`,
    { input },
  );
};

describe('characters that no database keeps', () => {
  const NUL = 'a\0b';
  const HALF = 'a\ud800b';
  const unit = () => base64(`Unit:${world.units.elsewhere}`);
  const account = (person: PersonName) => base64(`Account:${world.accounts[person]}`);
  const CASES: Record<string, (text: string) => Promise<string>> = {
    'the filter of tasks': (text) =>
      code('leadHead', `query ($f: SubjectFilterInput) { campaign(id: "${world.own.campaign}") { tasks(first: 1, filter: $f) { nodes { id } } } }`, {
        f: { text },
      }),
    'the phases of a filter': (text) =>
      code('leadHead', `query ($f: SubjectFilterInput) { campaign(id: "${world.own.campaign}") { taskCounts(by: [STATE], filter: $f) { count } } }`, {
        f: { phases: [text] },
      }),
    'the search for accounts': (text) => code('auditor', 'query ($s: String) { accounts(first: 1, search: $s) { nodes { id } } }', { s: text }),
    'the search for units': (text) => code('leadHead', 'query ($s: String!) { units(first: 1, search: $s) { nodes { id } } }', { s: text }),
    'a display name': (text) => send('administrator', 'createAccount', { userName: `u${randomUUID().slice(0, 8)}`, displayName: text, ...key() }),
    'an issuer': (text) =>
      send('administrator', 'createAccount', {
        userName: `u${randomUUID().slice(0, 8)}`,
        displayName: '某',
        oidcIssuer: text,
        namesake: true,
        ...key(),
      }),
    'a user name': (text) => send('administrator', 'createAccount', { userName: text, displayName: '某', ...key() }),
    'the name of a unit': (text) => send('administrator', 'registerUnit', { name: text, kind: 'OTHER', ...key() }),
    'the code of a unit': (text) => send('administrator', 'registerUnit', { name: randomUUID(), code: text, kind: 'OTHER', ...key() }),
    'an alias': (text) => send('administrator', 'addUnitAlias', { id: unit(), alias: text, expectedVersion: text, ...key() }),
    'a file of units': (text) => send('administrator', 'importUnits', { text, format: 'CSV', ...key() }),
    'the reason of a substitution': (text) =>
      send('administrator', 'arrangeSubstitution', {
        absentId: account('leadStaff'),
        substituteId: account('roleless'),
        validFrom: '2022-10-01',
        validTo: '2022-10-02',
        reason: text,
        ...key(),
      }),
    'a printed name': (text) =>
      send('coordinator', 'bindPlanUnits', {
        id: world.own.plan,
        expectedRevision: 1,
        bindings: [{ printed: text, unitIds: [] }],
        amending: true,
        ...key(),
      }),
    'the id of a message': (text) => send('leadHead', 'markMessagesRead', { ids: [text], ...key() }),
    'the reason of an event': (text) => send('leadHead', 'objectToTask', { id: task.id, expectedRevision: 1, reason: text, ...key() }),
    'an idempotency key': (text) => send('leadHead', 'acknowledgeTask', { id: task.id, expectedRevision: 1, idempotencyKey: text }),
    'the key of a command': (text) => send('administrator', 'registerUnit', { name: randomUUID(), kind: 'OTHER', idempotencyKey: text }),
    'the text of a notice': (text) => send('coordinator', 'readNotice', { officeId: base64(`Unit:${world.units.office}`), text, ...key() }),
    'a file name': (text) =>
      send('coordinator', 'readNotice', {
        officeId: base64(`Unit:${world.units.office}`),
        file: { name: `${text}.txt`, content: Buffer.from('x').toString('base64') },
        ...key(),
      }),
    'a substitution': (text) => send('administrator', 'endSubstitution', { substitutionId: text, ...key() }),
    'a sign-in': (text) => send(null, 'signIn', { userName: text, password: text }),
    'a refresh token': (text) => send(null, 'refreshSession', { refreshToken: text }, 'RefreshTokenInput'),
    'a sign-out': (text) => send(null, 'signOut', { refreshToken: text }, 'RefreshTokenInput'),
    'the present password': (text) => send('roleless', 'changeOwnPassword', { present: text, wanted: text, ...key() }),
  };
  it.each(Object.keys(CASES))('are no surprise in %s', async (name) => {
    const ask = CASES[name] as (text: string) => Promise<string>;
    expect([await ask(NUL), await ask(HALF)].filter((answer) => answer === 'INTERNAL_SERVER_ERROR' || answer === 'DATABASE_UNAVAILABLE')).toEqual([]);
  });
});

describe('an id', () => {
  it('of another kind, of nothing, or written otherwise is no id', async () => {
    const ids = [
      world.own.plan,
      'x',
      '',
      base64('Task:x:y'),
      base64('Task:' + randomUUID()),
      `${task.id}=`,
      `${task.id}\0`,
      base64(`task:${task.campaignId}:${task.subjectId}`),
    ];
    for (const id of ids) expect([id, await send('leadHead', 'acknowledgeTask', { id, expectedRevision: 1, ...key() })]).toEqual([id, 'INVALID_ID']);
    for (const id of ids.slice(1))
      expect([id, await code('leadHead', 'query ($id: ID!) { node(id: $id) { id } }', { id })]).toEqual([id, 'INVALID_ID']);
  });

  it("of another campaign under one's own is nothing", async () => {
    const foreign = await world.task(world.foreign, '二(一)');
    for (const id of [
      base64(`Task:${world.own.campaignId}:${foreign.subjectId}`),
      base64(`Task:${world.foreign.campaignId}:${task.subjectId}`),
      foreign.id,
    ]) {
      expect(await send('leadHead', 'acknowledgeTask', { id, expectedRevision: 1, ...key() })).toBe('NOT_FOUND');
      expect(await world.as('leadHead', 'query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: null });
    }
  });

  it('that calls a report or a campaign a task is nothing, and the event does not reach it', async () => {
    const asTask = base64(`Task:${report.campaignId}:${report.subjectId}`);
    await world.done('leadHead', 'submitReport', report, { content: { liaisons: [{ name: '某人', phone: '010-1234' }] } });
    const handedIn = await world.revision(report);
    expect(await send('coordinator', 'acceptTask', { id: asTask, expectedRevision: handedIn, ...key() })).toBe('NOT_FOUND');
    expect(await send('coordinator', 'returnTask', { id: asTask, expectedRevision: handedIn, reason: '退', ...key() })).toBe('NOT_FOUND');
    expect(await world.revision(report)).toBe(handedIn);
    expect(await send('leadHead', 'acknowledgeTask', { id: asTask, expectedRevision: handedIn, ...key() })).toBe('NOT_FOUND');
    const campaignAsTask = base64(`Task:${world.own.campaignId}:${world.own.campaignId}`);
    expect(
      await send('coordinator', 'acceptTask', { id: campaignAsTask, expectedRevision: await world.revision(world.campaignOf(world.own)), ...key() }),
    ).toBe('NOT_FOUND');
    expect(await code('coordinator', 'query ($id: ID!) { campaign(id: $id) { id } }', { id: base64(`Campaign:${task.subjectId}`) })).toBe('done');
    expect(await world.as('coordinator', 'query ($id: ID!) { campaign(id: $id) { id } }', { id: base64(`Campaign:${task.subjectId}`) })).toEqual({
      campaign: null,
    });
  });

  it('of a unit that is none of mine does not act for me', async () => {
    const input = { id: task.id, expectedRevision: await world.revision(task), actingUnitId: base64(`Unit:${world.units.elsewhere}`), ...key() };
    expect(await send('leadHead', 'acknowledgeTask', input)).toBe('ACTING_UNIT_NOT_YOURS');
    expect(await send('leadHead', 'acknowledgeTask', { ...input, actingUnitId: task.id, ...key() })).toBe('INVALID_ID');
  });
});

describe('numbers', () => {
  it('of pages lie within 1 and 100, one way only', async () => {
    for (const page of ['first: 0', 'first: -1', 'first: 101', 'last: 0', 'first: 1, last: 1', 'first: null', '']) {
      const text = page === '' ? '{ campaigns { nodes { id } } }' : `{ campaigns(${page}) { nodes { id } } }`;
      expect([page, await code('leadHead', text)]).toEqual([page, 'PAGE_SIZE_OUT_OF_RANGE']);
    }
  });

  it('of revisions are whole, and every wrong one is stale', async () => {
    for (const revision of [-1, 0, 2_147_483_647]) {
      expect([revision, await send('leadHead', 'acknowledgeTask', { id: task.id, expectedRevision: revision, ...key() })]).toEqual([
        revision,
        'STALE_REVISION',
      ]);
    }
    for (const revision of [1.5, 2 ** 31, '1', null]) {
      expect([revision, await send('leadHead', 'acknowledgeTask', { id: task.id, expectedRevision: revision, ...key() })]).toEqual([
        revision,
        'BAD_USER_INPUT',
      ]);
    }
  });

  it('of years and days lie within the calendar', async () => {
    for (const [from, days] of [
      ['9999-12-30', 2600],
      ['0001-01-02', -2600],
      ['2022-01-01', 2_147_483_647],
    ]) {
      expect([
        from,
        await code('leadHead', 'query ($f: Date!, $d: Int!) { addWorkingDays(from: $f, days: $d) { date } }', { f: from, d: days }),
      ]).toEqual([from, 'BAD_INPUT']);
    }
    expect(await code('leadHead', '{ calendarYear(year: -5) { announced } }')).not.toBe('INTERNAL_SERVER_ERROR');
  });
});

describe('names', () => {
  it('that only look different are one: a user name in full width, in capitals, with a space behind it', async () => {
    for (const userName of ['ＬＥＡＤＨＥＡＤ', 'LeadHead', 'leadhead ']) {
      expect([userName, await send('administrator', 'createAccount', { userName, displayName: '另一人', namesake: true, ...key() })]).toEqual([
        userName,
        'USER_NAME_TAKEN',
      ]);
    }
  });

  it('do not hide characters that nobody sees, or that turn the writing round', async () => {
    for (const userName of ['lead\u200bhead', 'lead\u202ehead', 'lead\u00adhead', 'lead head']) {
      expect([userName, await send('administrator', 'createAccount', { userName, displayName: '另一人', namesake: true, ...key() })]).toEqual([
        userName,
        'USER_NAME_INVALID',
      ]);
    }
  });

  it('of wildcards are letters like others', async () => {
    for (const text of ['%', '_', '\\']) {
      const { campaign } = await world.as<{ campaign: { tasks: { nodes: unknown[] } } }>(
        'coordinator',
        'query ($id: ID!, $f: SubjectFilterInput) { campaign(id: $id) { tasks(first: 5, filter: $f) { nodes { id } } } }',
        { id: world.own.campaign, f: { text } },
      );
      expect([text, campaign.tasks.nodes]).toEqual([text, []]);
      const { units } = await world.as<{ units: { nodes: unknown[] } }>(
        'leadHead',
        'query ($s: String!) { units(first: 5, search: $s) { nodes { id } } }',
        { s: text },
      );
      expect([text, units.nodes]).toEqual([text, []]);
    }
  });

  it('have an end: a megabyte is no name and no reason', async () => {
    const long = '长'.repeat(350_000);
    const unit = base64(`Unit:${world.units.elsewhere}`);
    expect(await send('administrator', 'registerUnit', { name: long, kind: 'OTHER', ...key() })).toBe('BAD_INPUT');
    expect(await send('administrator', 'createAccount', { userName: 'longname', displayName: long, ...key() })).toBe('BAD_INPUT');
    expect(await send('leadHead', 'objectToTask', { id: task.id, expectedRevision: await world.revision(task), reason: long, ...key() })).toMatch(
      /BAD_INPUT|EVENT_REFUSED/,
    );
    expect(unit).toBeTruthy();
  });
});
