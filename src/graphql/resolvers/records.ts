import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Campaign } from '../../../schema/campaign';
import { PageArgs } from '../../../schema/kernel/connection';
import { SubjectState } from '../../../schema/kernel/law-names';
import { DateScalar } from '../../../schema/kernel/scalars';
import { RecordConnection } from '../../../schema/record';
import { AddRecordInput, AddRecordPayload, ImportRecordsInput, ImportRecordsPayload } from '../../../schema/record.mutations';
import { WorkbookFile } from '../../../schema/workbook';
import type { Refusal } from '../../application/refusal';
import { orThrow } from '../answers';
import { sighted, signedIn, type DoorContext } from '../context';
import { toUserError } from '../errors';
import { toGlobalId, uuidOf } from '../global-id';
import { recordValues } from '../law-input';
import { pageRequest, toConnection } from '../paging';
import { SORT_KEYS } from '../sort-keys';
import { subjectNode, type SubjectNode } from '../subject-nodes';

@Resolver(() => Campaign)
export class RecordResolver {
  @FieldResolver(() => RecordConnection, {
    nullable: true,
    description: 'Its records by their days; who takes part sees those of the own unit and of units that it answers for. 台账记录。',
  })
  async records(
    @Root() { seen }: SubjectNode,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('kind', () => String, { nullable: true, description: 'Key of a ledger of the plan. 台账编号。' }) kind: string | null | undefined,
    @Arg('unit', () => ID, { nullable: true, description: 'Of this unit, or of units that it answers for. 单位。' }) unit: string | null | undefined,
    @Arg('from', () => DateScalar, { nullable: true, description: 'Not before this day. 起。' }) from: string | null | undefined,
    @Arg('to', () => DateScalar, { nullable: true, description: 'Not after this day. 止。' }) to: string | null | undefined,
    @Arg('states', () => [SubjectState], { nullable: true, description: 'In one of these states. 状态。' }) states: string[] | null | undefined,
    @Ctx() context: DoorContext,
  ) {
    const request = pageRequest(page, SORT_KEYS.subjectsInPlanOrder);
    const { reader } = context.desk.subjects;
    const sight = sighted(context);
    const only = {
      states: states ?? null,
      record: { kind: kind ?? null, unit: unit ? uuidOf('Unit', unit) : null, from: from ?? null, to: to ?? null },
    };
    const loader = context.loaders.perArguments('records', [only, request], (ids: readonly string[]) =>
      reader.subjectsOf(sight, ids, 'RECORD', only, 'PLAN_ORDER', request),
    );
    return toConnection(await loader.load(seen.subject.campaignId), request, (one) => subjectNode(one, context));
  }

  @Query(() => WorkbookFile, {
    description: 'The empty workbook of a ledger, to be filled in and handed to `importRecords`. 台账登记表下载。',
  })
  async recordWorkbook(
    @Arg('campaignId', () => ID, { description: 'The campaign. 专项行动。' }) campaignId: string,
    @Arg('kind', () => String, { description: 'Key of a ledger of the plan. 台账编号。' }) kind: string,
    @Ctx() context: DoorContext,
  ) {
    const call = { campaignId: uuidOf('Campaign', campaignId), kind };
    const { name, content } = orThrow(await context.desk.records.recordWorkbook(signedIn(context), call));
    return { name, mediaType: XLSX, size: content.length, content };
  }

  @Mutation(() => AddRecordPayload, {
    nullable: true,
    description: 'Record a single case or inspection; for the people of its unit, of units that answer for it, and for coordinators. 登记台账。',
  })
  async addRecord(
    @Arg('input', () => AddRecordInput, { description: 'See `AddRecordInput`. 输入。' }) input: AddRecordInput,
    @Ctx() context: DoorContext,
  ) {
    const { fields, clientMutationId = null, ...asked } = input;
    const answer = await context.desk.records.addRecord(signedIn(context), { ...callOf(asked), fields: recordValues(fields) });
    if (!answer.ok) return { record: null, userErrors: userErrors(answer.refusal, context), clientMutationId };
    const [seen] = await sighted(context).see([answer.value]);
    return { record: seen ? subjectNode(seen, context) : null, userErrors: [], clientMutationId };
  }

  @Mutation(() => ImportRecordsPayload, {
    nullable: true,
    description:
      'Reads the rows of a workbook into a ledger. A user error for each fault, its path ending in `sheet!address`; with one of them nothing is recorded. 导入台账。',
  })
  async importRecords(
    @Arg('input', () => ImportRecordsInput, { description: 'See `ImportRecordsInput`. 输入。' }) input: ImportRecordsInput,
    @Ctx() context: DoorContext,
  ) {
    const { name, content, reason = null, clientMutationId = null, ...asked } = input;
    const answer = await context.desk.records.importRecords(signedIn(context), { ...callOf(asked), name, content, reason });
    if (!answer.ok) return { imported: null, userErrors: userErrors(answer.refusal, context), clientMutationId };
    const { counts, rows, ignored } = answer.value;
    const imported = {
      ...{ recorded: counts.RECORDED, corrected: counts.CORRECTED, unchanged: counts.UNCHANGED, struck: counts.STRUCK, ignored },
      rows: rows.map(({ id, ...row }) => ({ ...row, recordId: toGlobalId('Record', uuidOf('Campaign', input.campaignId), id) })),
    };
    return { imported, userErrors: [], clientMutationId };
  }
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const callOf = ({ campaignId, kind, unitId, actingUnitId, idempotencyKey }: Omit<AddRecordInput, 'fields'>) => ({
  ...{ kind, idempotencyKey, campaignId: uuidOf('Campaign', campaignId) },
  unit: unitId ? uuidOf('Unit', unitId) : null,
  actingUnit: actingUnitId ? uuidOf('Unit', actingUnitId) : null,
});

/** One for each fault, where there are several. */
const userErrors = (refusal: Refusal, { language }: DoorContext) =>
  ((refusal.data as { faults?: Refusal[] }).faults ?? [refusal]).map((fault) => toUserError(fault, language));
