import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { PageArgs } from '../../../schema/kernel/connection';
import { Unit, UnitConnection } from '../../../schema/unit';
import {
  AddUnitAliasInput,
  AddUnitAliasPayload,
  ImportUnitsInput,
  ImportUnitsPayload,
  MoveUnitInput,
  MoveUnitPayload,
  RegisterUnitInput,
  RegisterUnitPayload,
  RenameUnitInput,
  RenameUnitPayload,
} from '../../../schema/unit.mutations';
import { toPayload } from '../answers';
import { signedIn, type DoorContext } from '../context';
import { uuidOf } from '../global-id';
import { pageRequest, toConnection } from '../paging';
import { requestError } from '../request-errors';
import { SORT_KEYS } from '../sort-keys';
import { unitNode, unitOrNull } from '../unit-nodes';

const INPUT = { description: 'What it takes. 输入。' } as const;

@Resolver(() => Unit)
export class UnitResolver {
  @Query(() => Unit, { nullable: true, description: 'A unit by its global id. 单位。' })
  unit(@Arg('id', () => ID, { description: 'Global id. 全局编号。' }) id: string, @Ctx() context: DoorContext) {
    signedIn(context);
    return unitOrNull(uuidOf('Unit', id), context);
  }

  @Query(() => UnitConnection, {
    description: 'Units by name, alias, former name, pinyin or its initials, best first; forwards only. 按名称、简称、曾用名、拼音或首字母查找单位。',
  })
  async units(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('search', () => String, { defaultValue: '', description: 'Empty: all units. 查找内容，空则全部。' }) search: string,
    @Arg('withinId', () => ID, { nullable: true, description: 'Only this unit and those below it. 仅该单位及其下级。' }) withinId: string | null,
    @Ctx() context: DoorContext,
  ) {
    signedIn(context);
    const request = pageRequest(page, SORT_KEYS.units);
    // The best matches come first; reading a ranking from its end would show the worst.
    if (request.direction === 'BACKWARD') throw requestError('PAGE_SIZE_OUT_OF_RANGE', { max: 100 });
    const [rank, matched, unitId] = (request.from ?? []) as [number?, string?, string?];
    const after = rank === undefined || matched === undefined || unitId === undefined ? null : { rank, matched, unitId };
    const below = withinId ? uuidOf('Unit', withinId) : null;
    const found = await context.desk.units.searchUnits({ text: search, below, on: null, first: request.limit, after });
    const rows = found.rows.map(({ unit, next }) => ({ row: unit, sortKey: [next.rank, next.matched, next.unitId] }));
    return toConnection({ rows, more: found.more }, request, ({ id }) => unitNode(id, context));
  }

  @Mutation(() => RegisterUnitPayload, { nullable: true, description: 'Adds a unit to the register. 登记单位。' })
  async registerUnit(@Arg('input', () => RegisterUnitInput, INPUT) input: RegisterUnitInput, @Ctx() context: DoorContext) {
    const { name, kind, parentId, code, aliases, validFrom, idempotencyKey } = input;
    const answer = await context.desk.units.registerUnit(signedIn(context), {
      ...{ name, kind: kind as never, aliases, code: code ?? null, validFrom: validFrom ?? null, idempotencyKey },
      parentId: parentId ? uuidOf('Unit', parentId) : null,
    });
    return toPayload(answer, context, input, shown(context));
  }

  @Mutation(() => RenameUnitPayload, { nullable: true, description: 'Gives a unit a new official name from a day on. 单位更名。' })
  async renameUnit(@Arg('input', () => RenameUnitInput, INPUT) input: RenameUnitInput, @Ctx() context: DoorContext) {
    const { name, from } = input;
    return toPayload(await context.desk.units.renameUnit(signedIn(context), { ...unitCall(input), name, from }), context, input, shown(context));
  }

  @Mutation(() => MoveUnitPayload, { nullable: true, description: 'Places a unit below another from a day on. 调整隶属关系。' })
  async moveUnit(@Arg('input', () => MoveUnitInput, INPUT) input: MoveUnitInput, @Ctx() context: DoorContext) {
    const viewer = signedIn(context);
    const parentId = input.parentId ? uuidOf('Unit', input.parentId) : null;
    const answer = await context.desk.units.moveUnit(viewer, { ...unitCall(input), parentId, from: input.from });
    return toPayload(answer, context, input, shown(context));
  }

  @Mutation(() => AddUnitAliasPayload, { nullable: true, description: 'Adds what notices print instead of the name. 增加简称。' })
  async addUnitAlias(@Arg('input', () => AddUnitAliasInput, INPUT) input: AddUnitAliasInput, @Ctx() context: DoorContext) {
    const { alias, validFrom = null, validTo = null } = input;
    const answer = await context.desk.units.addAlias(signedIn(context), { ...unitCall(input), alias, validFrom, validTo });
    return toPayload(answer, context, input, shown(context));
  }

  @Mutation(() => ImportUnitsPayload, { nullable: true, description: 'Loads the register, or a part of it, from a file. 导入单位。' })
  async importUnits(@Arg('input', () => ImportUnitsInput, INPUT) input: ImportUnitsInput, @Ctx() context: DoorContext) {
    const format = input.format === 'CSV' ? 'csv' : 'json';
    const answer = await context.desk.units.importUnits(signedIn(context), { text: input.text, format, idempotencyKey: input.idempotencyKey });
    return toPayload(answer, context, input, ({ added, changed }) => ({ result: { added, changed } }));
  }
}

function unitCall({ id, expectedVersion, idempotencyKey }: { id: string; expectedVersion: string; idempotencyKey: string }) {
  return { unitId: uuidOf('Unit', id), expectedVersion, idempotencyKey };
}

/** As it stands now: the loaders of this request may have read it before the change. */
function shown(context: DoorContext) {
  return ({ id }: { id: string }) => {
    context.loaders.unit.clear(id);
    return { unit: unitNode(id, context) };
  };
}
