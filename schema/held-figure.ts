/** Reported figures beside what the records come to; what is asked about them is in difference.ts. */
import { Field, ObjectType } from 'type-graphql';
import { Difference } from './difference';
import { FigurePeriod } from './figures';
import { Accumulation } from './form.enums';
import { connection } from './kernel/connection';
import { describedEnum } from './kernel/described-enum';
import { DateScalar } from './kernel/scalars';
import { CaseRecord } from './record';
import { Report } from './report';
import { Unit } from './unit';

export const HeldFigureResult = describedEnum('HeldFigureResult', 'What came of holding a figure against the records. 比对结果。', {
  SAME: 'The same 一致',
  DIFFERENT: 'Different 不一致',
  NOT_REPORTED: 'Nothing has been handed in 未报送',
});

@ObjectType({ simpleResolvers: true, description: 'What one record adds to a figure. 台账明细。' })
export class ExplainingRecord {
  @Field(() => DateScalar, { description: 'The day on which it counts. 计入日期。' })
  on!: string;

  @Field(() => Unit, { description: 'Whose record it is. 台账单位。' })
  unit!: Unit;

  @Field(() => String, { description: 'What it adds, an exact decimal. 计入数值。' })
  amount!: string;

  @Field(() => CaseRecord, { nullable: true, description: 'The record; null where only its figures may be seen. 台账记录。' })
  record!: CaseRecord | null;
}
export const ExplainingRecordConnection = connection(() => ExplainingRecord, 'ExplainingRecord', 'records behind a figure 台账明细');

@ObjectType({ simpleResolvers: true, description: 'One figure of a report, held against the records. 报表数与台账数比对。' })
export class HeldFigure {
  @Field(() => Unit, {
    description: 'The unit that owes the report; what is recorded below it, where nobody else owes one, counts with it. 报送单位。',
  })
  unit!: Unit;

  @Field(() => Report, { nullable: true, description: 'The report. 报送。' })
  report!: Report | null;

  @Field(() => String, { description: 'Key of the reporting rule. 报送要求编号。' })
  rule!: string;

  @Field(() => FigurePeriod, { description: 'The period of the report. 期次。' })
  period!: FigurePeriod;

  @Field(() => String, { description: 'E.g. `7` or `7.1`. 栏号。' })
  cell!: string;

  @Field(() => String, { description: 'What is counted. 指标。' })
  label!: string;

  @Field(() => String, { description: 'Unit of measure. 计量单位。' })
  measure!: string;

  @Field(() => Accumulation, { description: 'A running total is held against everything recorded up to the end of the period. 累计方式。' })
  accumulation!: string;

  @Field(() => HeldFigureResult, { description: 'What came of it. 比对结果。' })
  result!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What the report says now, an exact decimal; 0 for a zero report; null where it says nothing, which counts as 0 once it is handed in. 报表数。',
  })
  reported!: string | null;

  @Field(() => String, { description: 'What the records come to. 台账数。' })
  recorded!: string;

  @Field(() => String, { nullable: true, description: 'Reported less recorded; null where nothing has been handed in. 差额。' })
  difference!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day on which anything is recorded that counts here. 台账最后日期。' })
  lastRecordedOn!: string | null;

  @Field(() => Difference, { nullable: true, description: 'What the unit was asked about it: the open question, or else the last one. 差异核实。' })
  question!: Difference | null;
}
export const HeldFigureConnection = connection(() => HeldFigure, 'HeldFigure', 'figures held against the records 比对结果');
