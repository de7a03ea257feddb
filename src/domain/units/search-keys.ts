/** What a unit is found by when somebody types: its names, their short forms, and their pinyin, whole and by initials. */
import { pinyin } from 'pinyin-pro';
import type { CivilDate } from '../calendar';
import { nameIndex } from './name-index';
import { normaliseName } from './normalise-name';
import type { UnitRegister } from './register';
import type { UnitId } from './unit';

export interface SearchKeys {
  /** 市场监督管理局, in one spelling, lower case. */
  readonly name: string;
  /** shichangjianduguanliju; ü is written v as on a keyboard. */
  readonly pinyin: string;
  /** scjdglj */
  readonly initials: string;
}

/** Lower case, without brackets and marks; letters and digits among the characters stay. Heteronyms as the words around them are read. */
export function searchKeys(name: string): SearchKeys {
  const plain = normaliseName(name)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  const syllables = pinyin(plain, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' });
  // A syllable shortens to its letter; a run of digits or Latin letters (12315) is kept whole.
  const initials = syllables.map((syllable) => (plain.includes(syllable) ? syllable : syllable.slice(0, 1)));
  return { name: plain, pinyin: syllables.join(''), initials: initials.join('') };
}

/**
 * Every key of a unit that day, each once: a search finds the unit when what is typed begins one of them. With and without the
 * region, so that both `yxs` and `scjg` find 云溪市市场监督管理局. Empty for an unknown unit.
 */
export function unitSearchKeys(register: UnitRegister, id: UnitId, date: CivilDate): string[] {
  const indexed = nameIndex(register, date).units.get(id);
  const forms = indexed ? [...indexed.forms].filter(([, grade]) => grade !== 'OTHER_TIME').map(([form]) => form) : [];
  const keys = forms.map(searchKeys);
  return [...new Set(keys.flatMap((key) => [key.name, key.pinyin, key.initials]))];
}
