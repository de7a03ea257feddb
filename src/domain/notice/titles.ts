/** Headings as titles: without the bracket behind them, cut where they run on into their text. */
import { headingOf, type OutlineNode } from './outline';
import type { Clip } from './source';

/** Titles longer than this are cut at the first comma; the text has the rest. */
const TITLE_LENGTH = 60;

const withoutBrackets = (clip: Clip): Clip => {
  const open = clip.text.search(/\([^)]*\)?$/);
  return open > 0 ? clip.cut(0, open) : clip;
};

export const titleOf = (heading: Clip): string => {
  const bare = withoutBrackets(heading);
  const long = bare.length > TITLE_LENGTH ? bare.text.slice(0, TITLE_LENGTH).search(/[,;:]/) : -1;
  const cut = long > 3 ? bare.cut(0, long) : bare.length > TITLE_LENGTH * 2 ? bare.cut(0, TITLE_LENGTH * 2) : bare;
  return cut.printed().replace(/[:：;；,，、。]+$/, '');
};

export const headingText = (node: OutlineNode): string => {
  const heading = headingOf(node);
  return heading ? titleOf(heading) : '';
};
