import { Field, ID, ObjectType } from 'type-graphql';
import { describedEnum } from './kernel/described-enum';
import { DateScalar } from './kernel/scalars';
import { WorkflowSubject } from './kernel/subject';
import { BodyKind, BodyMemberRole } from './plan.enums';
import { Unit } from './unit';

@ObjectType({ simpleResolvers: true, description: 'A member of a coordinating body, by date. 成员。' })
export class BodyMember {
  @Field(() => ID, { description: 'Names the member within the body. 成员编号。' })
  id!: string;

  @Field(() => BodyMemberRole, { description: 'The role. 职务。' })
  role!: string;

  @Field(() => String, { nullable: true, description: 'The person; null where only a unit or a post is named. 姓名。' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'The post. 职位。' })
  post!: string | null;

  @Field(() => Unit, { nullable: true, description: 'The unit. 单位。' })
  unit!: Unit | null;

  @Field(() => DateScalar, { description: 'First day. 任职日期。' })
  from!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which no longer; null: still. 卸任日期。' })
  until!: string | null;
}

export const MeetingKind = describedEnum('MeetingKind', 'What a meeting is for. 会议类型。', {
  PROMOTION: 'To push the work on 推进会',
  SCHEDULING: 'To see how the work stands 调度会',
  MOBILIZATION: 'To mobilise 动员会',
  JOINT_CONFERENCE: 'Of the joint conference 联席会议',
  OTHER: 'Another 其他',
});

@ObjectType({ simpleResolvers: true, description: 'A meeting that was held. 会议。' })
export class Meeting {
  @Field(() => DateScalar, { description: 'When. 日期。' })
  on!: string;

  @Field(() => MeetingKind, { description: 'What for. 类型。' })
  kind!: string;

  @Field(() => String, { nullable: true, description: 'Its title. 名称。' })
  title!: string | null;

  @Field(() => [ID], { description: 'Ids of the members who attended. 出席成员。' })
  attendees!: string[];

  @Field(() => String, { nullable: true, description: 'The minutes. 纪要。' })
  minutes!: string | null;
}

@ObjectType({ simpleResolvers: true, implements: WorkflowSubject, description: 'Who leads the campaign. 领导机构。' })
export class CoordinatingBody extends WorkflowSubject {
  @Field(() => String, { description: 'Its name. 名称。' })
  title!: string;

  @Field(() => BodyKind, { nullable: true, description: 'Its form. 形式。' })
  kind!: string | null;

  @Field(() => Unit, { nullable: true, description: 'Where its office sits. 办公室设在单位。' })
  office!: Unit | null;

  @Field(() => String, { nullable: true, description: 'Head of the office. 办公室主任。' })
  officeHead!: string | null;

  @Field(() => [BodyMember], { description: 'Its members, former ones too. 成员（含历任）。' })
  members!: BodyMember[];

  @Field(() => [Meeting], { description: 'Its meetings, oldest first. 会议。' })
  meetings!: Meeting[];
}
