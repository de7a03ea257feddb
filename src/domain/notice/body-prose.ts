/** A body's members told in a sentence: 由X担任召集人,A、B、C负责同志为成员; 以X为组长,Y为副组长. */
import type { PlanMember } from '../plan/model';
import { BODY_WORD, memberRoleOf, ROLE_WORD } from './body-words';
import { sentences } from './reading';
import { splitPairs } from './responsibility/parts';
import { printedIn, type Clip } from './source';
import { looksLikeUnit, splitPost } from './unit-names';

const VERB = new RegExp(`(?:担任|兼任|任|为)(?:[^,、]{0,24}(?:${BODY_WORD}))?(${ROLE_WORD}|成员单位|成员)`);
const OPENING = /^[^由以、]{0,60}(?:由|以)(?=..)/;
const OPENING_BODY = new RegExp(`^[^、]{0,40}(?:${BODY_WORD})(?:制度|机制)?(?=..)`);

/** 由A、B担任召集人: the list of those named and the role, or null. */
const appointment = (piece: string): { list: string; role: string } | null => {
  if (piece.length > 500 || piece.includes('办公室主任')) return null;
  const m = VERB.exec(piece);
  if (!m) return null;
  const before = piece.slice(0, m.index);
  const list = OPENING.test(before) ? before.replace(OPENING, '') : before.replace(OPENING_BODY, '');
  return list.length >= 2 ? { list, role: m[1] ?? '' } : null;
};

/** 组长由X担任, 成员单位由A、B、C组成, 成员由各单位负责人担任: the role stands before the list. */
const ROLE_FIRST = new RegExp(
  `(?:^|[^\\u4e00-\\u9fff]|(?<=${BODY_WORD}|设|下设|其中))(?:由)?(${ROLE_WORD}|成员单位|成员|组员)(?:由|为|是|包括|有)([^,;。]{2,400}?)(?:同志)?(?:担任|兼任|组成|参加|构成|$)`,
);
/** 领导小组由A、B、C组成 */
const MADE_OF = new RegExp(`(?:${BODY_WORD})(?:成员)?(?:主要)?由([^,;。]{4,400}?)(?:等(?:部门|单位|成员)*)?(?:组成|构成|参加)`);

const roleFirst = (piece: string): { list: string; role: string } | null => {
  const m = ROLE_FIRST.exec(piece);
  if (m) return { list: m[2] ?? '', role: m[1] ?? '' };
  const made = MADE_OF.exec(piece);
  return made && /、/.test(made[1] ?? '') ? { list: made[1] ?? '', role: '成员' } : null;
};

/** 副区长、公安分局局长某某: posts of one person, the name behind the last; a body has one leader. */
const onePerson = (list: string): boolean => /^[^、]*(?:长|书记|主任|员|席|常委)、/.test(list);

/** 甲局、乙局负责人及各村书记: behind a post the next of the list may stand without a mark. */
const NEXT_POST = /、|(?<=负责人|负责同志|领导|局长|主任|书记)(?:以及|及|和)(?=[\u4e00-\u9fff])/g;

/** Those named in a list, each with where it stands; 分管交通、公安的副县长 is one post. */
const postsIn = (list: string): { text: string; at: number }[] => {
  const posts: { text: string; at: number }[] = [];
  let at = 0;
  const add = (to: number): void => {
    const last = posts.at(-1);
    const text = list.slice(at, to);
    if (last && /^分管[^的]*$/.test(last.text) && text.includes('的')) last.text = list.slice(last.at, to);
    else posts.push({ text, at });
  };
  for (const m of list.matchAll(NEXT_POST)) {
    add(m.index);
    at = m.index + m[0].length;
  }
  add(list.length);
  return posts;
};

/** Roles are parted by commas, or by the mark of a list right behind a role: 以镇长为组长、分管副镇长为副组长. */
const BETWEEN_ROLES = new RegExp(`,|(?<=(?:为|任)${ROLE_WORD})、`);

const SPEAKS_OF_BODY = new RegExp(`${BODY_WORD}|(?:担?任|为)${ROLE_WORD}|(?:组长|召集人|总指挥|成员单位)由`);

/** Words that end a post and no name. */
const POST_END = /(?:长|书记|主任|领导|同志|负责人|员)$/;

const personOf = (role: string, text: string, clip: Clip, from: number): PlanMember[] => {
  const bare = text
    .replace(/等$/, '')
    .replace(/(?<!负责)同志$/, '')
    .replace(/等(?:有关|相关)?(?:部门|单位)/, '');
  const { unit, post } = splitPost(bare);
  const made = (name: string | null, ownUnit: string | null, ownPost: string | null): PlanMember => ({
    role: memberRoleOf(role),
    name: name && printedIn(clip, name, from),
    unit: ownUnit && printedIn(clip, ownUnit, from),
    post: ownPost && printedIn(clip, ownPost, from),
    span: clip.span(from, from + text.length),
  });
  // 副局长某某某: a name behind the post
  const named = post === null ? null : /^(.*(?:长|主任|书记|员|席|官|人|导))([\u4e00-\u9fff]{2,3})$/.exec(post);
  if (named && !/(?:负责|同志|领导)/.test(named[2] ?? '') && !POST_END.test(named[2] ?? '')) return [made(named[2] ?? null, unit, named[1] ?? null)];
  if (unit === null && /^[\u4e00-\u9fff]{2,3}$/.test(bare) && !looksLikeUnit(bare) && !POST_END.test(bare)) return [made(bare, null, null)];
  if (unit === null) return [made(null, null, bare)];
  // 甲局和各镇分管负责同志: two units and one post
  const units = splitPairs(unit, 0, unit.length).map(([a, b]) => unit.slice(a, b));
  return units.map((one, i) => made(null, one, i === units.length - 1 ? post : null));
};

/** 市公安局、市财政局分管负责同志为成员: the post printed once behind the last unit is every member's. */
const shareCommonPost = (members: PlanMember[]): void => {
  for (let i = members.length - 2; i >= 0; i--) {
    const here = members[i] as PlanMember;
    const next = members[i + 1] as PlanMember;
    if (here.role === next.role && here.unit && !here.post && !here.name && next.unit && /负责|领导/.test(next.post ?? '')) here.post = next.post;
  }
};

/** The members that one clip names in sentences; empty where it names none. */
export const membersInProse = (clip: Clip): PlanMember[] => {
  const members: PlanMember[] = [];
  if (!SPEAKS_OF_BODY.test(clip.text)) return members;
  for (const sentence of sentences(clip)) {
    if (sentence.length > 2000) continue;
    let from = 0;
    for (const piece of sentence.text.split(BETWEEN_ROLES)) {
      const found = appointment(piece) ?? (piece.length <= 500 && !piece.includes('办公室主任') ? roleFirst(piece) : null);
      if (found) {
        const at = from + piece.indexOf(found.list);
        const single = ['LEADER', 'CONVENER'].includes(memberRoleOf(found.role)) && onePerson(found.list);
        for (const one of single ? [{ text: found.list, at: 0 }] : postsIn(found.list))
          if (one.text.length >= 2) members.push(...personOf(found.role, one.text, sentence, at + one.at));
      }
      from += piece.length + 1;
    }
  }
  shareCommonPost(members);
  const led = members.some((m) => m.role === 'LEADER' || m.role === 'CONVENER');
  return led || (members.length >= 2 && members.every((m) => m.unit !== null || m.post !== null) && new RegExp(BODY_WORD).test(clip.text))
    ? members
    : [];
};
