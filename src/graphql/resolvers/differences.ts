/** Reported against recorded, and the questions that are asked about it. */
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { Campaign } from '../../../schema/campaign';
import {
  AskAboutDifferenceInput,
  AskAboutDifferencePayload,
  AskAboutDifferencesInput,
  AskAboutDifferencesPayload,
  DifferenceConnection,
} from '../../../schema/difference';
import { SubjectFilterInput, SubjectOrder } from '../../../schema/filters';
import { ExplainingRecordConnection, HeldFigure, HeldFigureConnection } from '../../../schema/held-figure';
import { PageArgs } from '../../../schema/kernel/connection';
import { DateScalar } from '../../../schema/kernel/scalars';
import type { HeldRow } from '../../application/differences/held-against';
import type { StoredSubject } from '../../application/ports/store';
import { toPayload } from '../answers';
import { sighted, signedIn, type DoorContext } from '../context';
import { toUserError } from '../errors';
import { subjectKeyOf, uuidOf } from '../global-id';
import { pageRequest, toConnection } from '../paging';
import { SORT_KEYS } from '../sort-keys';
import { loadSubject, subjectNode, type SubjectNode } from '../subject-nodes';
import { unitNode } from '../unit-nodes';
import { subjectsOf } from './campaigns';

@Resolver(() => Campaign)
export class DifferenceResolver {
  @FieldResolver(() => HeldFigureConnection, {
    description: 'What units report, held against what is recorded: by period, rule, unit and cell, as far as one may see. 报表数与台账数比对。',
  })
  async heldAgainstRecords(
    @Root() { seen }: SubjectNode,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('rule', () => String, { nullable: true, description: 'Key of a reporting rule; all by default. 报送要求编号。' })
    rule: string | null | undefined,
    @Arg('from', () => DateScalar, { nullable: true, description: 'Periods that end on this day or later. 起。' }) from: string | null | undefined,
    @Arg('to', () => DateScalar, { nullable: true, description: 'Periods that end on this day or earlier; up to the present one by default. 止。' })
    to: string | null | undefined,
    @Arg('unit', () => ID, { nullable: true, description: 'This unit and all below it; all that one may see by default. 单位（含下级）。' })
    unit: string | null | undefined,
    @Arg('differing', () => Boolean, {
      defaultValue: true,
      description: 'Only what differs, and what was not handed in in time although something is recorded. 只列不一致的和有台账而逾期未报的。',
    })
    differing: boolean,
    @Ctx() context: DoorContext,
  ) {
    const sight = sighted(context);
    const request = pageRequest(page, SORT_KEYS.comparisons);
    const asked = { rule: rule ?? null, from: from ?? null, to: to ?? null, unit: unit ? uuidOf('Unit', unit) : null, differing };
    const { heldAgainstRecords } = context.desk.differences;
    const loader = context.loaders.perArguments('heldAgainstRecords', [asked, request], (campaigns: readonly StoredSubject[]) =>
      heldAgainstRecords.rows(sight, campaigns, asked, request),
    );
    return toConnection(await loader.load(seen.subject), request, (row) => comparisonNode(row, context));
  }

