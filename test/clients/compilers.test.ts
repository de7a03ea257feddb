/**
 * The compilers of clients read our schema and the example operations; what they make of them type-checks, and runs against a server that takes
 * registered operations only, by the hashes that the compilers wrote.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Kind, print, visit } from 'graphql';
import ts from 'typescript';
import { PACKAGE_FOLDER } from '../../src/package-folder';
import { startCampaign, type RunningCampaign } from '../support/campaign';
import { startTestServer } from '../support/server';
import { exampleDocuments } from './support/example-documents';

const SCHEMA = join(PACKAGE_FOLDER, 'schema/schema.graphql');
const examples = exampleDocuments();
const run = promisify(execFile);
/** The path of the program for this machine. */
const relayCompiler = createRequire(__filename)('relay-compiler') as string;

let folder: string;
let world: RunningCampaign;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-clients-'));
  world = await startCampaign();
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.close();
});

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** What TypeScript says against these files, strict. */
function complaints(files: readonly string[], paths: Record<string, string[]> = {}): string[] {
  const options: ts.CompilerOptions = {
    ...{ strict: true, noEmit: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022, types: [] },
    ...{ module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10, baseUrl: PACKAGE_FOLDER },
    paths: { '@graphql-typed-document-node/core': ['node_modules/@graphql-typed-document-node/core'], ...paths },
  };
  const program = ts.createProgram([...files], options);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

/** Runs an operation by its hash alone: as the appendix on persisted documents of GraphQL over HTTP has it, and as Apollo's clients say it. */
async function byHash(documents: Record<string, string>, hash: string): Promise<unknown> {
  const server = await startTestServer({ desk: world.muster.desk, open: false, persisted: { texts: Object.values(documents), only: true } });
  const token = await world.token('leadHead');
  const asking = { token, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } };
  const answers = [await server.ask(undefined, {}, asking), await server.askSse(undefined, {}, asking), await server.askWebSocket('', {}, asking)];
  for (const path of ['/graphql', '/graphql/stream']) {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      accept: path === '/graphql' ? 'application/json' : 'text/event-stream',
    };
    const ask = (documentId: string) => fetch(`${server.url}${path}`, { method: 'POST', headers, body: JSON.stringify({ documentId }) });
    const answer = await (await ask(hash.startsWith('sha256:') ? hash : `sha256:${hash}`)).text();
    expect(answer).toContain('"totalCount"');
    expect(await (await ask('sha256:0')).text()).toContain('PERSISTED_QUERY_NOT_FOUND');
  }
  const other = await server.ask('{ viewer { account { id } } }', {}, { token });
  await server.stop();
  expect(other.errors?.[0]?.extensions.code).toBe('PERSISTED_OPERATION_REQUIRED');
  for (const answer of answers) expect(answer.errors).toBeUndefined();
  expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);
  return answers[0]?.data;
}
const hashOf = (documents: Record<string, string>, operation: string): string =>
  Object.entries(documents).find(([, text]) => text.includes(`query ${operation}`))?.[0] ?? '';

it('there are examples to compile', () => {
  expect(examples.length).toBeGreaterThan(20);
  expect(new Set(examples.map(({ type }) => type))).toEqual(new Set(['query', 'mutation', 'subscription']));
});

it('the client preset of graphql-codegen makes types that hold, and hashes that are known', async () => {
  const job = { schema: SCHEMA, folder: join(folder, 'codegen'), documents: examples.map(({ name, text }) => ({ name, text })) };
  const script = join(__dirname, 'support/codegen.cjs');
  const { stdout } = await run(process.execPath, [script, write('codegen-job.json', JSON.stringify(job))]);
  const files = stdout.trim().split('\n');

  const user = write(
    'codegen/user.ts',
    `import { MyInboxQueryDocument } from './graphql';
     import type { ResultOf } from '@graphql-typed-document-node/core';
     export function titles(answer: ResultOf<typeof MyInboxQueryDocument>): string[] {
       return answer.viewer.inbox.nodes.map(({ title }) => title);
     }
     export function wrong(answer: ResultOf<typeof MyInboxQueryDocument>): number {
       // @ts-expect-error the title of a task is a text
       return answer.viewer.inbox.nodes[0]!.title;
     }`,
  );
  expect(complaints([...files.filter((file) => file.endsWith('.ts')), user])).toEqual([]);

  const documents = JSON.parse(readFileSync(files.find((file) => file.endsWith('persisted-documents.json')) ?? '', 'utf8')) as Record<string, string>;
  expect(Object.keys(documents)).toHaveLength(examples.length);
  expect(await byHash(documents, hashOf(documents, 'MyInboxQuery'))).toMatchObject({ viewer: { inbox: { nodes: expect.any(Array) as unknown } } });
}, 120_000);

it('relay-compiler compiles every one, and hashes that are known', async () => {
  for (const { name, document } of examples) {
    // Relay wants a value for what is required; the examples have defaults, so that they run as they stand.
    const text = print(
      visit(document, { VariableDefinition: (node) => (node.type.kind === Kind.NON_NULL_TYPE ? { ...node, defaultValue: undefined } : node) }),
    );
    const [operation, ...fragments] = text.split(/\n(?=fragment )/);
    const tags = [operation, ...fragments].map((part, i) => `export const part${i} = graphql\`\n${part}\n\`;`);
    write(`relay/src/${name}.ts`, `import { graphql } from 'relay-runtime';\n${tags.join('\n')}\n`);
  }
  mkdirSync(join(folder, 'relay/artifacts'), { recursive: true });
  writeFileSync(join(folder, 'relay/schema.graphql'), readFileSync(SCHEMA));
  write('relay/persisted.json', '{}');
  const config = {
    ...{ src: './src', schema: './schema.graphql', language: 'typescript', artifactDirectory: './artifacts', eagerEsModules: true },
    persistConfig: { file: './persisted.json', algorithm: 'SHA256' },
    customScalarTypes: { Date: 'string', DateTime: 'string', JSON: 'unknown', PlanDate: 'string' },
  };
  const path = write('relay/relay.config.json', JSON.stringify(config));
  const { stdout, stderr } = await run(relayCompiler, [path], { cwd: join(folder, 'relay') }).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  expect(`${stdout}${stderr}`).not.toMatch(/error/i);
  const artifacts = readdirSync(join(folder, 'relay/artifacts')).filter((name) => /(Query|Mutation|Subscription)\.graphql\.ts$/.test(name));
  expect(artifacts).toHaveLength(examples.length);

  const documents = JSON.parse(readFileSync(join(folder, 'relay/persisted.json'), 'utf8')) as Record<string, string>;
  expect(Object.keys(documents)).toHaveLength(examples.length);
  expect(await byHash(documents, hashOf(documents, 'MyInboxQuery'))).toMatchObject({ viewer: { inbox: { nodes: expect.any(Array) as unknown } } });
}, 120_000);
