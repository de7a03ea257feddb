/** Operations in all that GraphQL lets them say, and with all the mistakes that it lets them make, each with a name. */
import type { PersonName } from '../support/campaign-cast';

export interface Asked {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
  /** Null: nobody who has signed in. */
  person?: PersonName | null;
  language?: string;
}

export const SAID: [string, Asked][] = [
  [
    'fragments, named and inline, the same field twice',
    {
      query: `query { viewer { ...A ...B account { id } } } fragment A on Viewer { account { userName } } fragment B on Viewer { account { ... on ViewerAccount { displayName id } } }`,
    },
  ],
  ['aliases', { query: '{ one: viewer { account { a: id b: id } } two: viewer { account { id } } }' }],
  [
    '__typename everywhere',
    {
      query: '{ __typename viewer { __typename account { __typename } inbox(first: 2) { __typename nodes { __typename subject { __typename } } } } }',
    },
  ],
  ['a name that means something in code', { query: '{ viewer { __proto__: account { constructor: id toString: userName } } }' }],
  [
    'only a name that means something in code',
    {
      query:
        'query ($constructor: Int = 1) { toString: viewer { constructor: account { hasOwnProperty: id } inbox(first: $constructor) { valueOf: nodes { kind } } } }',
    },
  ],
  [
    'skip and include that hold',
    {
      query: 'query ($yes: Boolean!) { viewer { account @skip(if: $yes) { id } inbox(first: 1) @include(if: $yes) { nodes { kind } } } }',
      variables: { yes: true },
    },
  ],
  [
    'skip and include that do not',
    {
      query: 'query ($yes: Boolean!) { viewer { account @skip(if: $yes) { id } inbox(first: 1) @include(if: $yes) { nodes { kind } } } }',
      variables: { yes: false },
    },
  ],
  [
    'a fragment with two conditions in two places',
    {
      query:
        'query ($a: Boolean!, $b: Boolean!) { one: viewer { ...F @include(if: $a) } two: viewer { ...F @include(if: $b) } } fragment F on Viewer { account { id userName @skip(if: $b) } }',
      variables: { a: true, b: false },
    },
  ],
  ['nothing left', { query: 'query ($no: Boolean!) { viewer { account @include(if: $no) { id } } }', variables: { no: false } }],
  ['a default that nobody overrides', { query: 'query ($n: Int! = 2) { viewer { inbox(first: $n) { nodes { kind } } } }' }],
  ['a default that somebody does', { query: 'query ($n: Int! = 2) { viewer { inbox(first: $n) { nodes { kind } } } }', variables: { n: 1 } }],
  [
    'a filter with variables inside, left out',
    {
      query: 'query ($role: PartRole, $by: Date) { viewer { inbox(first: 3, filter: { role: $role, due: { lte: $by } }) { nodes { title role } } } }',
    },
  ],
  [
    'a filter with variables inside',
    {
      query: 'query ($role: PartRole, $by: Date) { viewer { inbox(first: 3, filter: { role: $role, due: { lte: $by } }) { nodes { title role } } } }',
      variables: { role: 'LEAD', by: '2023-01-01' },
    },
  ],
  [
    'the filter as one variable',
    {
      query: 'query ($filter: InboxFilterInput) { viewer { inbox(first: 3, filter: $filter) { nodes { title role } } } }',
      variables: { filter: { role: 'COOPERATING' } },
    },
  ],
  [
    'null for a variable that may be',
    { query: 'query ($filter: InboxFilterInput) { viewer { inbox(first: 3, filter: $filter) { nodes { title } } } }', variables: { filter: null } },
  ],
  ['one value for a list', { query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }', variables: { ids: 'x' } }],
  [
    'several operations, one chosen',
    { query: 'query A { viewer { account { id } } } query B { viewer { account { userName } } }', operationName: 'B' },
  ],
  ['the other of them', { query: 'query A { viewer { account { id } } } query B { viewer { account { userName } } }', operationName: 'A' }],
  [
    'introspection',
    {
      query:
        '{ __schema { queryType { name } types { name kind fields(includeDeprecated: true) { name args { name defaultValue } type { name ofType { name } } } } } __type(name: "Task") { interfaces { name } } }',
    },
  ],
  [
    'an id of nothing',
    {
      query: 'query ($id: ID!) { node(id: $id) { id } campaign(id: $id) { title } }',
      variables: { id: Buffer.from('Campaign:018f0000-0000-7000-8000-000000000000').toString('base64url') },
    },
  ],
  ['nobody signed in', { query: '{ viewer { account { id } } }', person: null }],
  ['English', { query: '{ viewer { account { id } } }', person: null, language: 'en' }],
];

export const MISTAKEN: [string, Asked][] = [
  ['a variable that is not given', { query: 'query ($n: Int!) { viewer { inbox(first: $n) { nodes { kind } } } }' }],
  ['null where none may be', { query: 'query ($n: Int!) { viewer { inbox(first: $n) { nodes { kind } } } }', variables: { n: null } }],
  ['a variable of another type', { query: 'query ($n: Int!) { viewer { inbox(first: $n) { nodes { kind } } } }', variables: { n: 'two' } }],
  [
    'an enum value that does not exist',
    { query: 'query ($role: PartRole) { viewer { inbox(first: 3, filter: { role: $role }) { nodes { title } } } }', variables: { role: 'KING' } },
  ],
  [
    'a field of an input that does not exist',
    {
      query: 'query ($filter: InboxFilterInput) { viewer { inbox(first: 3, filter: $filter) { nodes { title } } } }',
      variables: { filter: { colour: 'red', size: 3 } },
    },
  ],
  [
    'a day that does not exist',
    {
      query: 'query ($by: Date) { viewer { inbox(first: 3, filter: { due: { lte: $by } }) { nodes { title } } } }',
      variables: { by: '2023-02-30' },
    },
  ],
  [
    'null for an argument with a default in the document',
    { query: 'query ($first: Int = 3) { viewer { inbox(first: $first) { nodes { title } } } }', variables: { first: null } },
  ],
  ['an operation that is not there', { query: 'query A { viewer { account { id } } }', operationName: 'B' }],
  ['no operation chosen', { query: 'query A { viewer { account { id } } } query B { viewer { account { id } } }' }],
  [
    'a field that fails beside one that does not',
    { query: '{ viewer { account { id } inbox(first: 2, after: "nonsense") { nodes { kind } } plans(first: 1) { nodes { id } } } }' },
  ],
  [
    'two fields that fail',
    { query: '{ one: units(first: 2, after: "nonsense") { nodes { id } } viewer { account { id } } two: node(id: "nonsense") { id } }' },
  ],
  [
    'on several lines',
    { query: '{\n  viewer {\r\n    account { id }\r\n    inbox(\n      first: 2\n      after: "nonsense"\n    ) { nodes { kind } }\n  }\n}' },
  ],
  ['what the viewer may not see', { query: '{ accounts(first: 2) { nodes { id } } auditTrail(first: 1) { nodes { action } } }' }],
];
