/** Every mutation that is no event of a law, sent by everybody, and every mutation without a good token. One that is not stated here fails. */
import { randomUUID } from 'node:crypto';
import { PASSWORD, PEOPLE, startCampaign, type PersonName, type RunningCampaign } from '../support/campaign';
import { FULL, LEAD, TAKING_PART } from './secrets';
import { levelOf, relationsOf } from './standing';
import { bulkEvents, events, globalId, inputType, key, mutations, sendingTo, WIDE, type Sending } from './sending';

let world: RunningCampaign;
let sending: Sending;
beforeAll(async () => {
  world = await startCampaign({ limits: WIDE });
  sending = sendingTo(world);
}, 120_000);
afterAll(() => world.close());

describe('the other mutations', () => {
  type Verdict = 'ALLOWED' | 'FORBIDDEN' | 'NOT_FOUND';
  interface Stated {
    /** Made so that it is refused for what it asks, where it is allowed to ask: nothing may change here. */
    input: () => Promise<Record<string, unknown>> | Record<string, unknown>;
    verdict: (person: PersonName) => Verdict;
  }
  const only =
    (...people: PersonName[]) =>
    (person: PersonName): Verdict =>
      people.includes(person) ? 'ALLOWED' : 'FORBIDDEN';
  const ADMINISTRATOR = only('administrator');
  const account = (person: PersonName) => globalId('Account', world.accounts[person]);
  const unit = () => globalId('Unit', world.units.elsewhere);
  const unknownAccount = () => ({ id: globalId('Account', randomUUID()) });
  /** Of the plan of the running campaign: its coordinators by unit; who else sees the campaign is forbidden, for others it is not there. */
  const ownPlan = (person: PersonName): Verdict =>
    person === 'coordinator' ? 'ALLOWED' : [...FULL, ...TAKING_PART].includes(person) ? 'FORBIDDEN' : 'NOT_FOUND';
  const foreignPlan = (person: PersonName): Verdict => {
    if (person === 'foreignCoordinator') return 'ALLOWED';
    return ['foreignLeader', 'foreignHead', 'auditor'].includes(person) ? 'FORBIDDEN' : 'NOT_FOUND';
  };
  const stale = { expectedRevision: 9_999 };
  const staleVersion = { expectedVersion: 'x', from: '2022-09-01' };
  const membershipOf = async (person: PersonName): Promise<string> => {
    const { rows } = await world.database.pool.query<{ id: string }>('select id from membership where account_id = $1 limit 1', [
      world.accounts[person],
    ]);
    return globalId('Membership', rows[0]?.id ?? '');
  };
  const coordinates = (person: PersonName): boolean => ['coordinator', 'campaignCoordinator'].includes(person);

  const STATED: Record<string, readonly Stated[]> = {
    readNotice: [
      { input: () => ({ officeId: globalId('Unit', world.units.office), text: '无任务' }), verdict: only('coordinator') },
      { input: () => ({ officeId: globalId('Unit', world.units.foreignOffice), text: '无任务' }), verdict: only('foreignCoordinator') },
    ],
    ...Object.fromEntries(
      ['savePlan', 'bindPlanUnits', 'publishPlan', 'supplementPlan'].map((mutation) => [
        mutation,
        [
          {
            input: () => ({ id: world.own.plan, ...stale, ...(mutation === 'supplementPlan' ? { supplementId: world.own.plan } : {}) }),
            verdict: ownPlan,
          },
          {
            input: () => ({ id: world.foreign.plan, ...stale, ...(mutation === 'supplementPlan' ? { supplementId: world.foreign.plan } : {}) }),
            verdict: foreignPlan,
          },
        ],
      ]),
    ),
    acceptProposedUnits: [
      { input: () => ({ planId: world.own.plan, units: [{ name: '不在方案中的单位', kind: 'OTHER' }] }), verdict: ownPlan },
      { input: () => ({ planId: world.foreign.plan, units: [{ name: '不在方案中的单位', kind: 'OTHER' }] }), verdict: foreignPlan },
    ],
    urgeLateReports: [
      {
        // A rule that nobody has: nothing is urged.
        input: () => ({ campaignId: world.own.campaign, rule: 'none' }),
        verdict: (person) =>
          ['COORDINATOR', 'LEADER', 'SUPERVISOR'].some((one) => (relationsOf(person, 'ownCampaign') as string[]).includes(one))
            ? 'ALLOWED'
            : levelOf(person, 'ownCampaign') === 'NONE'
              ? 'NOT_FOUND'
              : 'FORBIDDEN',
      },
    ],
    uploadReportAttachment: [
      {
        input: async () => ({ reportId: (await world.report(world.own, world.units.lead, 'IMPLEMENTATION_PLAN')).id, name: 'x.pdf', content: '' }),
        verdict: (person) => (LEAD.includes(person) ? 'ALLOWED' : FULL.includes(person) ? 'FORBIDDEN' : 'NOT_FOUND'),
      },
    ],
    readFormWorkbook: [
      { input: () => ({ officeId: globalId('Unit', world.units.office), name: 'x.xlsx', content: '' }), verdict: only('coordinator') },
      { input: () => ({ officeId: globalId('Unit', world.units.foreignOffice), name: 'x.xlsx', content: '' }), verdict: only('foreignCoordinator') },
    ],
    importReportWorkbook: [
      {
        input: async () => {
          const report = await world.report(world.own, world.units.lead, 'IMPLEMENTATION_PLAN');
          return { id: report.id, expectedRevision: 99, name: 'x.xlsx', content: '' };
        },
        verdict: (person) => (LEAD.includes(person) ? 'ALLOWED' : FULL.includes(person) ? 'FORBIDDEN' : 'NOT_FOUND'),
      },
    ],
    createAccount: [{ input: () => ({ userName: '!', displayName: '某人' }), verdict: ADMINISTRATOR }],
    ...Object.fromEntries(
      ['disableAccount', 'enableAccount', 'unlockAccount', 'resetPassword', 'setAccountEmail'].map((mutation) => [
        mutation,
        [
          {
            // Of an account that is there nothing less than doing it would show that it is allowed.
            input: unknownAccount,
            verdict: (person: PersonName): Verdict => (person === 'administrator' ? 'NOT_FOUND' : 'FORBIDDEN'),
          },
        ],
      ]),
    ),
    setOwnEmail: [{ input: () => ({ email: 'nobody' }), verdict: () => 'ALLOWED' }],
    changeOwnPassword: [{ input: () => ({ present: PASSWORD, wanted: 'a' }), verdict: () => 'ALLOWED' }],
    grantRole: [
      {
        input: () => ({ accountId: account('elsewhereStaff'), role: 'UNIT_HEAD', unitId: unit(), validFrom: '2022-01-02', validTo: '2022-01-01' }),
        verdict: ADMINISTRATOR,
      },
      {
        input: () => ({
          accountId: account('elsewhereStaff'),
          role: 'LEADER',
          campaignId: world.own.campaign,
          validFrom: '2022-01-02',
          validTo: '2022-01-01',
        }),
        verdict: (person) => (person === 'administrator' || coordinates(person) ? 'ALLOWED' : 'NOT_FOUND'),
      },
      {
        input: () => ({
          accountId: account('elsewhereStaff'),
          role: 'LEADER',
          campaignId: world.foreign.campaign,
          validFrom: '2022-01-02',
          validTo: '2022-01-01',
        }),
        verdict: (person) => (person === 'administrator' || person === 'foreignCoordinator' ? 'ALLOWED' : 'NOT_FOUND'),
      },
    ],
    revokeRole: [
      { input: async () => ({ membershipId: await membershipOf('elsewhereStaff'), validTo: '2022-01-01' }), verdict: ADMINISTRATOR },
      {
        input: async () => ({ membershipId: await membershipOf('campaignLeader'), validTo: '2022-01-01' }),
        verdict: (person) => (person === 'administrator' || coordinates(person) ? 'ALLOWED' : 'NOT_FOUND'),
      },
    ],
    arrangeSubstitution: [
      {
        input: () => ({
          absentId: account('leadStaff'),
          substituteId: account('leadStaff'),
          reason: '无',
          validFrom: '2022-09-01',
          validTo: '2022-09-02',
        }),
        verdict: only('leadStaff', 'leadHead', 'substitute', 'administrator'),
      },
      {
        input: () => ({
          absentId: account('coordinator'),
          substituteId: account('coordinator'),
          reason: '无',
          validFrom: '2022-09-01',
          validTo: '2022-09-02',
        }),
        verdict: only('coordinator', 'administrator'),
      },
    ],
    endSubstitution: [{ input: () => ({ substitutionId: randomUUID() }), verdict: () => 'NOT_FOUND' }],
    registerUnit: [{ input: () => ({ name: ' ', kind: 'OTHER' }), verdict: ADMINISTRATOR }],
    renameUnit: [{ input: () => ({ id: unit(), name: '某单位', ...staleVersion }), verdict: ADMINISTRATOR }],
    moveUnit: [{ input: () => ({ id: unit(), ...staleVersion }), verdict: ADMINISTRATOR }],
    addUnitAlias: [{ input: () => ({ id: unit(), alias: '某单位', expectedVersion: 'x' }), verdict: ADMINISTRATOR }],
    importUnits: [{ input: () => ({ text: 'x', format: 'CSV' }), verdict: ADMINISTRATOR }],
    createFigureSnapshot: [
      {
        input: () => ({ campaignId: world.own.campaign, title: ' ' }),
        verdict: (person) => (coordinates(person) ? 'ALLOWED' : [...FULL, ...TAKING_PART].includes(person) ? 'FORBIDDEN' : 'NOT_FOUND'),
      },
    ],
    draftBulletin: [
      {
        input: () => ({ campaignId: world.own.campaign, from: '2022-09-30', to: '2022-09-01' }),
        verdict: (person) => (coordinates(person) ? 'ALLOWED' : [...FULL, ...TAKING_PART].includes(person) ? 'FORBIDDEN' : 'NOT_FOUND'),
      },
    ],
    ...Object.fromEntries(
      ['addRecord', 'importRecords'].map((mutation) => [
        mutation,
        [
          {
            input: () => ({
              campaignId: world.own.campaign,
              kind: 'none',
              ...(mutation === 'addRecord' ? { fields: [] } : { name: 'x.xlsx', content: '' }),
            }),
            verdict: (person: PersonName): Verdict =>
              coordinates(person) || TAKING_PART.includes(person) ? 'ALLOWED' : FULL.includes(person) ? 'FORBIDDEN' : 'NOT_FOUND',
          },
        ],
      ]),
    ),
    askAboutDifference: [
      {
        input: async () => ({ reportId: (await world.report(world.own, world.units.lead, 'IMPLEMENTATION_PLAN')).id, question: ' ' }),
        verdict: (person) => (coordinates(person) ? 'ALLOWED' : [...FULL, ...LEAD].includes(person) ? 'FORBIDDEN' : 'NOT_FOUND'),
      },
    ],
    askAboutDifferences: [
      {
        input: () => ({ campaignId: world.own.campaign, rule: 'r1', period: '2022-09', question: ' ' }),
        verdict: (person) => (coordinates(person) ? 'ALLOWED' : [...FULL, ...TAKING_PART].includes(person) ? 'FORBIDDEN' : 'NOT_FOUND'),
      },
    ],
    importCalendarYear: [{ input: () => ({ year: 2031, holidays: ['2030-01-01'], makeUpWorkdays: [], source: '无' }), verdict: ADMINISTRATOR }],
    /** Marks what is one's own and lies about nothing else: see the test below. */
    markMessagesRead: [],
    /** Without a token: see below. */
    signIn: [],
    refreshSession: [],
    signOut: [],
  };

  it('are all stated', () => {
    const ofLaws = new Set([...events, ...bulkEvents].map(({ mutation }) => mutation));
    expect(
      Object.keys(mutations)
        .filter((name) => !ofLaws.has(name))
        .sort(),
    ).toEqual(Object.keys(STATED).sort());
  });

  it.each(Object.keys(STATED).filter((mutation) => STATED[mutation]?.length))(
    '%s is open to whom it is for, and changes nothing by others',
    async (mutation) => {
      const wrong: string[] = [];
      const before = await sending.everything();
      for (const [i, { input, verdict }] of (STATED[mutation] ?? []).entries()) {
        for (const person of PEOPLE) {
          const [answer = []] = await sending.sendAll(person, [
            { mutation, input: { ...sending.required(inputType(mutation)), ...key(), ...(await input()) } },
          ]);
          const code = answer[0]?.code ?? 'done';
          const expected = verdict(person);
          const fine = expected === 'ALLOWED' ? !['FORBIDDEN', 'NOT_FOUND', 'UNAUTHENTICATED'].includes(code) : code === expected;
          if (!fine) wrong.push(`${i} ${person}: ${code} instead of ${expected}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(await sending.everything()).toEqual(before);
    },
  );

  it('accounts that are there are left alone by everybody but the administrator', async () => {
    const before = await sending.everything();
    for (const person of PEOPLE.filter((one) => one !== 'administrator')) {
      const sent = ['disableAccount', 'enableAccount', 'unlockAccount', 'resetPassword'].map((mutation) => ({
        mutation,
        input: { id: account('elsewhereHead'), ...key() },
      }));
      expect([person, (await sending.sendAll(person, sent)).map(([first]) => first?.code)]).toEqual([person, sent.map(() => 'FORBIDDEN')]);
    }
    expect(await sending.everything()).toEqual(before);
  });

  it('a substitution is ended by who is in it or may arrange it', async () => {
    const { rows } = await world.database.pool.query<{ id: string }>('select id from substitution');
    const before = await sending.everything();
    for (const person of PEOPLE.filter((one) => !['leadHead', 'substitute', 'administrator'].includes(one))) {
      const [answer] = await sending.sendAll(person, [{ mutation: 'endSubstitution', input: { substitutionId: rows[0]?.id, ...key() } }]);
      expect([person, answer?.map(({ code }) => code)]).toEqual([person, ['FORBIDDEN']]);
    }
    expect(await sending.everything()).toEqual(before);
  });

  it('messages are marked as read by the unit they are for', async () => {
    await world.database.pool.query(
      `insert into message (id, unit_id, campaign_id, subject_id, message, data, created_at) values (77001, $1, $2, $3, 'TASK_ASSIGNED', '{}', now())`,
      [world.units.lead, world.own.campaignId, (await world.task(world.own, '二(二)2')).subjectId],
    );
    const mark = async (person: PersonName) => {
      const text = 'mutation ($input: MarkMessagesReadInput!) { markMessagesRead(input: $input) { marked userErrors { code } } }';
      return (await world.as<{ markMessagesRead: { marked: number } }>(person, text, { input: { ids: ['77001'], ...key() } })).markMessagesRead
        .marked;
    };
    for (const person of PEOPLE.filter((one) => !LEAD.includes(one))) expect([person, await mark(person)]).toEqual([person, 0]);
    expect(await mark('leadStaff')).toBe(1);
  });
});

describe('without a token', () => {
  it('every mutation is refused but signing in and out', async () => {
    const open = ['signIn', 'refreshSession', 'signOut'];
    const before = await sending.everything();
    const wrong: string[] = [];
    for (const mutation of Object.keys(mutations).filter((name) => !open.includes(name))) {
      const answer = await world.ask(null, `mutation ($input: ${inputType(mutation).name}!) { ${mutation}(input: $input) { __typename } }`, {
        input: { ...sending.required(inputType(mutation)), ...key() },
      });
      if (answer.errors?.[0]?.extensions.code !== 'UNAUTHENTICATED') wrong.push(`${mutation}: ${JSON.stringify(answer.errors ?? answer.data)}`);
    }
    expect(wrong).toEqual([]);
    expect(await sending.everything()).toEqual(before);
  });

  it('a token that is spoilt, of nobody, or of a disabled account opens nothing', async () => {
    const query = '{ viewer { account { userName } } }';
    const token = await world.token('roleless');
    const code = async (given: string) => (await world.server.ask(query, {}, { token: given })).errors?.[0]?.extensions.code;
    const [head, body, signature] = token.split('.') as [string, string, string];
    expect(await code('nonsense')).toBe('TOKEN_INVALID');
    expect(await code(`${head}.${body}.${signature.slice(0, -4)}AAAA`)).toBe('TOKEN_INVALID');
    expect(await code(`${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`)).toBe('TOKEN_INVALID');
    expect(await code(token)).toBeUndefined();
    await world.as('administrator', 'mutation ($input: AccountInput!) { disableAccount(input: $input) { userErrors { code } } }', {
      input: { id: globalId('Account', world.accounts.roleless), ...key() },
    });
    expect(['ACCOUNT_DISABLED', 'TOKEN_INVALID']).toContain(await code(token));
  });

  it('a token that has expired says so', async () => {
    const { tokens } = world.muster.desks.people;
    const now = new Date(Date.now() - 3_600_000);
    const old = await tokens.issue({ accountId: world.accounts.leader, family: randomUUID(), now, expiresAt: new Date(now.getTime() + 60_000) });
    const answer = await world.server.ask('{ viewer { account { userName } } }', {}, { token: old });
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['TOKEN_EXPIRED']);
  });
});
