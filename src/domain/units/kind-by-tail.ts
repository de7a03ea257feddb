/** What a unit is, by the end of its name. */
import type { UnitKind } from './unit';

/** First match decides: the longer and rarer tails stand before the plain ones. */
const TAILS: ReadonlyArray<readonly [UnitKind, RegExp]> = [
  ['TOWN', /([镇乡]|苏木)(人民)?政府$|(街道办事处|街道办|街办|街道)$|[^驻集].*[镇乡]$|苏木$/],
  ['GOVERNMENT', /(人民)?政府$/],
  ['COURT', /法院$/],
  ['PROCURATORATE', /检察院$/],
  ['COMMITTEE', /(管理委员会|管委会|管委)$/],
  ['OFFICE', /(办公室|办公厅|[^经]办)$/],
  ['BRIGADE', /(大队|支队|总队|中队)$/],
  ['SUBSTATION', /(派出所|管理所|监管所|.所|工作站)$/],
  ['SECTION', /(股|科|处|室)$/],
  ['INSTITUTION', /(中心|研究院|检测院|医院|学院|学校|馆|站|院|台)$/],
  ['OTHER', /(公司|协会|商会|银行|集团|联合社|供销社|工会|妇联|团委|部)$/],
  ['DEPARTMENT', /(局|委员会|委|厅|署|总社)$/],
];

/** Null when the tail says nothing: the name was cut short, or is none. */
export function kindByTail(name: string): UnitKind | null {
  return tailOf(name)?.kind ?? null;
}

/** Splits `特殊食品股` into the stem `特殊食品`, the tail `股` and the kind. */
export function tailOf(name: string): { readonly kind: UnitKind; readonly stem: string; readonly tail: string } | null {
  const found = TAILS.find(([, pattern]) => pattern.test(name));
  const tail =
    found &&
    /(人民政府|政府|街道办事处|街道|办公室|办公厅|管理委员会|管委会|大队|支队|总队|中队|派出所|中心|法院|检察院|委员会|公司|协会|.)$/.exec(name)?.[0];
  return found && tail ? { kind: found[0], stem: name.slice(0, -tail.length), tail } : null;
}
