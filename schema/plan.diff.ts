import { Field, Int, ObjectType } from 'type-graphql';
import { connection } from './kernel/connection';
import { describedEnum } from './kernel/described-enum';
import { DateTimeScalar } from './kernel/scalars';
import { UserError } from './kernel/user-error';

export const PlanChangeKind = describedEnum('PlanChangeKind', 'How something in a plan changed. 变动方式。', {
  ADDED: 'It is new 新增',
  REMOVED: 'It is gone 删除',
  CHANGED: 'It says something else 修改',
});

@ObjectType({ simpleResolvers: true, description: 'One thing that a plan says differently than before. 一处变动。' })
export class PlanChange {
  @Field(() => String, {
    description: 'Where, by what things are called and not by their place in a list, e.g. `tasks[二(一)1 食品安全治理].dueOn`. 位置（按名称）。',
  })
  path!: string;

  @Field(() => String, { description: 'The same in words, zh-CN or en by `Accept-Language`. 位置说明。' })
  label!: string;

  @Field(() => PlanChangeKind, { description: 'Added, removed or changed. 变动方式。' })
  kind!: string;

  @Field(() => String, { nullable: true, description: 'What it said; null where there was nothing. 变动前。' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'What it says now; null where there is nothing. 变动后。' })
  after!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A revision of a plan as it was saved. 方案的一个版本。' })
export class PlanVersion {
  @Field(() => Int, { description: 'Its number; 1 is what was read from the notice. 版本号，1为读入时的版本。' })
  revision!: number;

  @Field(() => String, { description: 'The title it had. 标题。' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Who saved it. 保存人。' })
  savedBy!: string | null;

  @Field(() => DateTimeScalar, { description: 'When. 保存时间。' })
  savedAt!: Date;

  @Field(() => [PlanChange], { description: 'What it changed in the revision before it; the first has none. 与上一版本相比的变动。' })
  changes!: PlanChange[];
}
export const PlanVersionConnection = connection(() => PlanVersion, 'PlanVersion', 'revisions of a plan 方案版本');

@ObjectType({
  simpleResolvers: true,
  implements: UserError,
  description:
    'Somebody else saved the plan meanwhile. Merge what changed, and send it again with `actualRevision`. 方案已被他人修改，请合并后重新提交。',
})
export class StalePlan extends UserError {
  @Field(() => Int, { description: 'The revision that the request expected. 请求所依据的版本。' })
  expectedRevision!: number;

  @Field(() => Int, { description: 'The present revision. 当前版本。' })
  actualRevision!: number;

  @Field(() => [PlanChange], {
    description: 'What changed between the two; empty where only bindings did, or where there never was such a revision. 两个版本之间的变动。',
  })
  changes!: PlanChange[];
}
