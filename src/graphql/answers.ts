import type { Answer } from '../application/refusal';
import type { DoorContext } from './context';
import { toGraphQLError, toUserError } from './errors';

/** A command's answer as a payload: the fields that `shown` makes of it, or the user error. */
export async function toPayload<T>(
  answer: Answer<T>,
  context: DoorContext,
  input: { clientMutationId?: string | null },
  shown: (value: T) => object | Promise<object>,
): Promise<object> {
  const clientMutationId = input.clientMutationId ?? null;
  if (!answer.ok) return { userErrors: [toUserError(answer.refusal, context.language)], clientMutationId };
  return { ...(await shown(answer.value)), userErrors: [], clientMutationId };
}

/** A query's answer; a refusal is an error, because there is no payload to put it into. */
export function orThrow<T>(answer: Answer<T>): T {
  if (!answer.ok) throw toGraphQLError(answer.refusal);
  return answer.value;
}
