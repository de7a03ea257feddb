/** How alike the titles of two measures are, once the words that every notice uses are set aside. */

/** Said of any measure at any level; what is left names the matter. */
const EVERYBODYS_WORDS =
  /开展|深入|全面|进一步|严厉|严格|切实|着力|持续|大力|扎实|深化|推进|推动|强化|加强|加大|做好|落实|实施|组织|专项|集中|综合|整治|治理|行动|工作|打击|查处|严查|监管|监督|管理|检查|执法|力度|全省|全市|全县|全区|我省|我市|我县|我区|辖区/g;

/** The matter of a title; the title itself where nothing else is left of it. */
export function matterOf(title: string): string {
  const plain = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  const matter = plain.replace(EVERYBODYS_WORDS, '');
  return matter.length >= 2 ? matter : plain;
}

/** Every two characters that stand together; for a single character that one. */
export function pairsOf(matter: string): ReadonlySet<string> {
  const characters = [...matter];
  if (characters.length < 2) return new Set(characters);
  return new Set(characters.slice(1).map((character, i) => `${characters[i] ?? ''}${character}`));
}

/** Dice's coefficient, 0 to 1: twice what both have over what they have together. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  return (2 * sharedBy(a, b)) / (a.size + b.size);
}

/** The share of the first that stands in the second, 0 to 1. */
export const contained = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => (a.size === 0 ? 0 : sharedBy(a, b) / a.size);

function sharedBy(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += 1;
  return shared;
}
