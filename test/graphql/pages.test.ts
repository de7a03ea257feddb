/** The GraphiQL page loads nothing from elsewhere: users sit on networks without internet. */
import { startTestServer, type TestServer } from '../support/server';
import { fakeDesk } from './fake-desk';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    desk: fakeDesk(),
    examples: [{ name: '01', text: '# 待办 </script><script>alert(1)</script>\n{ viewer { account { id } } }' }],
  });
});
afterAll(() => server.stop());

it.each(['/', '/graphiql'])('is served at %s, with everything it names', async (path) => {
  const response = await fetch(`${server.url}${path}`);
  expect(response.headers.get('content-type')).toContain('text/html');
  const html = await response.text();
  const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url as string).filter((url) => !url.startsWith('data:'));
  expect(named.length).toBeGreaterThan(4);
  for (const url of named) {
    expect(url).toMatch(/^\/graphiql\//);
    const asset = await fetch(`${server.url}${url}`);
    expect({ url, status: asset.status, large: (await asset.arrayBuffer()).byteLength > 5_000 }).toEqual({ url, status: 200, large: true });
  }
});

it('forbids the browser to load anything from elsewhere', async () => {
  const policy = (await fetch(`${server.url}/graphiql`)).headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe-inline/);
});

it('takes the example operations as tabs, and not as markup', async () => {
  const html = await (await fetch(`${server.url}/`)).text();
  expect(html).toContain('{ viewer { account { id } } }');
  expect(html).not.toContain('<script>alert(1)');
});

it('is not there in production', async () => {
  const shut = await startTestServer({ desk: fakeDesk(), open: false });
  expect((await fetch(`${shut.url}/graphiql`)).status).toBe(404);
  await shut.stop();
});
