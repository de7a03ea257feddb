import type { UnitNow } from '../application/desk';
import type { DoorContext } from './context';
import { toGlobalId } from './global-id';
import type { Loaders } from './loaders';

/** Of one operation: a list names the same few units again and again. A promise until it is loaded, then the node itself. */
const made = new WeakMap<Loaders, Map<string, UnitNode | Promise<UnitNode>>>();

export function unitNode(id: string, context: DoorContext): UnitNode | Promise<UnitNode> {
  const nodes = made.get(context.loaders) ?? new Map<string, UnitNode | Promise<UnitNode>>();
  made.set(context.loaders, nodes);
  const known = nodes.get(id);
  if (known) return known;
  const loading = newNode(id, context).then((node) => {
    nodes.set(id, node);
    return node;
  });
  nodes.set(id, loading);
  return loading;
}

/** Before the rows of a list are shown: each of them then has its units at hand, without a promise for every row. */
export async function readyUnits(ids: readonly string[], context: DoorContext): Promise<void> {
  await Promise.all([...new Set(ids)].map((id) => unitNode(id, context)));
}

async function newNode(id: string, context: DoorContext): Promise<UnitNode> {
  const view = await context.loaders.unit.load(id);
  // A unit that is named by a subject is in the register for ever; were it not, the answer must not break.
  return fromView(view ?? { ...NAMELESS, id, name: id }, context);
}

export async function unitOrNull(id: string, context: DoorContext) {
  const view = await context.loaders.unit.load(id);
  return view && fromView(view, context);
}

export function unitNodes(ids: readonly string[], context: DoorContext): UnitNode[] | Promise<UnitNode[]> {
  const nodes = ids.map((id) => unitNode(id, context));
  return nodes.some((node) => node instanceof Promise) ? Promise.all(nodes) : (nodes as UnitNode[]);
}

const NAMELESS = { code: null, kind: 'OTHER', aliases: [], formerNames: [], parentId: null, childIds: [], version: '' };

function fromView({ id, name, kind, code, aliases, formerNames, parentId, childIds, version }: UnitNow, context: DoorContext): UnitNode {
  return {
    __typename: 'Unit' as const,
    ...{ id: toGlobalId('Unit', id), name, kind, code, aliases, formerNames, version },
    parent: () => (parentId === null ? null : unitNode(parentId, context)),
    children: () => unitNodes(childIds, context),
  };
}

export interface UnitNode extends Omit<UnitNow, 'parentId' | 'childIds'> {
  __typename: 'Unit';
  parent(): UnitNode | Promise<UnitNode> | null;
  children(): UnitNode[] | Promise<UnitNode[]>;
}
