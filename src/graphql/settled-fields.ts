/**
 * The schema's fields and abstract types as both executors read them. Nodes are plain objects: what is at hand is a property, what costs
 * something is a function of that name, and `__typename` says what they are. graphql-js would find all that out by itself; compiled execution
 * reads properties straight, so it must be told which ones may be functions. An abstract type's own resolver is asynchronous as type-graphql
 * makes it, which costs a promise for every row.
 */
import { getNamedType, isAbstractType, isLeafType, isObjectType, type GraphQLField, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';

/** Leaves that are looked up only when asked for. Every field that holds objects may be a function; of the leaves, these. */
export const LOOKED_UP: ReadonlySet<string> = new Set([
  'AuditEntry.actor',
  'Bulletin.approvedBy',
  'BulletinReturn.actor',
  'Campaign.areas',
  'Campaign.documentNumber',
  'Campaign.issuedOn',
  'Campaign.issuer',
  'Correction.actor',
  'DifferenceAnswer.actor',
  'DifferenceRound.actor',
  'DifferenceSettlement.actor',
  'DifferenceWithdrawal.actor',
  'FigureSnapshot.content',
  'FigureSnapshot.intact',
  'FigureSnapshot.takenBy',
  'HeldRole.onBehalfOf',
  'HistoryEntry.actor',
  'HistoryEntry.onBehalfOf',
  'InboxChange.totalCount',
  'InboxConnection.totalCount',
  'Part.claimedBy',
  'PlanVersion.savedBy',
  'Record.recordedBy',
  'RecordCorrection.actor',
  'RecordStrike.actor',
  'RecordStrike.restoredBy',
  'Submission.actor',
  'Substitution.absent',
  'Substitution.substitute',
  'UndeliveredMessage.recipient',
]);

/** Objects that are always at hand, in every row of a list: no function, and no promise of one. The same holds for the lists of a page. */
export const AT_HAND: ReadonlySet<string> = new Set(['AvailableAction.reasons', 'BoardRow.cells']);
const OF_PAGES = ['nodes', 'edges', 'pageInfo'];

export function settleFields(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isAbstractType(type)) type.resolveType = (node: { __typename?: string }) => node.__typename;
    if (!isObjectType(type) || roots.includes(type)) continue;
    for (const field of Object.values(type.getFields())) settle(type.name, field);
  }
}

function settle(owner: string, field: GraphQLField<unknown, unknown>): void {
  // It has a resolver class, as every field with arguments.
  if (field.resolve) return;
  const place = `${owner}.${field.name}`;
  const ofPage = owner.endsWith('Connection') && OF_PAGES.includes(field.name);
  const direct = isLeafType(getNamedType(field.type)) ? !LOOKED_UP.has(place) : ofPage || AT_HAND.has(place);
  field.resolve = direct ? undefined : called(field.name);
}

/** What graphql-js does where there is no resolver. */
function called(name: string): GraphQLFieldResolver<unknown, unknown> {
  return (node, args, context, info) => {
    const value = (node as Record<string, unknown>)[name];
    return typeof value === 'function' ? (value.call(node, args, context, info) as unknown) : value;
  };
}
