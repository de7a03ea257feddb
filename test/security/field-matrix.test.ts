/** Every field of every kind of subject, asked by everybody: what the policy shows is shown whole, what it hides is null or empty. */
import { isObjectType, type GraphQLField, type GraphQLObjectType } from 'graphql';
import { toGlobalId } from '../../src/graphql/global-id';
import { fieldVisible, visibleFields } from '../../src/application/policy';
import { pathOn, type UnitRegister } from '../../src/domain/units';
import { buildSchema } from '../../src/graphql/build-schema';
import { laws, type SubjectKind } from '../../workflows';
import { PEOPLE, startCampaign, type PersonName, type RunningCampaign, type SubjectIds } from '../support/campaign';
import { BULK_PAYLOAD, ROOT_FIELDS, STATED_FIELDS, STATED_PAYLOADS, SUBJECT_FIELDS, SUBSCRIPTIONS } from './field-policy';
import { FULL, LEAD, plantSecrets } from './secrets';
import { levelOf, maySend, relationsOf, SUBJECTS, subjectsOf, type SubjectName } from './standing';
import { objectTypes, wholeField } from '../support/whole-selection';

const schema = buildSchema(laws);
const WIDE = { depth: 40, aliases: 100_000, directives: 100, tokens: 500_000, cost: 1e12 };
const TYPES = {
  CAMPAIGN: 'Campaign',
  TASK: 'Task',
  REPORT: 'Report',
  COORDINATING_BODY: 'CoordinatingBody',
  BULLETIN: 'Bulletin',
  RECORD: 'Record',
  DIFFERENCE: 'Difference',
} as const;

let world: RunningCampaign;
let subjects: Record<SubjectName, SubjectIds>;
beforeAll(async () => {
  world = await startCampaign({ limits: WIDE });
  await plantSecrets(world);
  subjects = await subjectsOf(world);
}, 120_000);
afterAll(() => world.close());

