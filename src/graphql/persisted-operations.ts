/** The allow list: documents by the SHA-256 of their text, as Apollo's and Relay's tools hash them. */
import { createHash } from 'node:crypto';
import { Kind, parse } from 'graphql';
import { requestError } from './request-errors';

export interface PersistedOperations {
  /** sha256 (hexadecimal) -> document */
  documents: ReadonlyMap<string, string>;
  /** Nothing else is executed. */
  only: boolean;
}

export interface OperationRequest {
  query?: unknown;
  extensions?: unknown;
  /** `sha256:` and the hash, as the appendix on persisted documents of GraphQL over HTTP has it. */
  documentId?: unknown;
}

export function persistedOperations(texts: Iterable<string>, only: boolean): PersistedOperations {
  return { documents: new Map([...texts].map((text) => [sha256(text), text])), only };
}

/** The names of the operations in these documents; what cannot be read has none. */
export function operationNames(texts: Iterable<string>): ReadonlySet<string> {
  const names = [...texts].flatMap((text) => {
    try {
      return parse(text).definitions.flatMap((one) => (one.kind === Kind.OPERATION_DEFINITION && one.name ? [one.name.value] : []));
    } catch {
      return [];
    }
  });
  return new Set(names);
}

/**
 * The document that a request means, by its hash or as text. A text that is on the list is the same document as its hash, so it is let through.
 * @throws PERSISTED_QUERY_NOT_FOUND, PERSISTED_OPERATION_REQUIRED
 */
export function documentOf({ query, extensions, documentId }: OperationRequest, { documents, only }: PersistedOperations): string | undefined {
  const persisted = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | null | undefined)?.persistedQuery;
  const text = typeof query === 'string' && query !== '' ? query : undefined;
  const id = persisted ? persisted.sha256Hash : documentId;
  if (text === undefined && id !== undefined && id !== null) {
    const known = documents.get(String(id).replace(/^sha256:/, ''));
    if (known === undefined) throw requestError('PERSISTED_QUERY_NOT_FOUND');
    return known;
  }
  if (only && (text === undefined || !documents.has(sha256(text)))) throw requestError('PERSISTED_OPERATION_REQUIRED');
  return text;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
