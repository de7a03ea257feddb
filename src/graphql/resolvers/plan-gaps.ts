import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { Plan } from '../../../schema/plan';
import { GapReport } from '../../../schema/plan.gap';
import type { PlanGaps } from '../../application/desk';
import type { StoredPlan } from '../../application/ports/plans';
import { signedIn, type DoorContext } from '../context';
import { uuidOf } from '../global-id';
import type { Language } from '../language';
import type { PlanNode } from '../plan-nodes';

type Row = PlanGaps['report']['rows'][number];
type Task = PlanGaps['report']['tasks'][number]['superior'];

@Resolver(() => Plan)
export class PlanGapResolver {
  @FieldResolver(() => GapReport, { nullable: true })
  async gapReport(
    @Root() { stored }: PlanNode,
    @Arg('superiorId', () => ID, {
      nullable: true,
      description: 'Another plan to be held against; without it, the one that the basis names. 上级方案。',
    })
    superiorId: string | null | undefined,
    @Ctx() context: DoorContext,
  ) {
    const viewer = signedIn(context);
    const chosen = superiorId == null ? null : uuidOf('Plan', superiorId);
    const loader = context.loaders.perArguments<StoredPlan, PlanGaps | null>('Plan.gapReport', { chosen }, (plans) =>
      context.desk.plans.gapReports(viewer, plans, chosen),
    );
    const gaps = await loader.load(stored);
    return gaps && gapReportNode(gaps, context.language);
  }
}

function gapReportNode({ superior: { content }, foundBy, report }: PlanGaps, language: Language) {
  const { title, documentNumber, issuer, issuedOn } = content;
  return {
    superior: { title, documentNumber, issuer, issuedOn },
    foundBy,
    rows: report.rows.map(({ code, message, superior, own, score }) => ({
      ...{ code, message: message[language], score },
      superior: clauseNode(superior, language),
      own: own && clauseNode(own, language),
    })),
    tasks: report.tasks.map(({ superior, own, ...match }) => ({ ...match, superior: taskNode(superior), own: own && taskNode(own) })),
    units: report.units,
  };
}

const clauseNode = ({ text, span }: Row['superior'], language: Language) => ({ text: text[language], span: spanNode(span) });
const taskNode = ({ number, title, span }: Task) => ({ text: `${number} ${title}`, span: spanNode(span) });
const spanNode = (span: Row['superior']['span']) => span && { start: span[0], end: span[1] };
