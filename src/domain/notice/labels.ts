/** Words that open a line with a colon and say what the line holds: 牵头单位：, 责任单位：, 完成时限：, 组长：, 附件：. */

export type ResponsibilityLabel = 'LEAD' | 'COOPERATING' | 'RESPONSIBLE' | 'IMPLEMENTING' | 'SECTION' | 'LEAD_PERSON' | 'DUE';

const WHO = '(?:责任)?(?:单位|部门|机构|机关|主体|方|处室|科室|股室|科所|站所)';
const LABELS: [RegExp, ResponsibilityLabel][] = [
  [/(?:完成|办结|整改|落实|时间)?(?:时限|期限|时间)(?:要求|节点)?$/, 'DUE'],
  [/(?:责任|分管|包保|包案|牵头|挂点|负责|联系)(?:领导|人|市领导|县领导|区领导)$/, 'LEAD_PERSON'],
  [/(?:领域|方面)?(?:牵头|配合|具体)?责任(?:股室|科室|处室)$/, 'SECTION'],
  [new RegExp(`(?:牵头|主办|主责|主要责任|第一责任|首要责任)(?:负责)?(?:市直|县直|区直)?${WHO}$`), 'LEAD'],
  [new RegExp(`(?:配合|协办|协助|协同|协作|参与|参加|会办|支持|指导|督导)(?:配合|责任)?(?:市直|县直|区直)?${WHO}$`), 'COOPERATING'],
  [new RegExp(`(?:具体实施|实施|承办|落实|执行|具体落实)${WHO}$`), 'IMPLEMENTING'],
  [/(?:责任|主管|监管|负责|承担)(?:单位|部门|机构|机关|主体)(?:和|及)?(?:责任人)?$/, 'RESPONSIBLE'],
  // 牵头:市工信局 配合:市公安局, with only a blank before the second word
  [/(?:^|(?<=[局委办厅部院所股科队室站心府会司行区镇村)。;,(]))(?:牵头|主办)$/, 'LEAD'],
  [/(?:^|(?<=[局委办厅部院所股科队室站心府会司行区镇村)。;,(]))(?:配合|协办|协同|参与|协助)$/, 'COOPERATING'],
  [/^(?:责任|负责)$/, 'RESPONSIBLE'],
];

/** The label that ends a run of text just before a colon, with its length. `牵头责任股室` is a section, `牵头单位` a lead. */
export const labelEnding = (text: string): { label: ResponsibilityLabel; length: number } | null => {
  const tail = text.slice(-14);
  for (const [pattern, label] of LABELS) {
    const m = pattern.exec(tail);
    if (m) return { label, length: m[0].length };
  }
  return null;
};

/** A line that opens with such a label: 牵头单位：… or (责任单位：… */
export const opensWithLabel = (text: string): ResponsibilityLabel | null => {
  const head = text.slice(0, 40);
  const colon = head.indexOf(':');
  if (colon < 2) return null;
  const found = labelEnding(head.slice(0, colon));
  if (!found) return null;
  if (found.label === 'SECTION') return 'SECTION';
  return /^\(?[\u4e00-\u9fff]{0,4}$/.test(head.slice(0, colon - found.length)) ? found.label : null;
};

export const ROSTER_LABEL =
  /^(总召集人|副?总?召集人|第[一二]召集人|(?:第[一二]|常务)?副?(?:组长|总指挥|指挥长|主任|会长|总召集人|指挥)|政委|成员单位|成员|组员|委员|联络员)(?=[:(]|$)/;
export const ANNEX_LIST = /^附(?:件|表)[:](?=.)|^附:/;
export const ANNEX_HEADING = /^附(?:件|表|录)?(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[①-⑩])?(?:-\d{1,2})?:?$/;
