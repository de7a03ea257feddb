/** Text with places left open, marked ⟦name⟧: taken apart once, filled in for every row. */
export const slot = (name: string): string => `⟦${name}⟧`;
const SLOT = /⟦(\w+)⟧/;
/** The place of a number: the laws and the columns must find a number where one belongs. Filled in under the name `ordinal`. */
export const ORDINAL = 987_654_321;

/** The places of ids that the engine itself checks, under the names `campaign` and `task`. */
export const CAMPAIGN = 'ffffffff-0000-7000-8000-00000000000c';
export const TASK = 'ffffffff-0000-7000-8000-00000000000a';
const PLACES = { [CAMPAIGN]: 'campaign', [TASK]: 'task', [ORDINAL]: 'ordinal' };

export type Values = Readonly<Record<string, string>>;
export type Fill = (values: Values) => string;

/** What is filled in is not escaped: it must be harmless in JSON and in COPY's text format. @throws when a value is missing */
export function fillable(text: string): Fill {
  const pieces = Object.entries(PLACES)
    .reduce((marked, [stands, name]) => marked.replaceAll(stands, slot(name)), text)
    .split(SLOT);
  return (values) => {
    let filled = pieces[0] ?? '';
    for (let i = 1; i < pieces.length; i += 2) {
      const value = values[pieces[i] ?? ''];
      if (value === undefined) throw new Error(`Nothing is given for ${pieces[i]}`);
      filled += value + (pieces[i + 1] ?? '');
    }
    return filled;
  };
}
