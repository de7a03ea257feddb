/** A chain as it is kept in a file: as the database gave it, with bytes in hexadecimal and instants in RFC 3339. */
import type { Chain } from '../../../src/application/ports/ledger';
import type { SubjectKind } from '../../../workflows';

export const folderOf = (kind: SubjectKind, version: number): string => `${kind.toLowerCase().replaceAll('_', '-')}-v${version}`;

/** A chain a line. */
export const CHAINS = 'chains.jsonl';

export const toStored = (chain: Chain): unknown =>
  JSON.parse(JSON.stringify(chain, (_key, value: unknown) => (isBytes(value) ? { hex: Buffer.from(value.data).toString('hex') } : value)));

export function fromStored(text: string): Chain {
  const chain = JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'hex' in value ? Buffer.from(String(value.hex), 'hex') : value,
  ) as Chain;
  if (!chain.subject) throw new Error('A chain without its subject');
  const { createdAt, updatedAt } = chain.subject;
  return {
    ...chain,
    subject: { ...chain.subject, createdAt: new Date(createdAt), updatedAt: new Date(updatedAt) },
    events: chain.events.map((event) => ({ ...event, at: new Date(event.at) })),
    deadlines: chain.deadlines.map((deadline) => ({ ...deadline, dueAt: new Date(deadline.dueAt) })),
  };
}

const isBytes = (value: unknown): value is { data: number[] } =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value;