  @FieldResolver(() => DifferenceConnection, {
    nullable: true,
    description: 'The questions that were asked about differences, oldest first: all, or those to the own units. 差异核实。',
  })
  differences(
    @Root() node: SubjectNode,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => SubjectFilterInput, { nullable: true, description: 'Only these. 筛选条件。' }) filter: SubjectFilterInput | null,
    @Arg('order', () => SubjectOrder, { defaultValue: 'PLAN_ORDER', description: 'In which order. 排序。' }) order: SubjectOrder,
    @Ctx() context: DoorContext,
  ) {
    return subjectsOf(node, 'DIFFERENCE', page, filter, order, context);
  }

  @Mutation(() => AskAboutDifferencePayload, {
    nullable: true,
    description: 'Ask the unit why its report says otherwise than the records; for coordinators. 提请核实差异。',
  })
  async askAboutDifference(
    @Arg('input', () => AskAboutDifferenceInput, { description: 'See `AskAboutDifferenceInput`. 输入。' }) input: AskAboutDifferenceInput,
    @Ctx() context: DoorContext,
  ) {
    const { reportId, cells = null, question, dueOn = null, actingUnitId, idempotencyKey } = input;
    const answer = await context.desk.differences.askAboutDifference(signedIn(context), {
      report: subjectKeyOf('Report', reportId),
      actingUnit: actingUnitId ? uuidOf('Unit', actingUnitId) : null,
      ...{ cells, question, dueOn, idempotencyKey },
    });
    return toPayload(answer, context, input, async (subject) => {
      const [seen] = await sighted(context).see([subject]);
      return { difference: seen ? subjectNode(seen, context) : null };
    });
  }

  @Mutation(() => AskAboutDifferencesPayload, {
    nullable: true,
    description:
      'Ask every unit whose report of a period says otherwise than the records, and that has no open question about it; for coordinators. 批量提请核实差异。',
  })
  async askAboutDifferences(
    @Arg('input', () => AskAboutDifferencesInput, { description: 'See `AskAboutDifferencesInput`. 输入。' }) input: AskAboutDifferencesInput,
    @Ctx() context: DoorContext,
  ) {
    const { campaignId, rule, period, question, dueOn = null, actingUnitId, idempotencyKey, clientMutationId = null } = input;
    const answer = await context.desk.differences.askAboutDifferences(signedIn(context), {
      campaignId: uuidOf('Campaign', campaignId),
      actingUnit: actingUnitId ? uuidOf('Unit', actingUnitId) : null,
      ...{ rule, period, question, dueOn, idempotencyKey },
    });
    if (!answer.ok) {
      return { units: [], asked: 0, askedBefore: 0, userErrors: [toUserError(answer.refusal, context.language)], clientMutationId };
    }
    const { asked, askedBefore } = answer.value;
    const sights = await sighted(context).see(asked.map((one) => (one.answer.ok ? one.answer.value : null)));
    const units = asked.map((one, i) => {
      const seen = sights[i];
      return {
        unit: () => unitNode(one.unit, context),
        difference: seen ? subjectNode(seen, context) : null,
        userErrors: one.answer.ok ? [] : [toUserError(one.answer.refusal, context.language)],
      };
    });
    return { units, asked: asked.filter((one) => one.answer.ok).length, askedBefore, userErrors: [], clientMutationId };
  }
}

@Resolver(() => HeldFigure)
export class ComparisonResolver {
  @FieldResolver(() => ExplainingRecordConnection, { description: 'The records that make up what is recorded, by day. 台账明细。' })
  async records(@Root() { held }: ComparisonNode, @Args(() => PageArgs) page: PageArgs, @Ctx() context: DoorContext) {
    const request = pageRequest(page, SORT_KEYS.explainingRecords);
    const { heldAgainstRecords } = context.desk.differences;
    const loader = context.loaders.perArguments('comparison.records', request, (rows: readonly HeldRow[]) =>
      heldAgainstRecords.explaining(rows, request),
    );
    return toConnection(await loader.load(held), request, ({ unit, record, ...row }) => ({
      ...row,
      record: () => loadSubject({ campaignId: held.campaignId, id: record }, context),
      unit: () => unitNode(unit, context),
    }));
  }
}

interface ComparisonNode {
  held: HeldRow;
}

function comparisonNode(held: HeldRow, context: DoorContext): ComparisonNode & Record<string, unknown> {
  const { campaignId, report, unit, cell, compared: _compared, form: _form, handedIn: _handedIn, ...row } = held;
  const { heldAgainstRecords } = context.desk.differences;
  return {
    held,
    ...row,
    ...{ cell: cell.key, label: cell.label, measure: cell.unit, accumulation: cell.accumulation },
    unit: () => unitNode(unit, context),
    report: () => loadSubject({ campaignId, id: report }, context),
    question: async () => {
      const loader = context.loaders.perArguments('comparison.question', null, (rows: readonly HeldRow[]) => heldAgainstRecords.questions(rows));
      const key = await loader.load(held);
      return key && loadSubject(key, context);
    },
  };
}
