/**
 * How notices shorten the names of units. A table of what is usual everywhere; what is usual in one place only is an alias in its
 * register. Two names mean the same when they have a short form in common.
 */

/** Long form without its 和, 与, 及; then the short forms in use. Applied wherever it occurs in a name, in this order. */
const RULES: ReadonlyArray<readonly [long: string, ...short: string[]]> = [
  ['食品药品监督管理', '食药监管', '食药监'],
  ['市场监督管理', '市场监管', '市监'],
  ['卫生健康', '卫健'],
  ['住房城乡建设', '住建'],
  ['文化广电旅游', '文广旅', '文旅'],
  ['文广旅', '文旅'],
  ['文化旅游', '文旅'],
  ['教育体育', '教体'],
  ['教育科技', '教科'],
  ['工业信息化', '工信'],
  ['自然资源规划', '自然资源', '自规'],
  ['发展改革', '发改'],
  ['人力资源社会保障', '人社'],
  ['交通运输', '交通'],
  ['应急管理', '应急'],
  ['综合行政执法', '综合执法'],
  ['城市管理', '城管'],
  ['退役军人事务', '退役军人'],
  ['医疗保障', '医保'],
  ['行政审批服务', '行政审批', '审批服务'],
  ['政务服务数据管理', '政数'],
  ['药品监督管理', '药监'],
  ['金融监督管理', '金融监管'],
  ['国有资产监督管理', '国资'],
  ['民族宗教事务', '民族宗教', '民宗'],
  ['林业草原', '林草'],
  ['投资促进', '投促'],
  ['机关事务管理', '机关事务'],
  ['疾病预防控制', '疾控'],
  ['消费者权益保护', '消保'],
  ['烟草专卖', '烟草'],
  ['供销合作社联合社', '供销社'],
  ['互联网信息办公室', '网信办'],
  ['人民检察院', '检察院'],
  ['人民法院', '法院'],
  ['人民政府', '政府'],
  ['街道办事处', '街道', '街道办', '街办'],
  ['管理委员会', '管委会', '管委'],
  ['监督管理', '监管'],
];

/** Tails that shrink, and 委 that is called 局 below the province. The look-behinds keep 管委会, 党委, 纪委, 政法委 and 市委 what they are. */
const TAILS: ReadonlyArray<readonly [RegExp, string]> = [
  [/(?<=..)办公室$/, '办'],
  [/(?<=..)(?<!管理)委员会$/, '委'],
  [/(?<=..)(?<![管党纪省市县区旗]|政法)委$/, '局'],
];

/** The name itself and every short form of it that the table gives. */
export function shortForms(name: string): ReadonlySet<string> {
  const forms = new Set([name, name.replace(/(?<=.)[和与及]/g, '')]);
  for (const [long, ...shorts] of RULES) {
    for (const form of [...forms]) if (form.includes(long)) for (const short of shorts) forms.add(form.replace(long, short));
  }
  for (const [tail, short] of TAILS) for (const form of [...forms]) if (tail.test(form)) forms.add(form.replace(tail, short));
  return forms;
}
