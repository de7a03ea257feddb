import type { UnitRecord, UnitRegister } from '../../domain/units';

/** The register as it stands, kept in the process as a reference. */
export interface UnitDirectory {
  current(): Promise<UnitRegister>;
  /** What is kept is out of date: after a change of one's own, or when another process says so. */
  invalidate(): void;
}

export interface UnitSearchHit {
  unitId: string;
  /** The name that matched: the official one, an alias or a former name. */
  matched: string;
  /** 0 the name itself, 1 its beginning, 2 the beginning of its pinyin or initials, 3 within the name, 4 within pinyin or initials; 5 more when not in force. */
  rank: number;
}
export interface UnitSearchRequest {
  text: string;
  on: string;
  /** Only these, when given. */
  unitIds: readonly string[] | null;
  limit: number;
  after: { rank: number; matched: string; unitId: string } | null;
}

/** Inside a transaction. */
export interface Units {
  /** All records; nobody else changes the register until the transaction ends. */
  forChange(): Promise<UnitRecord[]>;
  all(): Promise<UnitRecord[]>;
  /** Adds units that are new and replaces names and parents of those that are known. `keys` gives the search keys of a name. */
  save(records: readonly UnitRecord[], at: Date): Promise<void>;
  /** One hit a unit, its best; units without an official name that day are left out. */
  search(request: UnitSearchRequest): Promise<{ hits: UnitSearchHit[]; more: boolean }>;
}
