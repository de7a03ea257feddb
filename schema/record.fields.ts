import { Field, InputType } from 'type-graphql';

@InputType({ description: 'What is to stand in one column of a record. 一栏内容。' })
export class RecordFieldInput {
  @Field(() => String, { description: 'Name of the column. 栏目。' })
  column!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'As text: a date YYYY-MM-DD, a number in digits, a unit by its name or global id; null or empty: nothing. 内容，日期写作 YYYY-MM-DD，单位写名称或全局编号。',
  })
  value?: string | null;
}
