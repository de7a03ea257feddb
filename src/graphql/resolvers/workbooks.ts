import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { ReadFormWorkbookInput, ReadFormWorkbookPayload } from '../../../schema/form-workbook';
import { ImportReportWorkbookInput, ImportReportWorkbookPayload, WorkbookFile } from '../../../schema/workbook';
import { planForms } from '../../application/plans/plan-forms';
import type { Refusal } from '../../application/refusal';
import { orThrow } from '../answers';
import { sighted, signedIn, type DoorContext } from '../context';
import { toUserError } from '../errors';
import { subjectKeyOf, uuidOf } from '../global-id';
import { subjectNode } from '../subject-nodes';
import { workbookNode } from '../workbook-node';

@Resolver()
export class WorkbookResolver {
  @Query(() => WorkbookFile, {
    description: 'The form of a report as a workbook, to be filled in and handed to `importReportWorkbook`. 导出填报表。',
  })
  async reportWorkbook(@Arg('reportId', () => ID, { description: 'The report. 报送。' }) reportId: string, @Ctx() context: DoorContext) {
    return workbookNode(orThrow(await context.desk.reports.reportWorkbook(signedIn(context), { report: subjectKeyOf('Report', reportId) })));
  }

  @Query(() => WorkbookFile, {
    description: 'The figures of one period as a workbook, a row for each unit, with totals and a sheet of who is missing or late. 导出分单位数据。',
  })
  async periodWorkbook(
    @Arg('campaignId', () => ID, { description: 'The campaign. 专项行动。' }) campaignId: string,
    @Arg('rule', () => String, { description: 'Key of the reporting rule, as reports have it. 报送要求编号。' }) rule: string,
    @Arg('period', () => String, { description: 'Key of the period. 期次。' }) period: string,
    @Ctx() context: DoorContext,
  ) {
    const key = { campaignId: uuidOf('Campaign', campaignId), rule, period };
    return workbookNode(orThrow(await context.desk.reports.periodWorkbook(signedIn(context), key)));
  }

  @Mutation(() => ReadFormWorkbookPayload, {
    nullable: true,
    description: 'Reads a statistics form from a workbook, as a proposal: nothing is saved until `savePlan` saves a plan with it. 读取统计表。',
  })
  async readFormWorkbook(
    @Arg('input', () => ReadFormWorkbookInput, { description: 'See `ReadFormWorkbookInput`. 输入。' }) input: ReadFormWorkbookInput,
    @Ctx() context: DoorContext,
  ) {
    const { officeId, name, content, clientMutationId = null } = input;
    const answer = await context.desk.plans.readFormWorkbook(signedIn(context), { unitId: uuidOf('Unit', officeId), name, content });
    if (!answer.ok) return { diagnostics: [], userErrors: [toUserError(answer.refusal, context.language)], clientMutationId };
    const { form, diagnostics } = answer.value;
    return {
      form: form && planForms({ forms: [form] })[0],
      diagnostics: diagnostics.map((one) => ({ ...one, message: one.message[context.language] })),
      userErrors: [],
      clientMutationId,
    };
  }

  @Mutation(() => ImportReportWorkbookPayload, {
    nullable: true,
    description:
      'Reads a filled workbook into the draft of its report. A user error for each fault, its path ending in `sheet!address`; with one of them nothing is saved. 导入填报表。',
  })
  async importReportWorkbook(
    @Arg('input', () => ImportReportWorkbookInput, { description: 'See `ImportReportWorkbookInput`. 输入。' }) input: ImportReportWorkbookInput,
    @Ctx() context: DoorContext,
  ) {
    const { id, actingUnitId, name, content, expectedRevision, idempotencyKey, clientMutationId = null } = input;
    const answer = await context.desk.reports.importReportWorkbook(signedIn(context), {
      report: subjectKeyOf('Report', id),
      actingUnit: actingUnitId ? uuidOf('Unit', actingUnitId) : null,
      ...{ name, content, expectedRevision, idempotencyKey },
    });
    if (!answer.ok) {
      const { faults } = answer.refusal.data as { faults?: Refusal[] };
      return { understood: [], userErrors: (faults ?? [answer.refusal]).map((fault) => toUserError(fault, context.language)), clientMutationId };
    }
    const { subject, understood } = answer.value;
    const [seen] = await sighted(context).see([subject]);
    const words = (written: string, value: number): string =>
      context.language === 'zh' ? `“${written}”按 ${value} 读取` : `"${written}" was taken for ${value}`;
    return {
      report: seen ? subjectNode(seen, context) : null,
      understood: understood.map((one) => ({ ...one, message: words(one.written, one.value) })),
      userErrors: [],
      clientMutationId,
    };
  }
}
