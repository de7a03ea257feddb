/** What the log tells of a failure that nobody expected: the fault, and nothing that somebody wrote. */
import { describeFault } from '../../src/application/describe-fault';
import { fakeDesk } from '../graphql/fake-desk';
import { startTestServer } from '../support/server';

describe('an unexpected failure in the log', () => {
  const CASES: readonly (readonly [string, Error])[] = [
    ['a value that the database quotes', Object.assign(new Error('invalid input syntax for type uuid: "王同志 13905170163"'), { code: '22P02' })],
    [
      'a query with its values',
      new Error(`insert into "account" ("display_name") values ('王同志') - duplicate key value violates unique constraint "account_user_name_key"`),
    ],
    ['a detail', new Error('Key (user_name)=(wangtongzhi-secret) already exists.')],
    ['a token', new Error('no session for eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJlLXNlY3JldA')],
    ['a password', new Error('connect: password=wangtongzhi-secret host=db')],
    ['an address', new Error('cannot send to wangtongzhi-secret@example.org')],
    ['a cause', new Error('outer', { cause: new Error('inner: "王同志 wangtongzhi-secret"') })],
    ['a quotation without an end', new Error('Unexpected token in "王同志 wangtongzhi-secret')],
    ['a number', new Error('call +86 139 0517 0163 or 010-66778899')],
  ];
  it.each(CASES)('leaves out %s', (_name, error) => {
    const text = JSON.stringify(describeFault(error));
    expect(text).not.toMatch(/王|13905170163|139 0517|66778899|wangtongzhi|eyJ/);
  });

  it('keeps what tells the fault', () => {
    const broken = Object.assign(new Error('duplicate key value violates unique constraint "account_user_name_key"'), {
      ...{ code: '23505', table: 'account', constraint: 'account_user_name_key' },
    });
    expect(describeFault(broken)).toMatchObject({
      ...{
        name: 'Error',
        message: 'duplicate key value violates unique constraint …',
        code: '23505',
        table: 'account',
        constraint: 'account_user_name_key',
      },
      stack: expect.arrayContaining([expect.stringMatching(/^at /)]) as unknown,
    });
    expect(describeFault(new TypeError("Cannot read properties of undefined (reading 'id')")).message).toBe(
      'Cannot read properties of undefined (reading …)',
    );
    expect(describeFault('thrown')).toEqual({ name: 'string', message: '', stack: [] });
  });

  it('is logged so by the door', async () => {
    const people = { ownSubstitutions: () => Promise.reject(new Error('no row for "王同志", telephone 13905170163, token=abc.def')) };
    const server = await startTestServer({ desk: fakeDesk({ people }) });
    const { errors } = await server.ask('{ viewer { substitutions { id } } }', {}, { token: 'ann' });
    const incident = errors?.[0]?.extensions['incident'];
    expect(server.logged).toMatchObject([{ incident, error: { name: 'Error', message: expect.stringContaining('no row for') as unknown } }]);
    expect(JSON.stringify(server.logged)).not.toMatch(/王|13905170163|abc\.def/);
    await server.stop();
  });
});
