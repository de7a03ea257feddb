/** Who plays: user names of the demonstration's accounts, by what they do in the tour. */
import type { Person } from './person';
import type { Tour } from './tour';

export interface Cast {
  coordinator: Person;
  leader: Person;
  supervisor: Person;
  auditor: Person;
  administrator: Person;
  /** 市市场监管局: leads most tasks, and its section to which it delegates. */
  market: Person;
  marketStaff: Person;
  enforcementSection: Person;
  /** 市公安局: cooperates in most tasks, and its brigade. */
  police: Person;
  policeStaff: Person;
  policeBrigade: Person;
  agriculture: Person;
  education: Person;
  forestry: Person;
  housing: Person;
  industry: Person;
  culture: Person;
  court: Person;
  internet: Person;
  /** Not in the plan; joins when a part is transferred to it. */
  commerce: Person;
  /** Has nothing to do with the campaign. */
  stranger: Person;
}

const USER_NAMES: Readonly<Record<keyof Cast, string>> = {
  coordinator: 'coordinator',
  leader: 'leader',
  supervisor: 'supervisor',
  auditor: 'auditor',
  administrator: 'administrator',
  market: 'shijian.head',
  marketStaff: 'shijian.staff',
  enforcementSection: 'shijian.jicha.staff',
  police: 'gongan.head',
  policeStaff: 'gongan.staff',
  policeBrigade: 'gongan.shihuan.staff',
  agriculture: 'nongye.head',
  education: 'jiaoti.head',
  forestry: 'ziran.head',
  housing: 'zhujian.head',
  industry: 'gongxin.head',
  culture: 'wenlv.head',
  court: 'fayuan.head',
  internet: 'yuqing.head',
  commerce: 'shangwu.head',
  stranger: 'kaifaqu.head',
};

/** Heads of the other units that take part: they hand in what everybody owes. */
const OTHER_HEADS = ['weijian', 'weijian.dadui', 'linye', 'jianchayuan', 'youzheng', 'huanjing', 'huanjing.dadui'].map((unit) => `${unit}.head`);

export async function gatherCast(tour: Tour): Promise<{ cast: Cast; count: number }> {
  const names = Object.entries(USER_NAMES) as [keyof Cast, string][];
  const people: Partial<Cast> = {};
  // A few at a time: a password is slow to check on purpose.
  for (const [part, userName] of names) people[part] = await tour.person(userName);
  for (const userName of OTHER_HEADS) await tour.person(userName);
  return { cast: people as Cast, count: names.length + OTHER_HEADS.length };
}
