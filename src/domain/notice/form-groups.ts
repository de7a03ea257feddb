/** Headings between the rows of a form (一、行政执法), and what a name says about how its figures add up. */
import type { Accumulation } from '../plan/form-model';

interface Placed {
  text: string;
  folded: string;
  /** index of the paragraph it stands in */
  paragraph: number;
}

const NUMBERED = /^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\))(?=.{2})/;
const NO_HEADING = /[。;,]|\d$|^(?:合计|总计|小计|备注|注|说明|填报|填表|单位|审核|负责人|联系)/;
const LONGEST = 24;

const standsAlone = (cells: readonly Placed[], at: number): boolean =>
  cells[at - 1]?.paragraph !== cells[at]?.paragraph && cells[at + 1]?.paragraph !== cells[at]?.paragraph;

/** Whether rows of this table are lines: a cell that stands alone in its line is no cell of a row then. */
const rowsAreLines = (cells: readonly Placed[], at: number): boolean =>
  [at + 1, at - 1].some((near) => {
    const cell = cells[near];
    return cell !== undefined && (cells[near - 1]?.paragraph === cell.paragraph || cells[near + 1]?.paragraph === cell.paragraph);
  });

/** A heading is numbered like one, or has a line of its own between rows that have one each. */
export function isHeading(cells: readonly Placed[], at: number): boolean {
  const cell = cells[at];
  if (!cell || !standsAlone(cells, at) || cell.text.length > LONGEST || NO_HEADING.test(cell.folded)) return false;
  return NUMBERED.test(cell.folded) || (rowsAreLines(cells, at) && /^[\u4e00-\u9fff（）()、]{2,}$/.test(cell.folded));
}

export const bareHeading = ({ text, folded }: Pick<Placed, 'text' | 'folded'>): string => text.slice(NUMBERED.exec(folded)?.[0].length ?? 0);

/** The last heading among these cells; null where there is none. */
export function headingIn(cells: readonly Placed[], from: number, to: number): string | null {
  for (let i = to - 1; i >= from; i--) {
    const cell = cells[i];
    if (cell && isHeading(cells, i)) return bareHeading(cell);
  }
  return null;
}

/** 累计检查户次 is a total so far; without such a word the model's default holds. */
export const accumulationIn = (name: string): { accumulation?: Accumulation } => (/^(?:历史)?累计/.test(name) ? { accumulation: 'CUMULATIVE' } : {});
