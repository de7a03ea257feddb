/** Sends mutations with inputs made from the schema, and knows everything that they could change. */
import { randomUUID } from 'node:crypto';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql';
import { buildSchema } from '../../src/graphql/build-schema';
import { laws, permissionTable, type Permission } from '../../workflows';
import { type PersonName, type Refusable, type RunningCampaign } from '../support/campaign';

const schema = buildSchema(laws);
export const WIDE = { aliases: 100_000, tokens: 500_000, cost: 1e12 };
export const mutations = schema.getMutationType()?.getFields() ?? {};
/** Every event that a person sends to what exists. */
export const events: (Permission & { mutation: string })[] = permissionTable().flatMap((row) =>
  row.mutation !== null && row.event !== laws[row.kind].creation ? [{ ...row, mutation: row.mutation }] : [],
);

/** Those of them that are also sent to many at once, under the name of the mutation that does so. */
export const bulkEvents: (Permission & { mutation: string })[] = events.flatMap((row) => (row.bulk === null ? [] : [{ ...row, mutation: row.bulk }]));

export interface Sent {
  mutation: string;
  input: Record<string, unknown>;
}
export const globalId = (kind: string, id: string): string => Buffer.from(`${kind}:${id}`).toString('base64url');
export const key = () => ({ idempotencyKey: randomUUID() });
export const inputType = (mutation: string): GraphQLInputObjectType =>
  getNamedType(mutations[mutation]?.args[0]?.type as never) as unknown as GraphQLInputObjectType;

export interface Sending {
  /** An input of what is required and nothing else. */
  required(type: GraphQLInputObjectType): Record<string, unknown>;
  /** Everything that a refused call must leave as it was. What is kept of the refusal itself (the first answer to its key) is no change. */
  everything(): Promise<unknown>;
  /** All in one request, one after another; the user errors of each, in their order. */
  sendAll(person: PersonName, sent: readonly Sent[]): Promise<Refusable[][]>;
  /** One mutation on many: the user errors of each of its items, in their order. */
  sendMany(person: PersonName, sent: Sent): Promise<Refusable[][]>;
}

export function sendingTo(world: RunningCampaign): Sending {
  /** Something that fits the type: what is required and nothing else. */
  function sample(type: GraphQLInputType, name: string): unknown {
    if (isNonNullType(type)) return sample(type.ofType, name);
    if (isListType(type)) return [sample(type.ofType, name)];
    if (isEnumType(type)) return type.getValues()[0]?.name;
    if (isInputObjectType(type)) return required(type);
    if (!isScalarType(type)) throw new Error(`no sample for ${String(type)}`);
    const samples: Record<string, unknown> = {
      Date: '2022-12-20',
      Int: 1,
      Base64: '',
      Boolean: true,
      Float: 1,
      ID: globalId('Unit', world.units.elsewhere),
    };
    return samples[type.name] ?? `${name} 内容`;
  }
  const required = (type: GraphQLInputObjectType): Record<string, unknown> =>
    Object.fromEntries(
      Object.values(type.getFields())
        .filter((field) => isNonNullType(field.type) && field.defaultValue === undefined)
        .map((field) => [field.name, sample(field.type, field.name)]),
    );

  async function everything(): Promise<unknown> {
    const tables = [
      'event',
      'deadline',
      'outbox',
      'account',
      'membership',
      'substitution',
      'unit',
      'unit_name',
      'unit_parent',
      'notice',
      'plan_version',
    ];
    const counts = [...tables, 'calendar_year'].map((table) => `(select count(*)::int from ${table}) as ${table}`);
    const { rows } = await world.database.pool.query(`select ${counts.join(', ')},
      (select md5(string_agg(id || ':' || revision || ':' || state, ',' order by id)) from subject) as subjects,
      (select md5(string_agg(id || ':' || revision || ':' || status, ',' order by id)) from plan) as plans,
      (select md5(string_agg(id || coalesce(password_hash, '') || coalesce(email, '') || coalesce(disabled_at::text, ''), ',' order by id)) from account) as accounts,
      (select md5(string_agg(id || coalesce(valid_to::text, ''), ',' order by id)) from membership) as memberships,
      (select md5(string_agg(id || coalesce(ended_at::text, ''), ',' order by id)) from substitution) as substitutions,
      (select md5(string_agg(id || coalesce(read_at::text, ''), ',' order by id, unit_id)) from message) as messages`);
    return rows[0];
  }

  async function sendAll(person: PersonName, sent: readonly Sent[]): Promise<Refusable[][]> {
    const variables = Object.fromEntries(sent.map(({ input }, i) => [`v${i}`, input]));
    const head = sent.map(({ mutation }, i) => `$v${i}: ${inputType(mutation).name}!`).join(', ');
    const body = sent.map(
      ({ mutation }, i) =>
        `m${i}: ${mutation}(input: $v${i}) { userErrors { __typename code message ... on TransitionRefused { reasons { code } } } }`,
    );
    const answer = await world.ask(person, `mutation (${head}) { ${body.join('\n')} }`, variables);
    expect({ person, errors: answer.errors, logged: world.server.logged.slice(0, 1) }).toEqual({ person, errors: undefined, logged: [] });
    const data = answer.data as Record<string, { userErrors: Refusable[] }>;
    return sent.map((_, i) => data[`m${i}`]?.userErrors ?? []);
  }

  async function sendMany(person: PersonName, { mutation, input }: Sent): Promise<Refusable[][]> {
    const text = `mutation ($input: ${inputType(mutation).name}!) { ${mutation}(input: $input) {
      results { userErrors { __typename code message ... on TransitionRefused { reasons { code } } } } userErrors { code } } }`;
    const answer = await world.ask(person, text, { input });
    expect({ person, errors: answer.errors, logged: world.server.logged.slice(0, 1) }).toEqual({ person, errors: undefined, logged: [] });
    const payload = (answer.data as Record<string, { results: { userErrors: Refusable[] }[]; userErrors: unknown[] }>)[mutation];
    expect(payload?.userErrors).toEqual([]);
    return (payload?.results ?? []).map(({ userErrors }) => userErrors);
  }

  return { required, everything, sendAll, sendMany };
}
