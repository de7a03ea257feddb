import { Field, ID, Int, ObjectType } from 'type-graphql';
import { SubjectKind, WorkflowSubject } from './kernel/subject';

@ObjectType({ simpleResolvers: true, description: 'Something happened to an object. 变动。' })
export class SubjectChange {
  @Field(() => ID, { description: 'Give it back as `lastEventId` to go on from here. 事件编号，可用于续订。' })
  eventId!: string;

  @Field(() => SubjectKind, { description: 'What it happened to. 对象类别。' })
  kind!: string;

  @Field(() => String, { description: 'Name of the event. 事件名称。' })
  event!: string;

  @Field(() => String, { description: 'What happened, zh-CN or en. 事件说明。' })
  label!: string;

  @Field(() => Int, { description: 'The revision after the event. 事件后的版本。' })
  revision!: number;

  @Field(() => WorkflowSubject, { description: 'The object as it stands now, which may be later than this event. 对象现状。' })
  subject!: WorkflowSubject;
}

@ObjectType({ simpleResolvers: true, description: "The viewer's inbox may have changed. 待办变动。" })
export class InboxChange {
  @Field(() => ID, { description: 'Give it back as `lastEventId` to go on from here. 事件编号，可用于续订。' })
  eventId!: string;

  @Field(() => WorkflowSubject, { description: 'What came into the inbox, left it or changed in it. 变动对象。' })
  subject!: WorkflowSubject;

  @Field(() => Int, { description: 'How many things there are to act on now. 当前待办数。' })
  totalCount!: number;
}
