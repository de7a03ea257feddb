import { describedEnum } from './kernel/described-enum';

export const PartRole = describedEnum('PartRole', "A unit's role in an object. 单位角色。", {
  LEAD: 'Lead unit 牵头单位',
  COOPERATING: 'Cooperating unit 配合单位',
  RESPONSIBLE: 'Responsible unit 责任单位',
  IMPLEMENTING: 'Implementing unit 实施单位',
  OWING: 'Owes the report 报送单位',
  OWNER: 'Owns the campaign 主办单位',
  TAKING_PART: 'Takes part in the campaign 参加单位',
  BODY_MEMBER: 'Has a member in the coordinating body 领导机构成员单位',
  REVIEWER: 'Reviews: the coordinating office 审核单位（办公室）',
});

export const Timeliness = describedEnum('Timeliness', 'How it stands to its due date. 时效。', {
  ON_TRACK: 'Task: in time 正常',
  DUE_SOON: 'Task: three working days or less are left 临期',
  OVERDUE: 'The due date has passed 逾期',
  PENDING: 'Report: not due yet 未到期',
  TIMELY: 'Report: came in time 按时',
  LATE: 'Report: came late 迟报',
  MISSING: 'Report: has not come 漏报',
});

export const Attention = describedEnum('Attention', 'Whether somebody is after it. 关注程度。', {
  NORMAL: 'Nobody 正常',
  URGED: 'It was urged 已催办',
  SUPERVISED: 'It is under supervision 督办中',
});

export const Lamp = describedEnum('Lamp', 'How urgent it is. 红黄绿灯。', {
  GREEN: 'In time 绿灯：正常',
  YELLOW: 'Three working days or less are left 黄灯：临期',
  RED: 'Overdue 红灯：逾期',
});
