/** The law of coordinating bodies: leading group, joint conference or task force. */
import { label, machineOf } from '../chart';
import type { EventRule, Label, Law, LawSnapshot, Projection } from '../contract';
import { BODY_MEMBER_ROLES } from '../definitions';
import type { BodyDefinition } from '../definitions';
import { choice, date, id, ids, reasonField, record, text, unit } from '../inputs';
import { bodyChart } from './chart';
import { bodyChecks } from './checks';
import { beginBody } from './context';
import type { BodyContext } from './context';

const states: Readonly<Record<string, Label>> = {
  FORMING: label('组建中', 'Forming'),
  ACTIVE: label('运行中', 'Active'),
  DISSOLVED: label('已撤销', 'Dissolved'),
};

export const MEETING_KINDS = ['PROMOTION', 'SCHEDULING', 'MOBILIZATION', 'JOINT_CONFERENCE', 'OTHER'] as const;

const person = [
  text('name', '姓名', 'Name', false),
  text('post', '职务', 'Post', false),
  unit('unit', '单位', 'Unit', false),
  date('from', '任职日期', 'From', false),
  text('id', '编号', 'Id', false),
];

const events: Record<string, EventRule> = {
  FORM: {
    label: label('组建', 'Form'),
    description: label('按方案组建领导机构', 'The body is formed as the plan says.'),
    mutation: null,
    who: ['ENGINE'],
    inputs: [record('definition', '领导机构', 'Definition')],
  },
  APPOINT: {
    label: label('任命成员', 'Appoint a member'),
    description: label('自某日起任职', 'From a date on.'),
    mutation: 'appointBodyMember',
    who: ['COORDINATOR', 'LEADER'],
    inputs: [choice('role', BODY_MEMBER_ROLES, '角色', 'Role'), ...person],
  },
  REPLACE: {
    label: label('更换成员', 'Replace a member'),
    description: label('由他人接任，角色不变', 'Somebody else takes over the same role.'),
    mutation: 'replaceBodyMember',
    who: ['COORDINATOR', 'LEADER'],
    inputs: [id('member', '原成员', 'Member'), ...person, reasonField(false)],
  },
  RELEASE: {
    label: label('免去成员', 'Release a member'),
    description: label('自某日起不再任职', 'No longer a member from a date on.'),
    mutation: 'releaseBodyMember',
    who: ['COORDINATOR', 'LEADER'],
    inputs: [id('member', '成员', 'Member'), date('until', '免职日期', 'Until', false), reasonField(false)],
  },
  HOLD_MEETING: {
    label: label('召开会议', 'Hold a meeting'),
    description: label('推进会、调度会等，记录出席和纪要', 'A promotion or scheduling meeting, with attendance and minutes.'),
    mutation: 'holdBodyMeeting',
    who: ['COORDINATOR'],
    inputs: [
      date('on', '会议日期', 'Held on'),
      choice('kind', MEETING_KINDS, '类型', 'Kind'),
      text('title', '名称', 'Title', false),
      ids('attendees', '出席成员', 'Attendees', false),
      text('minutes', '纪要', 'Minutes', false),
    ],
  },
  ACTIVATE: {
    label: label('开始运行', 'Activate'),
    description: label('须有组长或召集人；启动专项行动时自动运行', 'Needs a leader or convener; a launch does it by itself.'),
    mutation: 'activateBody',
    who: ['COORDINATOR', 'ENGINE'],
  },
  DISSOLVE: {
    label: label('撤销', 'Dissolve'),
    description: label('专项行动结束时自动撤销', 'Happens by itself when the campaign is over.'),
    mutation: 'dissolveBody',
    who: ['LEADER', 'ENGINE'],
    inputs: [reasonField()],
  },
};

function project(definition: BodyDefinition, snapshot: LawSnapshot<BodyContext>): Projection {
  const state = String((snapshot.value as { life: string }).life).toUpperCase();
  const { context } = snapshot;
  const serving = new Set(context.members.filter(({ until }) => !until).flatMap(({ unit: of }) => of ?? []));
  const units = [...new Set(context.members.flatMap(({ unit: of }) => of ?? []))];
  const row = { state, mustAct: false, dueOn: null };
  return {
    state,
    title: definition.name,
    number: null,
    dueOn: null,
    timeliness: null,
    attention: null,
    closed: state === 'DISSOLVED',
    participants: [
      { ...row, unit: context.office, role: 'OWNER', mustAct: state === 'FORMING', active: true },
      ...units.map((of) => ({ ...row, unit: of, role: 'BODY_MEMBER', active: serving.has(of) })),
    ],
  };
}

export const bodyLaw: Law<BodyDefinition, BodyContext> = {
  kind: 'COORDINATING_BODY',
  version: 1,
  label: label('领导机构', 'Coordinating body'),
  creation: 'FORM',
  states,
  events,
  checks: bodyChecks,
  begin: beginBody,
  shape: () => 'body',
  compile: () => machineOf('coordinatingBody', bodyChart, bodyChecks),
  project,
};
