import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { describedEnum } from './kernel/described-enum';

/** How units are compared in bulletins. The same shape comes in and goes out: each class is both. */

export const RankingMeasure = describedEnum('RankingMeasure', 'What units are ranked by; each is a share from 0 to 100 %. 排名指标。', {
  COMPLETENESS: 'Handed in, of what was owed 报送率',
  TIMELINESS: 'Handed in on time, of what was owed 按时率',
  RETURNS: 'Never returned, of what was owed 一次通过率',
  TASK_PROGRESS: 'Parts in accepted tasks, of its parts 任务完成率',
  CASEWORK: 'Its figure in a cell, of the largest that a unit has there 办案等数据',
});

@ObjectType({ simpleResolvers: true, description: 'What counts in a ranking, and how much. 排名项目。' })
@InputType('PlanRankingItemInput', { description: 'What counts in a ranking, and how much. 排名项目。' })
export class PlanRankingItem {
  @Field(() => RankingMeasure, { description: 'What is measured. 指标。' })
  measure!: string;

  @Field(() => Int, { description: 'How heavy it is beside the others. 权重。' })
  weight!: number;

  @Field(() => String, { nullable: true, description: "CASEWORK: key of the form; null: the plan's only form. 统计表。" })
  form!: string | null;

  @Field(() => String, { nullable: true, description: 'CASEWORK: key of the cell, as `7` or `7.1`. 栏目。' })
  cell!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'How units are compared in bulletins. 排名规则。' })
@InputType('PlanRankingInput', { description: 'How units are compared in bulletins. 排名规则。' })
export class PlanRanking {
  @Field(() => [PlanRankingItem], { description: 'What counts. 排名项目。' })
  items!: PlanRankingItem[];

  @Field(() => Int, {
    defaultValue: 3,
    description:
      'How many of the first are commended; who shares the last of these places is taken in too, unless that makes more than twice as many, or everybody. 表扬名额；末位并列的一并表扬，超过名额两倍或涉及全部单位的除外。',
  })
  commend!: number;

  @Field(() => Int, {
    defaultValue: 3,
    description:
      'How many of the last are criticised, by the same rule; nobody whose score is full, nor who is commended. 批评名额；并列处理同上，满分和已表扬的单位不批评。',
  })
  criticise!: number;
}
