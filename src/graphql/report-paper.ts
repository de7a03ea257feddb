/** A report as it is filled in: looked up only when it is asked for, for all reports of an answer together. */
import type { FormFault, ReportPaper } from '../application/reports/papers';
import type { Seen } from '../application/reading/sight';
import type { DoorContext } from './context';

export function paperFields(seen: Seen, context: DoorContext) {
  const paper = (): Promise<ReportPaper> => context.loaders.paper.load(seen);
  const shown = ({ message, data = {}, ...fault }: FormFault) => ({ ...fault, data, message: message[context.language] });
  return {
    entry: async () => {
      const { entry } = await paper();
      const cells = entry.cells.map((cell) => ({ ...cell, faults: cell.faults.map(shown) }));
      return { ...entry, cells, faults: entry.faults.map(shown) };
    },
    prefill: async () => (await paper()).prefill,
    corrections: async () =>
      (await paper()).corrections.map(({ account, ...correction }) => ({
        ...correction,
        actor: () => (account === null ? null : context.loaders.accountName.load(account)),
      })),
  };
}
