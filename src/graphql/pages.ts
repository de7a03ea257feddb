/**
 * The GraphiQL page, from the installed packages alone: users sit on networks without internet. The content security policy forbids the
 * browser to load anything from elsewhere, should a later version try.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Page {
  type: string;
  body: Buffer;
  headers: Record<string, string>;
}

const FILES = {
  '/graphiql/react.js': ['react', 'umd/react.production.min.js'],
  '/graphiql/react-dom.js': ['react-dom', 'umd/react-dom.production.min.js'],
  '/graphiql/graphiql.js': ['graphiql', 'graphiql.min.js'],
  '/graphiql/graphql-ws.js': ['graphql-ws', 'umd/graphql-ws.min.js'],
  '/graphiql/graphiql.css': ['graphiql', 'graphiql.min.css'],
} as const;

/** `examples`: the tabs, in order. */
export function createPages(examples: readonly { name: string; text: string }[]): Map<string, Page> {
  const pages = new Map<string, Page>();
  for (const [path, [name, file]] of Object.entries(FILES)) {
    const type = file.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8';
    pages.set(path, { type, body: readFileSync(join(packageFolder(name), file)), headers: { 'cache-control': 'max-age=86400' } });
  }
  const page = graphiqlPage(examples);
  for (const path of ['/', '/graphiql']) pages.set(path, page);
  return pages;
}

function graphiqlPage(examples: readonly { name: string; text: string }[]): Page {
  const tabs = JSON.stringify(examples.map(({ text }) => ({ query: text }))).replace(/</g, '\\u003c');
  const html = readFileSync(join(__dirname, 'graphiql.html'), 'utf8').replace('/* TABS */ []', () => tabs);
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, script]) =>
      `'sha256-${createHash('sha256')
        .update(script ?? '')
        .digest('base64')}'`,
  );
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${scripts.join(' ')}`,
    // The editor writes its own style elements.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self' ws: wss:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return {
    type: 'text/html; charset=utf-8',
    body: Buffer.from(html),
    headers: { 'content-security-policy': policy, 'cache-control': 'no-cache', 'referrer-policy': 'no-referrer' },
  };
}

/** Found by its main file, because not every package exports its package.json. */
function packageFolder(name: string): string {
  let folder = dirname(require.resolve(name));
  while (!folder.endsWith(join('node_modules', name))) folder = dirname(folder);
  return folder;
}
