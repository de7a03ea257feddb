/** Plans and notices as GraphQL sees them, and the plan as it comes back from a coordinator. */
import type { Comparison } from '../../schema/target';
import type { Plan } from '../application/desk';
import { planForms, planRecords } from '../application/plans/plan-forms';
import type { StoredNotice, StoredPlan } from '../application/ports/plans';
import type { DoorContext } from './context';
import { toGlobalId } from './global-id';
import { unitNode, unitNodes } from './unit-nodes';

type Operator = Plan['tasks'][number]['targets'][number]['op'];

const COMPARISONS: Readonly<Record<Operator, Comparison>> = { '>': 'GREATER', '>=': 'AT_LEAST', '=': 'EQUAL', '<=': 'AT_MOST', '<': 'LESS' };

export const comparisonName = (operator: Operator): Comparison => COMPARISONS[operator];

export function noticeNode({ id, fileName, mediaType, text, digest, createdAt }: StoredNotice) {
  return { __typename: 'Notice' as const, id: toGlobalId('Notice', id), fileName, mediaType, text, digest: digest.toString('hex'), createdAt };
}

const WORST_FIRST = ['ERROR', 'WARNING', 'INFO'];

export type PlanNode = ReturnType<typeof planNode>;

export function planNode(plan: StoredPlan, context: DoorContext) {
  const { content } = plan;
  return {
    __typename: 'Plan' as const,
    id: toGlobalId('Plan', plan.id),
    title: plan.title,
    status: plan.status,
    revision: plan.revision,
    office: () => unitNode(plan.unitId, context),
    notice: async () => {
      const notice = await context.loaders.noticeOf.load(plan);
      return notice && noticeNode(notice);
    },
    content: () => shown({ ...content, forms: planForms(content), records: planRecords(content) }),
    diagnostics: () =>
      content.diagnostics
        .toSorted((a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity))
        .map((diagnostic) => shown(diagnostic)),
    units: () => planUnitNodes(plan, context),
    amends: plan.amends,
    updatedAt: plan.updatedAt,
    /** Behind the fields with resolvers of their own. */
    campaignId: plan.campaignId,
    stored: plan,
  };
}

async function planUnitNodes(plan: StoredPlan, context: DoorContext) {
  const units = await context.desk.plans.planUnits(plan);
  return units.map(({ name, required, unitIds, match, span }) => ({
    ...{ printed: name, required, match: match.kind.replaceAll('-', '_').toUpperCase(), span: span && spanNode(span) },
    units: () => unitNodes(unitIds, context),
    candidates: () => unitNodes('candidates' in match ? match.candidates : 'unitIds' in match ? match.unitIds : [], context),
    proposal:
      match.kind === 'unknown' && match.proposal
        ? { name: match.proposal.name, kind: match.proposal.kind, parent: () => parentOf(match.proposal?.parentId ?? null, context) }
        : null,
  }));
}

function parentOf(id: string | null, context: DoorContext) {
  return id === null ? null : unitNode(id, context);
}

/** Spans as objects, comparisons by name; everything else as it is. */
function shown(value: unknown): unknown {
  return mapped(value, (name, inner) => {
    if (name === 'span' && Array.isArray(inner)) return spanNode(inner as [number, number]);
    return name === 'op' ? (COMPARISONS as Record<string, string>)[String(inner)] : undefined;
  });
}

function spanNode([start, end]: readonly [number, number]) {
  return { start, end };
}

/** What a client sends, in the shape of the plan's own model. */
export function planContent(input: unknown): unknown {
  const operators = Object.fromEntries(Object.entries(COMPARISONS).map(([operator, name]) => [name, operator]));
  return mapped(input, (name, inner, owner) => {
    if (name === 'span' && typeof inner === 'object' && inner !== null) return [(inner as { start: number }).start, (inner as { end: number }).end];
    // the rules of a form name their comparisons as the model does
    return name === 'op' && 'value' in owner ? operators[String(inner)] : undefined;
  });
}

function mapped(value: unknown, replace: (name: string, inner: unknown, owner: object) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapped(item, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replace(name, inner, value) ?? mapped(inner, replace)]));
}
