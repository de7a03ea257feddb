import { buildSchema, GraphQLError, parse } from 'graphql';
import { LONGEST_LINE, textCheck } from '../../src/graphql/input-texts';

const schema = buildSchema(`
  input ReadNoticeInput { text: String, name: String, tags: [String!], id: ID }
  type Query { read(input: ReadNoticeInput, search: String, after: String, lastEventId: ID): String }
`);
const check = textCheck(schema);
const LONG = '长'.repeat(LONGEST_LINE + 1);
/** The code of the refusal and the path to the text. */
function refusal(text: string, variables: Record<string, unknown> = {}): unknown[] {
  try {
    check(parse(text), undefined, variables);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    expect(error.message.length).toBeLessThan(200);
    return [error.extensions['code'], (error.extensions['data'] as { path: unknown } | undefined)?.path];
  }
  return [];
}
const INPUT = 'query ($input: ReadNoticeInput) { read(input: $input) }';

describe('the texts of a request', () => {
  it.each<[string, Record<string, unknown>, unknown[]]>([
    ['a NUL', { name: 'a\0' }, ['BAD_INPUT', ['input', 'name']]],
    ['half a character', { tags: ['a', '\udc00'] }, ['BAD_INPUT', ['input', 'tags', 1]]],
    ['a long name', { name: LONG }, ['BAD_INPUT', ['input', 'name']]],
    ['a NUL in a notice', { text: 'a\0' }, ['BAD_INPUT', ['input', 'text']]],
    ['an id with a NUL', { id: 'a\0' }, ['INVALID_ID', undefined]],
  ])('are refused in variables: %s', (_, input, expected) => {
    expect(refusal(INPUT, { input })).toEqual(expected);
  });

  it('are let through as long as their place allows', () => {
    expect(refusal(INPUT, { input: { text: LONG.repeat(100), name: LONG.slice(1), tags: ['𠮷'], id: null } })).toEqual([]);
  });

  it('are refused in the document and in defaults', () => {
    expect(refusal(String.raw`{ read(input: { tags: ["a\u0000"] }) }`)).toEqual(['BAD_INPUT', ['input', 'tags', 0]]);
    expect(refusal(`{ read(search: "${LONG}") }`)).toEqual(['BAD_INPUT', ['search']]);
    expect(refusal(`query ($s: String = "${LONG}") { read(search: $s) }`)).toEqual(['BAD_INPUT', ['s']]);
  });

  it('are measured by where a variable goes', () => {
    expect(refusal('query ($t: String) { read(input: { text: $t }) }', { t: LONG })).toEqual([]);
    expect(refusal('query ($t: String) { read(input: { name: $t }) }', { t: LONG })).toEqual(['BAD_INPUT', ['t']]);
    expect(refusal('query ($t: String) { read(search: $t, input: { text: $t }) }', { t: LONG })).toEqual(['BAD_INPUT', ['t']]);
  });

  it('leave cursors to their lists', () => {
    expect(refusal('query ($t: String) { read(after: $t) }', { t: '\0' })).toEqual([]);
    expect(refusal('query ($t: ID) { read(lastEventId: $t) }', { t: '\0' })).toEqual(['INVALID_CURSOR', undefined]);
  });
});
