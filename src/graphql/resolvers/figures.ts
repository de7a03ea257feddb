/** Figures, rates and the matrix of reports of a campaign. */
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { Campaign } from '../../../schema/campaign';
import {
  CreateFigureSnapshotInput,
  CreateFigureSnapshotPayload,
  FigureGrouping,
  FigureScope,
  FigureSnapshot,
  FigureSource,
  FigureTable,
  FigureWindowInput,
  RateGrouping,
  ReportingRate,
  ReportMatrixCell,
} from '../../../schema/figures';
import type { FigureGroup, FigureReport } from '../../application/figures/groups';
import type { FigureTable as Table, WithinTable } from '../../application/figures/reader';
import type { WindowAsked } from '../../application/figures/window-asked';
import type { StoredFigureSnapshot } from '../../application/ports/figure-snapshots';
import type { StoredSubject, SubjectKey } from '../../application/ports/store';
import { toPayload } from '../answers';
import { sighted, type DoorContext } from '../context';
import { toGlobalId, uuidOf } from '../global-id';
import { loadSubject, type SubjectNode } from '../subject-nodes';
import { unitNode } from '../unit-nodes';

const RULE = { nullable: true, description: 'Key of a reporting rule. 报送要求编号。' } as const;
const WINDOW = {
  nullable: true,
  description:
    'Since the campaign began by default: every period that has begun by today, due or not, and what is owed once and open. 时间范围，缺省为行动以来：已开始的各期（含未到期的）和已交办的一次性报送。',
} as const;
const SCOPE = {
  defaultValue: 'OWN',
  description:
    'WITH_LOWER: and what is reported to the campaigns below, in cells of the same name, part and measure, from units that owe nothing here, nor do those above or below them; for who sees the campaign whole, of REPORTED. 汇总范围；下级行动中本行动未要求报送的单位，按名称、分项、单位相同的栏目计入。',
} as const;
const UNIT = { nullable: true, description: 'Everything below this unit; all that one may see by default. 单位（含下级）。' } as const;

@Resolver(() => Campaign)
export class FigureResolver {
  @FieldResolver(() => FigureTable, {
    nullable: true,
    description: 'Totals of what is reported, as far as one may see; the first rule that asks for statistics by default. 统计汇总。',
  })
  async figures(
    @Root() { seen }: SubjectNode,
    @Arg('rule', () => String, RULE) rule: string | null | undefined,
    @Arg('form', () => String, { nullable: true, description: 'Key of a form, instead of a rule. 统计表编号。' }) form: string | null | undefined,
    @Arg('source', () => FigureSource, { defaultValue: 'REPORTED', description: 'Where they come from. 数据来源。' })
    source: keyof typeof FigureSource,
    @Arg('window', () => FigureWindowInput, WINDOW) window: FigureWindowInput | null | undefined,
    @Arg('unit', () => ID, UNIT) unit: string | null | undefined,
    @Arg('groupBy', () => [FigureGrouping], { defaultValue: [], description: 'By what. 分组。' }) by: (keyof typeof FigureGrouping)[],
    @Arg('scope', () => FigureScope, SCOPE) scope: keyof typeof FigureScope,
    @Ctx() context: DoorContext,
  ) {
    const sight = sighted(context);
    const { figures } = context.desk;
    const asked = {
      rule: rule ?? null,
      form: form ?? null,
      source,
      window: figures.window(askedOf(window)),
      unit: unitIn(unit),
      by,
      withLower: scope === 'WITH_LOWER',
    };
    const loader = context.loaders.perArguments('figures', asked, (campaigns: readonly StoredSubject[]) => figures.figures(sight, campaigns, asked));
    const table = await loader.load(seen.subject);
    if (!table) return null;
    const groups = table.groups.map((group) => groupNode(table, group, context));
    return { rule: table.rule, form: table.form?.key ?? null, title: table.form?.title ?? null, groups };
  }

  @FieldResolver(() => [ReportingRate], { description: 'How many reports came, and when, as far as one may see. 报送率。' })
  async rates(
    @Root() { seen }: SubjectNode,
    @Arg('rule', () => String, RULE) rule: string | null | undefined,
    @Arg('window', () => FigureWindowInput, WINDOW) window: FigureWindowInput | null | undefined,
    @Arg('unit', () => ID, UNIT) unit: string | null | undefined,
    @Arg('groupBy', () => [RateGrouping], { defaultValue: [], description: 'By what. 分组。' }) by: (keyof typeof RateGrouping)[],
    @Ctx() context: DoorContext,
  ) {
    const sight = sighted(context);
    const { figures } = context.desk;
    const asked = { rule: rule ?? null, window: figures.window(askedOf(window)), unit: unitIn(unit), by };
    const loader = context.loaders.perArguments('rates', asked, (campaigns: readonly StoredSubject[]) => figures.rates(sight, campaigns, asked));
    const rates = await loader.load(seen.subject);
    return rates.map(({ unit: of, ...rate }) => ({ ...rate, unit: () => (of === null ? null : unitNode(of, context)) }));
  }

