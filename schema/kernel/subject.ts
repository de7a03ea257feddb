import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { connection } from './connection';
import { describedEnum } from './described-enum';
import { SubjectEvent, SubjectState } from './law-names';
import { Node } from './node';
import { DateScalar, DateTimeScalar, JsonScalar } from './scalars';
import { Reason } from './user-error';
import { Unit } from '../unit';

export const DiagramFormat = describedEnum('DiagramFormat', 'How a machine is drawn. 状态图格式。', {
  MERMAID: 'Text for Mermaid, `stateDiagram-v2`, with the present state marked. Mermaid 文本。',
  XSTATE: 'The machine as XState JSON. XState 定义。',
});
export type DiagramFormat = keyof typeof DiagramFormat;

export const DeadlineStatus = describedEnum('DeadlineStatus', 'What became of a deadline. 时限状态。', {
  PENDING: 'Running. 进行中。',
  HELD: 'Stopped while the campaign is suspended. 暂停计时。',
  DELIVERED: 'It has passed and the object was told. 已到期。',
  CANCELLED: 'No longer needed. 已取消。',
});

export const SubjectKind = describedEnum('SubjectKind', 'What kind of thing has the machine. 对象类别。', {
  CAMPAIGN: 'Campaign 专项行动',
  TASK: 'Task 任务',
  REPORT: 'Report 报送',
  COORDINATING_BODY: 'Coordinating body 领导机构',
  BULLETIN: 'Bulletin 通报',
  RECORD: 'Record of a ledger 台账记录',
  DIFFERENCE: 'Question about a difference 差异核实',
});

@ObjectType({ simpleResolvers: true, description: 'A due date that the engine watches. 时限。' })
export class Deadline {
  @Field(() => String, { description: 'Name of the deadline within its object. 时限名称。' })
  key!: string;

  @Field(() => String, { description: 'What is due, zh-CN or en. 时限说明。' })
  label!: string;

  @Field(() => DateScalar, { description: 'The last day, until 24:00 in Asia/Shanghai. 截止日期（当日 24 时）。' })
  dueOn!: string;

  @Field(() => DateTimeScalar, { description: 'The instant at which the event is delivered. 到期时刻。' })
  dueAt!: Date;

  @Field(() => SubjectEvent, { description: 'The event that the engine sends when it passes. 到期时发出的事件。' })
  event!: string;

  @Field(() => DeadlineStatus, { description: 'Running, held, passed or cancelled. 状态。' })
  status!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Another event that brought this one about. 起因事件。' })
export class HistoryCause {
  @Field(() => ID, { description: 'Names the object of the same campaign whose event it was. 起因对象。' })
  subjectId!: string;

  @Field(() => Int, { description: "Its number in that object's history. 起因事件序号。" })
  revision!: number;
}

@ObjectType({ simpleResolvers: true, description: 'One event of the append-only log. 历史记录。' })
export class HistoryEntry {
  @Field(() => ID, { description: 'Position in the whole log; a subscription resumes from it. 事件编号。' })
  eventId!: string;

  @Field(() => Int, { description: 'Number within the object, from 1: the revision after the event. 序号。' })
  revision!: number;

  @Field(() => String, { description: 'Name of the event. 事件名称。' })
  event!: string;

  @Field(() => String, { description: 'What happened, zh-CN or en. 事件说明。' })
  label!: string;

  @Field(() => DateTimeScalar, { description: 'When. 发生时刻。' })
  at!: Date;

  @Field(() => DateScalar, { description: 'The civil date of it. 发生日期。' })
  on!: string;

  @Field(() => JsonScalar, { description: 'What was sent with the event. 随事件提交的内容。' })
  input!: Record<string, unknown>;

  @Field(() => HistoryCause, { nullable: true, description: 'The event of another object that caused it. 起因。' })
  cause!: HistoryCause | null;

  @Field(() => String, { description: 'SM3 link of the hash chain, hexadecimal. 哈希链（SM3）。' })
  hash!: string;

  @Field(() => String, { nullable: true, description: 'The person; null for the clock and the engine. 操作人。' })
  actor!: string | null;

  @Field(() => String, { nullable: true, description: 'The absent person in whose stead it was done. 被代理人。' })
  onBehalfOf!: string | null;

  @Field(() => Unit, { nullable: true, description: 'The unit in whose name it was done. 以哪个单位的名义。' })
  unit!: Unit | null;
}
export const HistoryConnection = connection(() => HistoryEntry, 'History', 'events of a history 历史记录');

@ObjectType({ simpleResolvers: true, description: 'What the viewer may do with an object now, or why not. 可执行的操作。' })
export class AvailableAction {
  @Field(() => SubjectEvent, { description: 'The event. 事件。' })
  event!: string;

  @Field(() => String, { description: 'The mutation that sends it. 对应的 mutation。' })
  mutation!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The mutation that sends it to many at once; null where there is none. 批量办理的 mutation，没有则为空。',
  })
  bulkMutation!: string | null;

  @Field(() => String, { description: 'What a button would say, zh-CN or en. 操作名称。' })
  label!: string;

  @Field(() => String, { description: 'What it does, zh-CN or en. 操作说明。' })
  description!: string;

  @Field(() => Boolean, { description: 'Whether it is possible now. 当前是否可执行。' })
  allowed!: boolean;

  @Field(() => [Reason], { description: 'Why not; empty when allowed. 不能执行的原因。' })
  reasons!: Reason[];
}

@InterfaceType({
  implements: Node,
  description: 'Whatever has a machine: campaign, task, report, coordinating body. 有状态机的对象。',
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class WorkflowSubject extends Node {
  @Field(() => SubjectState, { description: 'The state in one word. 状态。' })
  state!: string;

  @Field(() => String, { description: 'The state for people, zh-CN or en by `Accept-Language`. 状态名称。' })
  stateLabel!: string;

  @Field(() => Int, { description: 'Rises by one with every event; mutations name the revision they saw. 版本号。' })
  revision!: number;

  @Field(() => Boolean, { description: 'Nothing more can happen to it, but for what the law reopens. 是否已办结。' })
  closed!: boolean;

  @Field(() => [Deadline], { description: 'Its due dates, the earliest first; empty for who sees only its title. 时限。' })
  deadlines!: Deadline[];

  @Field(() => [AvailableAction], { description: 'What the viewer may do with it now, and why not. 当前可执行的操作及原因。' })
  availableActions!: AvailableAction[];

  @Field(() => HistoryConnection, { nullable: true, description: 'The log, oldest first; null for who sees only its title. 历史记录。' })
  history!: unknown;

  @Field(() => String, { nullable: true, description: 'Its machine with the present state; null for who sees only its title. 状态图。' })
  diagram!: string | null;
}
