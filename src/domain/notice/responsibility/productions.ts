/** From the parts of a clause to its units and their roles: what a part without a word takes from its neighbours, and who leads. */
import type { AssignmentRole } from '../../plan/model';
import { PartsReader, type Part } from './parts';
import type { Token } from './tokens';

export interface NamedUnit {
  role: AssignmentRole;
  section: string | null;
  person: string | null;
  /** [start, end) of the unit's name in the text of the clause */
  start: number;
  end: number;
}

/** A part without a word of its own takes the word of the next one, unless a full break or "各所具体实施" stands between. */
const borrow = (parts: readonly Part[]): void => {
  for (let k = parts.length - 2; k >= 0; k--) {
    const here = parts[k] as Part;
    const next = parts[k + 1] as Part;
    const hasPerson = here.names.some((n) => n.person !== null);
    if (
      here.role === null &&
      !here.final &&
      !next.labelled &&
      next.role !== null &&
      (next.role !== 'IMPLEMENTING' || parts.slice(0, k).some((p) => p.role === 'LEAD')) &&
      !hasPerson
    ) {
      [here.role, here.soft] = [next.role, next.soft];
    }
  }
};

/**
 * The units of one clause, in order. Names that cannot be units were filtered by the caller.
 * @param firstLeads the notice says that the unit printed first is the lead (列首位的为牵头单位)
 */
export const parseClause = (
  text: string,
  tokens: readonly Token[],
  firstLeads: boolean,
  spaceBefore: (index: number) => boolean = () => false,
): NamedUnit[] => {
  const parts = new PartsReader(text, tokens, spaceBefore).read();
  borrow(parts);
  const named = parts.flatMap((part) => part.names.map((name) => ({ name, role: name.role ?? part.role, labelled: part.labelled, soft: part.soft })));
  // 县局负责落实, and nobody else: whoever carries it out alone answers for it
  if (named.every((n) => n.role === 'IMPLEMENTING')) for (const n of named) n.role = 'RESPONSIBLE';
  const first = named[0];
  const led = named.some((n) => n.role === 'LEAD');
  if (firstLeads && !led && first) {
    first.role = 'LEAD';
    for (const n of named.slice(1)) if (n.role !== 'IMPLEMENTING') n.role = 'COOPERATING';
  }
  // 甲局负责,乙局配合: whoever answers alone while others cooperate leads
  const alone = named.filter((n) => (n.role ?? 'RESPONSIBLE') === 'RESPONSIBLE');
  if (
    !led &&
    !firstLeads &&
    alone.length === 1 &&
    alone[0] &&
    named.length > 1 &&
    named.every((n) => n === alone[0] || n.role === 'COOPERATING' || n.role === 'IMPLEMENTING') &&
    named.some((n) => n.role === 'COOPERATING')
  )
    alone[0].role = 'LEAD';
  const hasLead = named.some((n) => n.role === 'LEAD') || (firstLeads && first !== undefined);
  const seen = new Set<string>();
  return named.flatMap(({ name, role, soft, labelled }) => {
    const beside = hasLead && (role === null || (role === 'RESPONSIBLE' && (soft || !labelled)));
    const own = beside ? 'COOPERATING' : (role ?? 'RESPONSIBLE');
    const key = `${own} ${text.slice(name.start, name.end)}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ role: own, section: name.section, person: name.person, start: name.start, end: name.end }];
  });
};