describe('a field has a policy', () => {
  it('every one of every object in an answer', () => {
    const found = objectTypes(schema)
      .filter(({ name }) => !['Query', 'Mutation', 'Subscription'].includes(name) && !name.endsWith('Payload'))
      .map((type) => [type.name, Object.keys(type.getFields()).sort()]);
    const stated = Object.entries(STATED_FIELDS).map(([name, fields]) => [name, [...fields].sort()]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(stated));
  });

  it('every one of the roots', () => {
    expect(Object.keys(schema.getQueryType()?.getFields() ?? {}).sort()).toEqual(Object.keys(ROOT_FIELDS).sort());
    expect(Object.keys(schema.getSubscriptionType()?.getFields() ?? {}).sort()).toEqual([...SUBSCRIPTIONS].sort());
  });

  it('everything that a mutation tells', () => {
    const nodes = ['account', 'bulletin', 'campaign', 'coordinatingBody', 'difference', 'membership', 'plan', 'record', 'report', 'task', 'unit'];
    const told = objectTypes(schema)
      .filter(({ name }) => name.endsWith('Payload'))
      .flatMap((type) =>
        Object.keys(type.getFields())
          .filter((field) => !['clientMutationId', 'userErrors', ...nodes].includes(field))
          .map((field) => [type.name, field]),
      );
    const many = Object.values(laws).flatMap((law) => Object.values(law.events).flatMap(({ bulk }) => bulk ?? []));
    const ofMany = many.map((name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}Payload`);
    expect(Object.fromEntries(told.filter(([name = '']) => !ofMany.includes(name)))).toEqual(STATED_PAYLOADS);
    const toldOfMany = ofMany.map((payload) => told.flatMap(([name, field]) => (name === payload ? [field] : [])).toSorted());
    expect(toldOfMany).toEqual(ofMany.map(() => BULK_PAYLOAD));
  });

  it('the table of the policy says the same of who sees only a part', () => {
    for (const [kind, type] of Object.entries(TYPES)) {
      const fields = SUBJECT_FIELDS[type];
      const shown = Object.keys(fields).filter((name) =>
        ['ALWAYS', 'OWN_PARTS', 'OWN_AND_BELOW', 'PHASES', 'ACTIONS', 'PLAN'].includes(fields[name] ?? ''),
      );
      const listed: readonly string[] = visibleFields[kind as SubjectKind].TITLE;
      expect({ kind, unlisted: shown.filter((name) => !listed.includes(name)) }).toEqual({ kind, unlisted: [] });
    }
  });
});

type Fields = Record<string, unknown>;

/** All fields of a subject by their names, with other objects by id only; null where it does not exist for the person. */
async function fieldsSeenBy(person: PersonName, { kind, id }: SubjectIds): Promise<Fields | null> {
  const type = schema.getType(TYPES[kind]);
  if (!isObjectType(type)) throw new Error(`no type for ${kind}`);
  const text = fieldsOf(type)
    .map((field) => wholeField(schema, field, [type.name, type.name]))
    .join(' ');
  const answer = await world.ask(person, `query ($id: ID!) { node(id: $id) { ... on ${type.name} { ${text} } } }`, { id });
  expect({ person, kind, errors: answer.errors }).toEqual({ person, kind, errors: undefined });
  return (answer.data as { node: Fields | null }).node;
}

const fieldsOf = (type: GraphQLObjectType): GraphQLField<unknown, unknown>[] => Object.values(type.getFields()) as GraphQLField<unknown, unknown>[];
const valueOf = (fields: Fields | null, name: string): unknown =>
  name === 'diagram' ? [fields?.['diagram_MERMAID'], fields?.['diagram_XSTATE']] : fields?.[name];
const isNothing = (value: unknown): boolean =>
  value === null ||
  (Array.isArray(value) && value.every((item) => item === null || item === undefined)) ||
  (Array.isArray(value) && value.length === 0);

/** Ids of all units that are named somewhere in a value. */
function unitsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(unitsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'unit' && inner ? [String((inner as Fields)['Unit_id'] ?? (inner as Fields)['id'])] : unitsIn(inner),
  );
}
const globalUnit = (unit: string): string => Buffer.from(`Unit:${unit}`).toString('base64url');
/** Both by their global ids. */
const below = (register: UnitRegister, unit: string, above: string): boolean =>
  register.units.some(({ id }) => globalUnit(id) === unit && pathOn(register, id, '2022-08-26').map(globalUnit).includes(above));
const withoutMissing = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (name, inner: unknown) => (name === 'missing' ? [] : inner)));
const ownUnit = (person: PersonName): string => {
  const key = LEAD.includes(person)
    ? 'lead'
    : person.startsWith('cooperating')
      ? 'cooperating'
      : person.startsWith('elsewhere')
        ? 'elsewhere'
        : 'foreign';
  return globalUnit(world.units[key]);
};

const CONFIDENTIAL = Object.values(laws).flatMap((law) => Object.entries(law.events).flatMap(([event, rule]) => (rule.confidential ? [event] : [])));
const confidentialLeftOut = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && 'input' in value && 'event' in value && CONFIDENTIAL.includes(String(value.event))
    ? { ...value, input: null }
    : value;

describe.each(SUBJECTS)('%s', (name) => {
  it('is not there for who does not see it', async () => {
    for (const person of PEOPLE.filter((one) => levelOf(one, name) === 'NONE')) {
      expect([person, await fieldsSeenBy(person, subjects[name])]).toEqual([person, null]);
    }
  });

  it('shows every field as the policy says', async () => {
    const { kind } = subjects[name];
    const full: PersonName = name.startsWith('foreign') ? 'foreignCoordinator' : 'coordinator';
    const reference = await fieldsSeenBy(full, subjects[name]);
    const differences: string[] = [];
    const register = await world.muster.below.units.current();
    for (const person of PEOPLE.filter((one) => levelOf(one, name) !== 'NONE')) {
      const level = levelOf(person, name);
      const seen = await fieldsSeenBy(person, subjects[name]);
      if (!seen) differences.push(`${person} does not see it at all`);
      for (const [field, policy] of Object.entries(SUBJECT_FIELDS[TYPES[kind]])) {
        const value = valueOf(seen, field);
        const whole = valueOf(reference, field);
        // What is confidential in an event is held against the people of its unit in leaks.test.ts.
        const same = JSON.stringify(value, confidentialLeftOut) === JSON.stringify(whole, confidentialLeftOut);
        const complain = (what: string) => differences.push(`${person} (${level}): ${field} ${what}: ${JSON.stringify(value)?.slice(0, 120)}`);
        if (policy === 'TABLE') {
          if (level === 'WHOLE' || fieldVisible(kind, level, field)) {
            if (!same) complain(`differs from ${JSON.stringify(whole)?.slice(0, 120)}`);
          } else if (!isNothing(value)) complain('is shown');
        }
        if (policy === 'ALWAYS' && !same) complain('is not shown');
        if (policy === 'PHASES' && JSON.stringify(withoutMissing(value)) !== JSON.stringify(withoutMissing(whole))) complain('differs');
        if (policy === 'PHASES' && level === 'TITLE' && unitsIn(value).length > 0) complain('names units');
        if (policy === 'PLAN' && isNothing(value)) complain('is not shown');
        if ((policy === 'OWN_PARTS' || policy === 'OWN_AND_BELOW') && level === 'WHOLE' && !same) complain('differs');
        if (policy === 'OWN_PARTS' && level === 'TITLE' && unitsIn(value).some((unit) => unit !== ownUnit(person))) complain('names other units');
        if (policy === 'OWN_AND_BELOW' && level === 'TITLE' && unitsIn(value).some((unit) => !below(register, unit, ownUnit(person))))
          complain('names units that are not below');
        if (policy === 'OWN_PEOPLE') {
          const own = relationsOf(person, name).includes('OWING_UNIT');
          if (own ? name === 'ownReport' && isNothing(value) : !isNothing(value)) complain(own ? 'is hidden' : 'is shown');
        }
        if (policy === 'OWN_ENTRY' && !relationsOf(person, name).includes('OWING_UNIT') && !same) complain('differs');
        if (policy === 'ACTIONS') {
          const relations = relationsOf(person, name);
          const actions = value as { event: string; allowed: boolean; reasons: { code: string }[] }[];
          const law = laws[kind];
          // What only the head may send is shown to the others of the unit, shut, with the reason.
          const fits = ({ event, allowed, reasons }: (typeof actions)[number]) => {
            const rule = law.events[event] ?? { who: [] };
            const shut = !allowed && reasons[0]?.code === 'UNIT_HEAD_REQUIRED' && maySend(relations, { who: rule.who });
            return shut || maySend(relations, rule);
          };
          const wrong = actions.filter((action) => !fits(action)).map(({ event }) => event);
          if (wrong.length > 0) complain(`offers ${wrong.join(', ')}`);
          const missing = Object.entries(law.events).filter(
            ([event, rule]) =>
              rule.mutation && event !== law.creation && maySend(relations, rule) && !actions.some((action) => action.event === event),
          );
          if (missing.length > 0) complain(`keeps back ${missing.map(([event]) => event).join(', ')}`);
        }
      }
    }
    expect(differences).toEqual([]);
  });
});

it('the reference itself is not empty', async () => {
  const seen = await fieldsSeenBy('coordinator', subjects.ownTask);
  const empty = Object.entries(seen ?? {}).filter(([, value]) => isNothing(value));
  expect(empty.map(([field]) => field).sort()).toEqual(['acceptedOn', 'extension', 'targets']);
  expect(FULL).toContain('coordinator');
});

describe('the roots', () => {
  const ASKED: Record<keyof typeof ROOT_FIELDS, string> = {
    viewer: 'viewer { account { userName } }',
    campaign: 'campaign(id: $own) { id }',
    campaigns: 'campaigns(first: 100) { nodes { id } }',
    node: 'node(id: $own) { id }',
    nodes: 'nodes(ids: [$own, $foreign]) { id }',
    plan: 'plan(id: $plan) { id }',
    bulletinPaper: 'bulletinPaper(id: $bulletin) { name }',
    bulletinWorkbook: 'bulletinWorkbook(id: $bulletin) { name }',
    unit: 'unit(id: $unit) { id }',
    units: 'units(first: 1) { nodes { id } }',
    calendarYear: 'calendarYear(year: 2022) { announced }',
    addWorkingDays: 'addWorkingDays(from: "2022-08-26", days: 5) { date }',
    reportAttachment: 'reportAttachment(reportId: $report, id: "none") { id }',
    periodWorkbook: 'periodWorkbook(campaignId: $own, rule: "none", period: "none") { name }',
    reportWorkbook: 'reportWorkbook(reportId: $nowhere) { name }',
    recordWorkbook: 'recordWorkbook(campaignId: $nothing, kind: "k1") { name }',
    amendmentPreview: 'amendmentPreview(campaignId: $own, planRevision: 4) { allowed }',
    undeliveredMessages: 'undeliveredMessages(campaignId: $own) { channel }',
    deliveryFailures: 'deliveryFailures { channel }',
    accounts: 'accounts(first: 1) { nodes { id } }',
    auditTrail: 'auditTrail(first: 1) { nodes { id } }',
    anchors: 'anchors(first: 1) { nodes { hash } }',
  };
  const ask = (person: PersonName | null, field: keyof typeof ROOT_FIELDS) => {
    const types: Record<string, string> = {
      own: world.own.campaign,
      foreign: world.foreign.campaign,
      plan: world.own.plan,
      unit: globalUnit(world.units.lead),
      report: subjects.ownReport.id,
      nowhere: toGlobalId('Report', world.own.campaignId, world.units.lead),
      bulletin: subjects.draftedBulletin.id,
      nothing: toGlobalId('Campaign', world.units.lead),
    };
    const used = Object.keys(types).filter((name) => ASKED[field].includes(`$${name}`));
    const head = used.length > 0 ? `query (${used.map((name) => `$${name}: ID!`).join(', ')})` : '';
    return world.ask(person, `${head} { ${ASKED[field]} }`, Object.fromEntries(used.map((name) => [name, types[name]])));
  };

  it.each(Object.keys(ASKED) as (keyof typeof ROOT_FIELDS)[])('%s answers those it is for, and nobody without a token', async (field) => {
    const anonymous = await ask(null, field);
    expect(anonymous.errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    for (const person of PEOPLE) {
      const codes = (await ask(person, field)).errors?.map(({ extensions }) => extensions.code) ?? [];
      const right = ROOT_FIELDS[field];
      const allowed =
        right === 'SIGNED_IN' ||
        (right === 'COORDINATOR' && relationsOf(person, 'ownCampaign').includes('COORDINATOR')) ||
        (right === 'READ_ACCOUNTS' && ['administrator', 'auditor'].includes(person)) ||
        (right === 'READ_AUDIT' && person === 'auditor');
      if (right === 'SIGNED_IN_AND_THERE') {
        expect([person, field, codes]).toEqual([person, field, ['NOT_FOUND']]);
        continue;
      }
      const hidden = right === 'COORDINATOR' && levelOf(person, 'ownCampaign') === 'NONE' ? ['NOT_FOUND'] : ['FORBIDDEN'];
      expect([person, field, codes]).toEqual([person, field, allowed ? [] : hidden]);
    }
  });

  it('lists the campaigns that one sees', async () => {
    for (const person of PEOPLE) {
      const { campaigns } = await world.as<{ campaigns: { nodes: { id: string }[] } }>(person, `{ ${ASKED.campaigns} }`);
      const expected = [
        ...(levelOf(person, 'ownCampaign') === 'NONE' ? [] : [world.own.campaign]),
        ...(levelOf(person, 'foreignCampaign') === 'NONE' ? [] : [world.foreign.campaign]),
      ];
      expect([person, campaigns.nodes.map(({ id }) => id).sort()]).toEqual([person, expected.sort()]);
    }
  });
});
