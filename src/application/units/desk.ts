import type { Clock } from '../ports/clock';
import type { RegisterTransaction, Reads, Transactions } from '../ports/transaction';
import type { UnitDirectory } from '../ports/units';

/** What the use cases of the unit register work with. */
export interface UnitsDesk {
  transactions: Transactions<RegisterTransaction> & Reads<RegisterTransaction>;
  clock: Clock;
  /** Real time, for the audit. */
  wall: Clock;
  directory: UnitDirectory;
  newId(): string;
}
