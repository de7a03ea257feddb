/** The forms of unit names: what ends one, where a post begins, which words stand for many units. */
import { foldText } from './fold';

const ENDINGS =
  '人民政府|政府|办事处|管理委员会|管委会|委员会|人民法院|法院|检察院|总工会|工会|妇联|妇女联合会|团委|残联|残疾人联合会|工商联|科协|文联|联合会|协会|学会|商会|' +
  '局|委|办|厅|部|院|署|所|股|科|处|室|队|支队|大队|中队|中心|站|分局|支局|公司|集团|银行|支行|分行|供电所|医院|学校|中心校|学院|镇街|街镇|镇办|街办|街道|镇|乡|园区|开发区|新区|高新区|工业园|产业园|' +
  '单位|部门|机关|机构|专班|工作专班|小组|领导小组|工作组|指挥部|网信办|政法委|宣传部|组织部|统战部|监管组|税务|海关|气象|邮政|供销社|社区|村|居委会|村委会|报社|日报社|电视台|融媒体中心|档案馆|法庭|党组|党委|党工委|行|厂|企业|平台|联社|人行|站所|成员|基地|委办局|县区|区县|市区|旗县|市|县|区|旗|州|盟';
const ENDS_LIKE_UNIT = new RegExp(`(?:${ENDINGS})(?:\\([^)]{1,12}\\))?$`);
/** Endings that are safe without any word of responsibility beside them; 村, 行, 市 are words of their own too often. */
const SURE =
  /(?:局|委|办|厅|政府|办事处|管委会|委员会|法院|检察院|署|所|股|科|处|办公室|队|中心|站|分局|支行|分行|银行|海关|工商联|科协|文联|侨联|供销社|医院|学校|中心校|大学|学院|邮政|人武部|武装部|指挥部办公室|公司|集团|总工会|妇联|团委|残联|宣传部|组织部|统战部|工信部|部门|单位|指挥部|专班|领导小组)(?:\([^)]{1,12}\))?$/;

/** 餐饮场所 and 重点部位 end like units and are places. */
const PLACE =
  /(?:实处|好处|益处|长处|用处|之处|查处|惩处|严处|到处|场所|处所|住所|厕所|部位|区域|内部|全部|各处|市场|网站|车站|到位|中心城区|重点区)$/;

export const looksLikeUnit = (name: string): boolean => ENDS_LIKE_UNIT.test(name) && !PLACE.test(name);
/** Names of two characters that nobody takes for anything else in a list of units. */
const SHORT = /^(?:法院|妇联|团委|残联|工会|科协|文联)$/;
export const surelyUnit = (name: string): boolean =>
  SHORT.test(name) || (name.length >= 3 && name.length <= 24 && SURE.test(name) && !PLACE.test(name) && !/[的了是在并将把]|由(?!贸)/.test(name));

/** 省直、市直 and the like stand for many units; the unit register can expand them. */
export const isGroupOfUnits = (name: string): boolean =>
  /^(?:各|全体|所有|相关|有关|其他|市直|县直|区直|省直)/.test(name) || /(?:等|有关|相关)(?:部门|单位)/.test(name);

/** 国网某某电力, 中国移动某某: what everybody calls them is no name cut short. */
const ENTERPRISE = /^(?:国网|南网|中国|国家能源).{2,}|(?:电力|移动|联通|电信|铁塔|石油|石化|燃气|水务)$/;

/** A name that ends in no word for a unit (工信, 公安): cut short in print or by the scan. */
export const looksCutShort = (printed: string): boolean => {
  const name = foldText(printed);
  return !looksLikeUnit(name) && !isGroupOfUnits(name) && !ENTERPRISE.test(name);
};

const POST =
  /(?:党组书记|党委书记|党委副书记|党组副书记|党工委书记|党支部书记|党支部副书记|党总支书记|党组成员|党委委员|党工委委员|审判委员会专职委员|专职委员|检察委员会|工会主席|纪检组长|(?:常务)?副?(?:秘书长|市长|县长|区长|旗长|省长|主席|州长|盟长|镇长|乡长|局长|主任|书记|部长|厅长|处长|科长|股长|所长|站长|队长|大队长|支队长|中队长|院长|检察长|行长|总经理|经理|董事长|校长|会长|理事长|组长|社长|台长|馆长|调研员|审判长|政委|参谋长|关长|署长|专员|总工程师|总经济师|负责人|负责同志|主要负责人|主要负责同志|分管负责人|分管负责同志|分管领导|主要领导|指挥长)|正科级|副科级|正处级|副处级|主任科员|副主任科员|[一二三四]级(?:调研员|主任科员|科员|警长|警员|高级警长|警督|警司|巡视员)|科员|干部|干事|常委|副?庭长)/;

/** 市公安局副局长 is the unit 市公安局 and the post 副局长; a text without a post is a unit, one without a unit a post. */
export const splitPost = (text: string): { unit: string | null; post: string | null } => {
  // 办公室主任: the ending 室 belongs to the unit and 主任 to the post; a post word inside a unit's name (纪委书记) starts no earlier than the unit ends
  const m = POST.exec(text);
  if (!m) return looksLikeUnit(text) ? { unit: text, post: null } : { unit: null, post: text === '' ? null : text };
  let cut = m.index;
  // 市人民检察院第二检察部副主任, 市公安局治安大队大队长: the unit is the longest run before the post that ends like one
  while (cut > 0 && !looksLikeUnit(text.slice(0, cut))) cut--;
  // the unit that counts is the court or procuratorate, not its division
  const court = /^.*?(?:法院|检察院)/.exec(text.slice(0, cut))?.[0].length;
  cut = court ?? cut;
  return cut === 0 ? { unit: null, post: text } : { unit: text.slice(0, cut), post: text.slice(cut).replace(/^[、,]/, '') };
};

/** The place or level that a name opens with: 省, 市, 县, 石桥县. */
const PLACE_BEFORE = /^(?:[\u4e00-\u9fff]{2,5}?[省市县区旗州盟]|[省市县区旗州镇乡])(?=[\u4e00-\u9fff]{2})/;
const HAS_OWN_PLACE = /^(?:各|全|所有|相关|有关|其他|国|中国|中央|中共|人民银行|人行|国家|国网|驻|海关|银保监|金融监管|团|武警|乡镇|街道|镇|乡)/;

/**
 * The names of one list with the prefix that is printed only once: 省卫生健康委、教育厅 are 省卫生健康委 and 省教育厅. A name with a place of
 * its own (市公安局, 人民银行某市分行, 各镇) keeps it. What is printed stays in the plan; this is for finding the unit.
 */
export const fullNames = (names: readonly string[]): string[] => {
  let prefix = '';
  return names.map((name) => {
    const folded = foldText(name);
    const own = PLACE_BEFORE.exec(folded)?.[0];
    if (own !== undefined && !/^(?:市场|市政|市容|市民|区域|县域|乡村|省级|市级|县级|区级)/.test(folded)) {
      prefix = name.slice(0, own.length);
      return name;
    }
    return prefix === '' || HAS_OWN_PLACE.test(folded) || !surelyUnit(folded) ? name : prefix + name;
  });
};