  @FieldResolver(() => [ReportMatrixCell], {
    description: 'Units and periods: every report that is owed or was waived, as far as one may see. 报送矩阵。',
  })
  async reportMatrix(
    @Root() { seen }: SubjectNode,
    @Arg('rule', () => String, RULE) rule: string | null | undefined,
    @Arg('window', () => FigureWindowInput, WINDOW) window: FigureWindowInput | null | undefined,
    @Arg('unit', () => ID, UNIT) unit: string | null | undefined,
    @Ctx() context: DoorContext,
  ) {
    const sight = sighted(context);
    const { figures } = context.desk;
    const asked = { rule: rule ?? null, window: figures.window(askedOf(window)), unit: unitIn(unit) };
    const loader = context.loaders.perArguments('matrix', asked, (campaigns: readonly StoredSubject[]) => figures.matrix(sight, campaigns, asked));
    const { campaignId } = seen.subject;
    const rows = await loader.load(seen.subject);
    return rows.map(({ subjectId, unit: of, ...row }) => ({
      ...row,
      reportId: toGlobalId('Report', campaignId, subjectId),
      unit: () => unitNode(of, context),
    }));
  }

  @FieldResolver(() => [FigureSnapshot], { description: 'Snapshots that were taken, newest first; of who sees the campaign whole. 统计数快照。' })
  async figureSnapshots(@Root() { seen }: SubjectNode, @Ctx() context: DoorContext) {
    if (seen.campaignLevel !== 'FULL') return [];
    const loader = context.loaders.perArguments('figureSnapshots', null, (ids: readonly string[]) => context.desk.snapshots.snapshotsOf(ids));
    return (await loader.load(seen.subject.campaignId)).map((snapshot) => snapshotNode(snapshot, context));
  }

  @Mutation(() => CreateFigureSnapshotPayload, {
    nullable: true,
    description: 'Keeps the figures of a rule and window as they stand, with a digest. By a coordinator of the campaign. 制作统计数快照。',
  })
  async createFigureSnapshot(
    @Arg('input', () => CreateFigureSnapshotInput, { description: 'What it takes. 输入。' }) input: CreateFigureSnapshotInput,
    @Ctx() context: DoorContext,
  ) {
    const sight = sighted(context);
    const campaignId = uuidOf('Campaign', input.campaignId);
    const seen = await context.loaders.subject.load({ campaignId, id: campaignId });
    const answer = await context.desk.snapshots.createFigureSnapshot(sight, seen?.subject ?? null, {
      ...{ title: input.title, rule: input.rule ?? null, form: input.form ?? null, source: input.source as keyof typeof FigureSource },
      ...{ window: askedOf(input.window), unit: unitIn(input.unitId), idempotencyKey: input.idempotencyKey },
    });
    return toPayload(answer, context, input, (snapshot) => ({ figureSnapshot: snapshotNode(snapshot, context) }));
  }
}

function snapshotNode({ campaignId, id, title, digest, createdBy, createdAt }: StoredFigureSnapshot, context: DoorContext): object {
  const checked = async () => {
    const loader = context.loaders.perArguments('figureSnapshots.whole', null, (keys: readonly SubjectKey[]) =>
      context.desk.snapshots.checkedSnapshots(keys),
    );
    return loader.load({ campaignId, id });
  };
  return {
    ...{ key: id, title, takenAt: createdAt, digest: digest.toString('hex') },
    takenBy: () => context.loaders.accountName.load(createdBy),
    intact: async () => (await checked())?.intact ?? false,
    content: async () => (await checked())?.content ?? '',
  };
}

const unitIn = (id: string | null | undefined): string | null => (id ? uuidOf('Unit', id) : null);

const askedOf = (window: FigureWindowInput | null | undefined): WindowAsked | null =>
  window
    ? {
        span: (window.span ?? null) as WindowAsked['span'],
        ...{ on: window.on ?? null, from: window.from ?? null, to: window.to ?? null },
      }
    : null;

const cellNodes = (cells: FigureGroup['cells']) =>
  cells.map(({ cell, ...total }) => ({
    ...total,
    label: cell?.label ?? null,
    measure: cell?.unit ?? null,
    accumulation: cell?.accumulation ?? null,
  }));

function groupNode(table: Table, group: FigureGroup, context: DoorContext): object {
  const { figures } = context.desk;
  // Of a group of one period, what that period is made of.
  const window = group.period ? { from: group.period.end, to: group.period.end, begunBy: group.period.start } : table.window;
  const within: WithinTable = { table, unit: group.unit, window };
  return {
    unit: () => (group.unit === null ? null : unitNode(group.unit, context)),
    period: group.period,
    from: group.covers?.from ?? null,
    to: group.covers?.to ?? null,
    coverage: group.counts,
    campaigns: group.campaigns.map(({ campaignId: id, counts, ...share }) => ({
      ...share,
      campaignId: toGlobalId('Campaign', id),
      coverage: counts,
    })),
    cells: cellNodes(group.cells),
    parts: async () => {
      const loader = context.loaders.perArguments('figures.below', null, (groups: readonly WithinTable[]) => figures.below(groups));
      return (await loader.load(within)).map((part) => groupNode({ ...table, window }, part, context));
    },
    reports: async () => {
      const loader = context.loaders.perArguments('figures.reports', null, (groups: readonly WithinTable[]) => figures.reports(groups));
      return (await loader.load(within)).map((one) => reportNode(one, context));
    },
  };
}

const reportNode = ({ campaignId, subjectId, period, cells }: FigureReport, context: DoorContext): object => ({
  ...{ period, cells: cellNodes(cells) },
  report: () => loadSubject({ campaignId, id: subjectId }, context),
});
