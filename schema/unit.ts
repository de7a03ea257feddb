import { Field, ObjectType } from 'type-graphql';
import { connection } from './kernel/connection';
import { describedEnum } from './kernel/described-enum';
import { Node } from './kernel/node';
import { DateScalar } from './kernel/scalars';

export const UnitKind = describedEnum('UnitKind', 'What kind of unit it is. 单位类别。', {
  GOVERNMENT: "People's government 人民政府",
  DEPARTMENT: 'Department, bureau, commission 局委办',
  OFFICE: 'Office 办公室',
  SECTION: 'Section 股室',
  SUBSTATION: 'Substation 所',
  BRIGADE: 'Brigade 大队',
  TOWN: 'Town or subdistrict 镇街',
  COURT: 'Court 法院',
  PROCURATORATE: 'Procuratorate 检察院',
  INSTITUTION: 'Public institution 事业单位',
  COMMITTEE: 'Administrative committee 管委会',
  OTHER: 'Other 其他',
});

@ObjectType({ simpleResolvers: true, description: 'An official name that a unit bore. 曾用名。' })
export class FormerUnitName {
  @Field(() => String, { description: 'The name. 名称。' })
  name!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The first day on which it was no longer the name. 停用日期。' })
  validTo!: string | null;
}

@ObjectType({ simpleResolvers: true, implements: Node, description: 'An agency or a part of one, as it stands today. 单位。' })
export class Unit extends Node {
  @Field(() => String, { description: 'Its official name today. 单位名称。' })
  name!: string;

  @Field(() => UnitKind, { description: 'What kind of unit it is. 单位类别。' })
  kind!: string;

  @Field(() => String, {
    nullable: true,
    description: "Its code in the organisation's own register, e.g. the unified social credit code. 单位代码。",
  })
  code!: string | null;

  @Field(() => [String], { description: 'What notices print instead of the name. 简称、别名。' })
  aliases!: string[];

  @Field(() => [FormerUnitName], { description: 'Official names it bore before. 曾用名。' })
  formerNames!: FormerUnitName[];

  @Field(() => String, { description: 'Named by changes of the unit, so that nobody overwrites what another has changed. 版本标识。' })
  version!: string;

  @Field(() => Unit, { nullable: true, description: 'The unit above it; null at the top of the tree. 上级单位。' })
  parent!: Unit | null;

  @Field(() => [Unit], { description: 'The units directly below it. 下级单位。' })
  children!: Unit[];
}
export const UnitConnection = connection(() => Unit, 'Unit', 'units 单位');
