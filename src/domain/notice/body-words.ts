/** Words for coordinating bodies and the roles in them. */
import { foldText } from './fold';
import type { BodyKind, MemberRole } from '../plan/model';

export const BODY_WORD = '领导小组|工作领导小组|工作专班|专班|联席会议|指挥部|工作小组|协调小组|专项小组|工作组';
const KINDS: [RegExp, BodyKind][] = [
  [/联席会议/, 'JOINT_CONFERENCE'],
  [/专班|工作组|(?<!领导小|协调小|工作小|专项小)组$/, 'TASK_FORCE'],
];
export const bodyKindOf = (name: string): BodyKind => KINDS.find(([p]) => p.test(foldText(name)))?.[1] ?? 'LEADING_GROUP';

export const ROLE_WORD = '(?:总|副总|第[一二]|第[一二]副)?(?:常务)?副?(?:总?召集人|双?组长|总指挥长?|指挥长|主任|会长|政委)';
export const memberRoleOf = (label: string): MemberRole => {
  if (/成员|组员|委员/.test(label)) return 'MEMBER';
  if (/副/.test(label)) return 'DEPUTY';
  return /召集人/.test(label) ? 'CONVENER' : 'LEADER';
};

const SETS_UP = new RegExp(`(?:成立|设立|组建|建立|调整充实|充实调整|调整)(?:了)?([^,。;《》]{0,60}?(?:${BODY_WORD}))`);
/** 以X为组长,…为成员的某某领导小组 */
const OF_MEMBERS = new RegExp(`(?:为成员|组成|参加|参与)的([^,。;《》]{0,50}?(?:${BODY_WORD}))`);
const BARE = new RegExp(`^(?:${BODY_WORD})$`);

/** The body that a text sets up: [start, end) of its name, or null. */
export const nameOfBody = (text: string): [number, number] | null => {
  const m = SETS_UP.exec(text) ?? OF_MEMBERS.exec(text);
  if (!m) return null;
  const printed = m[1] ?? '';
  const own = printed.replace(/^(?:以.*?(?:为成员的|组成的)|由.*?(?:组成的|参加的))/, '').replace(/^(?:级|了|起)/, '');
  const end = m.index + m[0].length;
  return BARE.test(printed) || own.length > 0 ? [end - own.length, end] : null;
};
