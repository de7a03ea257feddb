/** Every code that the desk can refuse with is in the table, so that the enum of the contract can carry it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DRIVE_REFUSALS } from '../../src/application/drive/types';
import { toUserError } from '../../src/graphql/errors';
import { ERRORS } from '../../src/graphql/error-table';

const application = join(__dirname, '../../src/application');

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (entry.name.endsWith('.ts')) yield readFileSync(path, 'utf8');
  }
}

it('knows every code that the desk refuses with', () => {
  const used = new Set<string>(DRIVE_REFUSALS);
  for (const text of sources(application)) {
    for (const [, code] of text.matchAll(/\b(?:refused|refuse|standardRefusal)(?:<[^>]*>)?\(\s*'([A-Z][A-Z_]+)'/g)) used.add(code as string);
    for (const [, code] of text.matchAll(/code: '([A-Z][A-Z_]+)' as const,\s*message/g)) used.add(code as string);
  }
  expect(used.size).toBeGreaterThan(40);
  expect([...used].filter((code) => !Object.hasOwn(ERRORS, code))).toEqual([]);
});

it('says each in both languages and what it means', () => {
  for (const [code, { zh, en, meaning }] of Object.entries(ERRORS)) {
    expect(code).toMatch(/^[A-Z][A-Z0-9_]+$/);
    expect(zh).toMatch(/[\u4e00-\u9fff]/);
    expect(en).toMatch(/[a-z]/);
    expect(meaning).toMatch(/[a-z]/);
  }
});

describe('a refusal as a user error', () => {
  const message = { zh: '版本', en: 'revision' };

  it('speaks the language asked for and points into the input', () => {
    const error = toUserError({ code: 'BAD_INPUT', message, data: { path: ['content', 'title'] } }, 'en');
    expect(error).toMatchObject({ __typename: 'SimpleError', message: 'revision', path: ['input', 'content', 'title'] });
  });

  it('tells the present revision to who is behind', () => {
    const error = toUserError({ code: 'STALE_REVISION', message, data: { expected: 3, actual: 5 } }, 'zh');
    expect(error).toMatchObject({ __typename: 'StaleRevision', message: '版本', expectedRevision: 3, actualRevision: 5 });
  });

  it('tells why an event is refused and what is possible instead', () => {
    const reason = { code: 'PARTS_STILL_OPEN', label: { zh: '未完成', en: 'open' }, data: { units: ['u'] } };
    const data = { fromState: 'IN_PROGRESS', event: 'SUBMIT', reasons: [reason], allowedEvents: ['WITHDRAW'] };
    expect(toUserError({ code: 'EVENT_REFUSED', message, data }, 'en')).toMatchObject({
      __typename: 'TransitionRefused',
      fromState: 'IN_PROGRESS',
      event: 'SUBMIT',
      reasons: [{ code: 'PARTS_STILL_OPEN', message: 'open', data: { units: ['u'] } }],
      allowedEvents: ['WITHDRAW'],
    });
  });
});
