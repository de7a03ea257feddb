import { Client, type ClientConfig } from 'pg';
import { DatabaseRefused, codeOf } from './refused';

const OLDEST = 150_000;
const CONNECT_WITHIN_MS = 10_000;

export interface PostgresFacts {
  readonly serverVersion: string;
  readonly databaseName: string;
}

/**
 * Connects once to learn whether the server is there and can be used.
 * @throws {DatabaseRefused} DATABASE_UNREACHABLE, with the server's or the network's own code in `reason`; DATABASE_TOO_OLD before PostgreSQL 15
 */
export async function inspectPostgres(databaseUrl: string, stream?: ClientConfig['stream']): Promise<PostgresFacts> {
  const client = await connected(databaseUrl, stream);
  try {
    const { rows } = await client.query<{ version: string; number: number; database: string }>(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int4 as number, current_database() as database`,
    );
    const facts = rows[0];
    if (!facts) throw new Error('The server did not say its version');
    refuseTooOld(facts.number, facts.version);
    return { serverVersion: facts.version, databaseName: facts.database };
  } finally {
    await client.end();
  }
}

async function connected(databaseUrl: string, stream: ClientConfig['stream']): Promise<Client> {
  let client: Client | undefined;
  try {
    client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_WITHIN_MS, ...(stream && { stream }) });
    // What goes wrong while connecting is told by connect(); what comes after it finds nobody interested.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  } catch (error) {
    const reason = codeOf(error) || (error instanceof Error ? error.message : String(error));
    const where = client ? `${client.host}:${client.port}/${client.database ?? ''}` : 'DATABASE_URL';
    throw new DatabaseRefused(
      'DATABASE_UNREACHABLE',
      `The database at ${where} cannot be reached (${reason}). Check DATABASE_URL, and that PostgreSQL runs and lets this user in.`,
      `无法连接数据库 ${where}（${reason}）。请检查 DATABASE_URL，并确认 PostgreSQL 正在运行且允许该用户登录。`,
      { where, reason },
      { cause: error },
    );
  }
}

/** @param versionNumber as `server_version_num` has it: 150004 for 15.4 */
export function refuseTooOld(versionNumber: number, version: string): void {
  if (versionNumber >= OLDEST) return;
  throw new DatabaseRefused(
    'DATABASE_TOO_OLD',
    `PostgreSQL ${version} is too old; version ${OLDEST / 10_000} or later is needed.`,
    `PostgreSQL ${version} 版本过低，需要 ${OLDEST / 10_000} 或更高版本。`,
    { found: version, oldest: OLDEST / 10_000 },
  );
}
