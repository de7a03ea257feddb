/** Which cells of two forms ask for the same thing: same name and part, same unit of measure, added up in the same way. */
import type { Cell } from './cells';

/** From the keys of `theirs` to the keys of `ours`. A name that one form has twice is told apart by its group; what is still twofold agrees with nothing. */
export function agreeingCells(ours: readonly Cell[], theirs: readonly Cell[]): Map<string, string> {
  const own = byMeaning(ours);
  return new Map(
    [...byMeaning(theirs)].flatMap(([meaning, cell]): [string, string][] => {
      const same = own.get(meaning);
      return same && cell ? [[cell.key, same.key]] : [];
    }),
  );
}

function byMeaning(cells: readonly Cell[]): Map<string, Cell | null> {
  const times = new Map<string, number>();
  for (const cell of cells) times.set(meaningOf(cell), (times.get(meaningOf(cell)) ?? 0) + 1);
  const found = new Map<string, Cell | null>();
  for (const cell of cells) {
    const meaning = meaningOf(cell);
    const name = times.get(meaning) === 1 ? meaning : `${meaning}|${plain(cell.group ?? '')}`;
    found.set(name, found.has(name) ? null : cell);
  }
  return found;
}

const meaningOf = ({ label, unit, accumulation }: Cell): string => [plain(label), plain(unit), accumulation].join('|');

/** Full-width and half-width, blanks and punctuation at the end make no difference. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[:;,.。、]+$/, '')
    .toLowerCase();
