/** What a section is about, by the words of its heading: measures, steps, bodies, or the rest of a plan. */
import { headingOf, type OutlineNode } from './outline';

export type SectionSubject = 'TASKS' | 'DUTIES' | 'STEPS' | 'OTHER' | 'UNKNOWN';

const SUBJECTS: [RegExp, SectionSubject][] = [
  [/阶段|步骤|时间(安排|进度|节点|表)|进度安排|工作(安排|进度|进程)|实施(安排|进度|时间)|推进安排|日程|(整治|行动|检查|实施|工作|活动)时间/, 'STEPS'],
  [/(?:领导小组|专班|联席会议|指挥部|办公室)(?:的)?(?:工作|主要)?职责/, 'OTHER'],
  [
    /职责(?:任务)?分工|分工(?:和|与|及)职责|(?:部门|单位|工作|成员|职能|主要|具体|各级|监管)职责|^职责$|职责任务|^(?:部门|单位|责任|工作)?分工$/,
    'DUTIES',
  ],
  [/任务|分工|举措|(?:督导|督查)(?:检查)?(?:重点|内容|事项)/, 'TASKS'],
  [/指导思想|总体(要求|目标|思路)|目标|原则|背景|意义|依据|范围$|对象/, 'OTHER'],
  [/组织|领导(机构|小组)|保障|要求|纪律|附则|联系(人|方式)|监督(检查|考核)|督导|考核|信息报送|机制$|职责$|认识/, 'OTHER'],
  [/措施|重点|(整治|检查|排查|行动|工作|主要|支持|监管|治理)(内容|事项)|内容$|事项$/, 'TASKS'],
];

const subjectOfHeading = (heading: string): SectionSubject => {
  for (const [pattern, subject] of SUBJECTS) if (pattern.test(heading)) return subject;
  return 'UNKNOWN';
};

/** A heading longer than this is a sentence and says nothing about the section's subject. */
const HEADING_LENGTH = 24;

export const subjectOf = (node: OutlineNode): SectionSubject => {
  const heading = headingOf(node)?.text.replace(/\(.*$/, '') ?? '';
  return heading.length === 0 || heading.length > HEADING_LENGTH ? 'UNKNOWN' : subjectOfHeading(heading);
};

/** The top heading that an item stands under (itself, for a top heading). */
export const sectionOf = (node: OutlineNode): OutlineNode => {
  let at = node;
  while (at.parent?.mark && at.parent.mark.kind !== 'chapter') at = at.parent;
  return at;
};
