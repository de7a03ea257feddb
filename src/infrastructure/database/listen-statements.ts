/** What a piece of SQL changes about the channels its connection listens to, in its order. A channel of '*' means all of them. */
export interface ListenChange {
  readonly listen: boolean;
  readonly channel: string;
}

const STATEMENT = /(?:^|;)\s*(?:(listen|unlisten)\s+("(?:[^"]|"")+"|\*|[\p{L}_][\p{L}\p{N}_$]*)|(discard\s+all))\s*(?=;|$)/giu;

/** LISTEN, UNLISTEN and DISCARD ALL as statements of their own, the only form in which PostgreSQL accepts them. */
export function listenChanges(sql: string): ListenChange[] {
  if (!/listen|discard/i.test(sql)) return [];
  return [...sql.matchAll(STATEMENT)].map(([, verb, channel = '*']) => ({
    listen: verb?.toLowerCase() === 'listen',
    channel: channel.startsWith('"') ? channel.slice(1, -1).replaceAll('""', '"') : channel.toLowerCase(),
  }));
}

/** An identifier as SQL wants it quoted. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
