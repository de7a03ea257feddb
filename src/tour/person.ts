/** Somebody who has signed in: asks and sends in their own name. */
import { randomUUID } from 'node:crypto';
import type { Client, GraphQLFault } from './client';
import { mutationDocument, SELECTIONS, USER_ERRORS, type SubjectField, type UnitRef, type Views } from './documents';
import { accepted, Unexpected, type Sent, type UserError } from './expectations';

export interface Session {
  token: string;
  userName: string;
  name: string;
  roles: string[];
  units: UnitRef[];
}

/** An id, or what somebody has on screen. */
export type Target = string | { id: string; revision: number };

export interface Person extends Omit<Session, 'token'> {
  /** @throws {Unexpected} when the answer has errors */
  ask<T>(document: string, variables?: Record<string, unknown>): Promise<T>;
  /** For questions that must be refused. */
  faultsOf(document: string, variables?: Record<string, unknown>): Promise<GraphQLFault[]>;
  /** A mutation that is no event of a subject: notices, plans, units, accounts. `payload` is what is asked of the answer. */
  send<T>(mutation: string, payload: string, input: Record<string, unknown>, inputType?: string): Promise<Sent<T>>;
  /** Sends an event to a campaign, task, report or body: at the revision of what is given, or of what this person sees when only the id is. */
  act<F extends SubjectField>(field: F, mutation: string, target: Target, input?: Record<string, unknown>, key?: string): Promise<Sent<Views[F]>>;
  /** The same to many at once, at their revisions: the refusals of each, empty where it was done. */
  actOnMany(mutation: string, targets: readonly { id: string; revision: number }[], input?: Record<string, unknown>): Promise<UserError[][]>;
  /** The same, accepted. */
  does<F extends SubjectField>(field: F, mutation: string, target: Target, input?: Record<string, unknown>): Promise<Views[F]>;
}

const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) {
  session { accessToken viewer { account { userName displayName } roles { role } units { id name } } }
  ${USER_ERRORS}
} }`;

interface SignedIn {
  signIn: {
    session: {
      accessToken: string;
      viewer: { account: { userName: string; displayName: string }; roles: { role: string }[]; units: UnitRef[] };
    } | null;
    userErrors: UserError[];
  };
}

export async function trySignIn(client: Client, userName: string, password: string): Promise<Sent<Session>> {
  const { data, errors } = await client.ask<SignedIn>(SIGN_IN, { input: { userName, password } });
  if (!data || errors) throw new Unexpected(faultsInWords('signIn', errors));
  const { session, userErrors } = data.signIn;
  if (!session) return { mutation: 'signIn', value: null, refusals: userErrors };
  const { account, roles, units } = session.viewer;
  const value = { token: session.accessToken, userName, name: account.displayName, roles: [...new Set(roles.map(({ role }) => role))], units };
  return { mutation: 'signIn', value, refusals: userErrors };
}

export async function signIn(client: Client, userName: string, password: string): Promise<Session> {
  return accepted(await trySignIn(client, userName, password));
}

export function createPerson(client: Client, { token, ...session }: Session): Person {
  const ask = async <T>(document: string, variables: Record<string, unknown> = {}): Promise<T> => {
    const { data, errors } = await client.ask<T>(document, variables, token);
    if (!data || errors) throw new Unexpected(faultsInWords(document.trim().slice(0, 80), errors));
    return data;
  };
  const send = async <T>(mutation: string, payload: string, input: Record<string, unknown>, inputType?: string): Promise<Sent<T>> => {
    const { [mutation]: answer } = await ask<Record<string, T & { userErrors: UserError[] }>>(mutationDocument(mutation, payload, inputType), {
      input,
    });
    if (!answer) throw new Unexpected(`${mutation} 没有回答。${mutation} gave no answer.`);
    return { mutation, value: answer.userErrors.length > 0 ? null : answer, refusals: answer.userErrors };
  };
  const act: Person['act'] = async (field, mutation, target, input = {}, key = randomUUID()) => {
    const { id, revision } = typeof target === 'string' ? { id: target, revision: await revisionSeen(ask, target) } : target;
    const payload = `${field} { ${SELECTIONS[field]} }`;
    const sent = await send<Pick<Views, typeof field>>(mutation, payload, { id, expectedRevision: revision, idempotencyKey: key, ...input });
    return { ...sent, value: sent.value?.[field] ?? null };
  };
  return {
    ...session,
    ask,
    faultsOf: async (document, variables) => (await client.ask(document, variables, token)).errors ?? [],
    send: (mutation, payload, input, inputType) => send(mutation, payload, { idempotencyKey: randomUUID(), ...input }, inputType),
    act,
    actOnMany: async (mutation, targets, input = {}) => {
      const items = targets.map(({ id, revision }) => ({ id, expectedRevision: revision }));
      const call = { ...input, items, idempotencyKey: randomUUID() };
      return accepted(await send<{ results: { userErrors: UserError[] }[] }>(mutation, `results { ${USER_ERRORS} }`, call)).results.map(
        ({ userErrors }) => userErrors,
      );
    },
    does: async (field, mutation, target, input) => accepted(await act(field, mutation, target, input)),
  };
}

/** What is on this person's screen. Of what they cannot see they know nothing, and guess. */
async function revisionSeen(ask: Person['ask'], id: string): Promise<number> {
  const { node } = await ask<{ node: { revision: number } | null }>('query ($id: ID!) { node(id: $id) { ... on WorkflowSubject { revision } } }', {
    id,
  });
  return node?.revision ?? 1;
}

function faultsInWords(what: string, errors: readonly GraphQLFault[] = []): string {
  const said = errors.map(({ message, extensions }) => `${extensions?.code ?? ''} ${message}`).join('; ');
  return `${what} 出错。The server answered with errors: ${said}`;
}
