import { ConfigRefused, describeConfig, readConfig } from '../src/config';

const problemsOf = (environment: Record<string, string>) => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigRefused) return error.problems.map(({ name }) => name);
    throw error;
  }
  return [];
};

it('needs nothing to be set', () => {
  expect(readConfig({})).toMatchObject({ port: 4000, dataDir: './data', databaseUrl: null, production: false, demo: true, oidc: null });
});

it('takes an empty value for unset', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 4000, databaseUrl: null });
});

it('counts how long a database may be silent in seconds, and 0 as for ever', () => {
  expect(readConfig({}).databaseSilenceMs).toBe(60_000);
  expect(readConfig({ DATABASE_SILENCE_SECONDS: '5' }).databaseSilenceMs).toBe(5_000);
  expect(readConfig({ DATABASE_SILENCE_SECONDS: '0' }).databaseSilenceMs).toBeNull();
  expect(problemsOf({ DATABASE_SILENCE_SECONDS: '-1' })).toContain('DATABASE_SILENCE_SECONDS');
});

it('names every wrong value in one message', () => {
  const wrong = {
    PORT: '70000',
    NODE_ENV: 'live',
    DATABASE_URL: 'mysql://x',
    MAX_DEPTH: 'deep',
    TOKEN_SECRET: 'short',
    LOG_LEVEL: 'loud',
    DEMO: 'perhaps',
  };
  expect(problemsOf(wrong).sort()).toEqual(Object.keys(wrong).sort());
});

it('never repeats a value that is wrong: it may be a secret', () => {
  expect(() => readConfig({ TOKEN_SECRET: 'hunter2' })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('hunter2') as unknown }),
  );
});

it('wants together what belongs together', () => {
  expect(problemsOf({ OIDC_ISSUER: 'https://id.example' })).toEqual(['OIDC_AUDIENCE']);
  expect(problemsOf({ PERSISTED_ONLY: 'true' })).toEqual(['PERSISTED_OPERATIONS']);
});

it('sends nothing by mail or webhook unless told to whom and how', () => {
  expect(readConfig({}).channels).toEqual({ email: null, webhook: null, publicUrl: null });
  const smtp = { SMTP_URL: 'smtps://user:secret@mail.example', SMTP_FROM: '专项办 <muster@office.example>', PUBLIC_URL: 'https://muster.example' };
  expect(readConfig(smtp).channels).toMatchObject({ email: { url: smtp.SMTP_URL, from: smtp.SMTP_FROM }, publicUrl: 'https://muster.example' });
  expect(problemsOf({ SMTP_URL: smtp.SMTP_URL })).toEqual(['SMTP_FROM']);
  expect(problemsOf({ ...smtp, SMTP_FROM: 'muster@office.example\r\nBcc: all@else.example' })).toEqual(['SMTP_FROM']);
  expect(problemsOf({ WEBHOOK_URL: 'https://portal.example/in' })).toEqual(['WEBHOOK_SECRET']);
});

it('sends webhooks over https, or to this machine, unless told that the network is one’s own', () => {
  const to = (url: string, more: Record<string, string> = {}) => problemsOf({ WEBHOOK_URL: url, WEBHOOK_SECRET: 's'.repeat(32), ...more });
  for (const url of ['https://portal.example/in', 'http://localhost:8080', 'http://127.0.0.1/in', 'http://[::1]:9/in']) expect(to(url)).toEqual([]);
  for (const url of ['http://portal.example/in', 'http://10.0.0.7/in', 'http://127.0.0.1.portal.example/in'])
    expect(to(url)).toEqual(['WEBHOOK_URL']);
  expect(to('http://10.0.0.7/in', { WEBHOOK_ALLOW_HTTP: 'true' })).toEqual([]);
});

it('has demonstration accounts on the embedded database only, and not in production', () => {
  expect(readConfig({ DATABASE_URL: 'postgres://localhost/muster' }).demo).toBe(false);
  expect(readConfig({ NODE_ENV: 'production' }).demo).toBe(false);
  expect(problemsOf({ DATABASE_URL: 'postgres://localhost/muster', DEMO: 'true' })).toEqual(['DEMO']);
});

it('describes every setting, in both languages', () => {
  for (const language of ['zh', 'en'] as const) {
    const table = describeConfig(language);
    for (const name of ['PORT', 'DATA_DIR', 'DATABASE_URL', 'OIDC_ISSUER', 'MAX_COST']) expect(table).toContain(`| \`${name}\` |`);
  }
});
