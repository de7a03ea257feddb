import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { describedEnum } from './kernel/described-enum';
import { MutationInput, payload } from './kernel/mutation';
import { DateScalar } from './kernel/scalars';
import { Unit, UnitKind } from './unit';

export const UnitFileFormat = describedEnum('UnitFileFormat', 'Format of a file of units. 单位文件格式。', {
  JSON: 'JSON',
  CSV: 'Comma-separated values CSV 表格',
});

@InputType({ description: 'What `registerUnit` takes. 输入。' })
export class RegisterUnitInput extends MutationInput {
  @Field(() => String, { description: 'Official name. 名称。' })
  name!: string;

  @Field(() => UnitKind, { description: 'What kind of unit it is. 类别。' })
  kind!: string;

  @Field(() => ID, { nullable: true, description: 'The unit above it. 上级单位。' })
  parentId?: string | null;

  @Field(() => String, { nullable: true, description: "Its code in the organisation's own register. 单位代码。" })
  code?: string | null;

  @Field(() => [String], { defaultValue: [], description: 'What notices print instead of the name. 简称。' })
  aliases!: string[];

  @Field(() => DateScalar, { nullable: true, description: 'The day it came to be; left out: it was always there. 成立日期。' })
  validFrom?: string | null;
}

@InputType()
export abstract class UnitMutationInput extends MutationInput {
  @Field(() => ID, { description: 'Global id of the unit. 单位编号。' })
  id!: string;

  @Field(() => String, { description: 'The `version` that the user has on screen; another one is refused as stale. 用户所见的版本。' })
  expectedVersion!: string;
}

@InputType({ description: 'What `renameUnit` takes. 输入。' })
export class RenameUnitInput extends UnitMutationInput {
  @Field(() => String, { description: 'The new official name. 新名称。' })
  name!: string;

  @Field(() => DateScalar, { description: 'First day of the new name. 启用日期。' })
  from!: string;
}

@InputType({ description: 'What `moveUnit` takes. 输入。' })
export class MoveUnitInput extends UnitMutationInput {
  @Field(() => ID, { nullable: true, description: 'The new unit above it; left out: the top of the tree. 新上级单位。' })
  parentId?: string | null;

  @Field(() => DateScalar, { description: 'First day below it. 启用日期。' })
  from!: string;
}

@InputType({ description: 'What `addUnitAlias` takes. 输入。' })
export class AddUnitAliasInput extends UnitMutationInput {
  @Field(() => String, { description: 'The alias. 简称。' })
  alias!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day; left out: always. 启用日期。' })
  validFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it no longer holds. 停用日期。' })
  validTo?: string | null;
}

@InputType({ description: 'What `importUnits` takes. 输入。' })
export class ImportUnitsInput extends MutationInput {
  @Field(() => String, { description: 'The content of the file. 文件内容。' })
  text!: string;

  @Field(() => UnitFileFormat, { description: 'Its format. 格式。' })
  format!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What an import did. 导入结果。' })
export class UnitImportResult {
  @Field(() => Int, { description: 'How many units were added. 新增数。' })
  added!: number;

  @Field(() => Int, { description: 'How many were changed. 更新数。' })
  changed!: number;
}

export const RegisterUnitPayload = payload('registerUnit', 'unit', () => Unit, 'The unit.');
export const RenameUnitPayload = payload('renameUnit', 'unit', () => Unit, 'The unit.');
export const MoveUnitPayload = payload('moveUnit', 'unit', () => Unit, 'The unit.');
export const AddUnitAliasPayload = payload('addUnitAlias', 'unit', () => Unit, 'The unit.');
export const ImportUnitsPayload = payload('importUnits', 'result', () => UnitImportResult, 'What was done.');
