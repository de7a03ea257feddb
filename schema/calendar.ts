import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { MutationInput, payload } from './kernel/mutation';
import { DateScalar } from './kernel/scalars';

@ObjectType({ simpleResolvers: true, description: "A year of the State Council's calendar. 年度节假日安排。" })
export class CalendarYear {
  @Field(() => Int, { description: 'The year. 年份。' })
  year!: number;

  @Field(() => Boolean, { description: 'Whether its arrangement is known here: announced and built in, or imported. 是否已公布并录入。' })
  announced!: boolean;

  @Field(() => [DateScalar], { description: 'Days off, weekends inside a holiday included; empty when not announced. 放假日期。' })
  holidays!: string[];

  @Field(() => [DateScalar], { description: 'Saturdays and Sundays that are worked (调休). 调休上班日期。' })
  makeUpWorkdays!: string[];

  @Field(() => String, { nullable: true, description: 'The announcement it was taken from. 依据文件。' })
  source!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A date found by counting working days. 工作日推算结果。' })
export class WorkingDate {
  @Field(() => DateScalar, { description: 'The date. 日期。' })
  date!: string;

  @Field(() => Boolean, {
    description:
      'The count touched a year that is not announced yet and took Monday to Friday for working days there. 涉及尚未公布的年份，仅为估算。',
  })
  estimated!: boolean;

  @Field(() => Int, { nullable: true, description: 'The first year met that is not announced. 首个尚未公布的年份。' })
  notAnnouncedYear!: number | null;
}

@InputType({ description: 'What `importCalendarYear` takes: the arrangement as the State Council announced it. 输入：国务院公布的放假安排。' })
export class ImportCalendarYearInput extends MutationInput {
  @Field(() => Int, { description: 'The year. 年份。' })
  year!: number;

  @Field(() => [DateScalar], { description: 'Days off, weekends inside a holiday included. 放假日期（含假期内周末）。' })
  holidays!: string[];

  @Field(() => [DateScalar], { description: 'Saturdays and Sundays that are worked. 调休上班日期。' })
  makeUpWorkdays!: string[];

  @Field(() => String, { description: 'The announcement it is taken from, e.g. its document number. 依据文件。' })
  source!: string;
}

export const ImportCalendarYearPayload = payload('importCalendarYear', 'calendarYear', () => CalendarYear, 'The year as it is known now. 年度安排。');
