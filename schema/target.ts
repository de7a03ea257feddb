import { Field, Float, ObjectType } from 'type-graphql';
import { describedEnum } from './kernel/described-enum';

export const Comparison = describedEnum('Comparison', 'How a value is compared with a target. 比较方式。', {
  GREATER: 'More than 大于',
  AT_LEAST: 'At least 不少于',
  EQUAL: 'Exactly 等于',
  AT_MOST: 'At most 不多于',
  LESS: 'Less than 小于',
});
export type Comparison = keyof typeof Comparison;

@ObjectType({ simpleResolvers: true, description: 'A number to reach. 目标。' })
export class Target {
  @Field(() => String, { description: 'What is measured, e.g. 明厨亮灶覆盖率. 指标。' })
  what!: string;

  @Field(() => Comparison, { description: 'How the value is compared. 比较方式。' })
  op!: string;

  @Field(() => Float, { description: 'The number. 目标值。' })
  value!: number;

  @Field(() => String, { description: 'Its unit of measure, as printed. 计量单位。' })
  unit!: string;
}
