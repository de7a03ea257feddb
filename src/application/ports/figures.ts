/** Figures and rates of campaigns, as they are stored: contributions of single subjects, and tallies of everything below a unit. */
import type { ContributionWrite, StoredSubject, SubjectKey } from './store';

export { TALLY_COUNTS, CONTRIBUTION_SOURCES, type ContributionSource, type TallyCount } from '../../../workflows';

/** A unit and a day at which something is counted that is not frozen yet. */
export interface OpenPlace {
  unit: string;
  /** The day on which the periods end. */
  end: string;
  /** On which it is counted, nearest unit first; null where not everything is counted on the same. */
  path: readonly string[] | null;
}

export interface SettledPlace {
  unit: string;
  end: string;
  path: readonly string[];
  /** From now on it stays counted there. */
  freeze: boolean;
}

/** A subject with what is stored of its contributions. */
export interface CountedSubject {
  subject: StoredSubject;
  stored: ContributionWrite[];
}

/** A contribution as it ought to be, if its subject is still at this revision. */
export type Recount = ContributionWrite & { revision: number };

export interface Uncarried {
  campaignId: string;
  rule: string;
  source: string;
  upto: string;
}

/** Keeping what is stored right. Reading it is another port. */
export interface FigureCounts {
  /** In pages, by day and unit; `endedBefore` null: all. */
  openPlaces(endedBefore: string | null): AsyncIterable<OpenPlace[]>;
  /** Moves what is counted there, and is not frozen, to this path. Answers how many contributions were moved or frozen. */
  settle(places: readonly SettledPlace[]): Promise<number>;
  /** Of these kinds, in pages of one instant each. */
  subjects(campaignId: string | null, kinds: readonly string[]): AsyncIterable<CountedSubject>;
  /** Written as an event would write it, tallies included, where the subject has not moved on. */
  put(recounts: readonly Recount[]): Promise<void>;
  /** Contributions of subjects that are not there. */
  orphans(campaignId: string | null): Promise<ContributionWrite[]>;
  campaigns(campaignId: string | null): Promise<string[]>;
  /** How many tallies of the campaign are not the sum of its contributions, and how many sums carried forward not that of the tallies. */
  wrongTallies(campaignId: string): Promise<number>;
  /** Makes them anew; nobody writes contributions meanwhile. */
  renewTallies(campaignId: string): Promise<void>;
  /**
   * Rules that have periods which are over and not carried forward yet, each with the last day of such a period. Of what is reported only: what is
   * recorded stands by days, a few hundred in a campaign, and old days get records long afterwards.
   */
  uncarried(endedBefore: string): Promise<Uncarried[]>;
  /** Sums every unit's tallies up to that day. Nobody writes contributions meanwhile. */
  carry(what: Uncarried): Promise<void>;
  /** When everything was counted, oldest first: what an older program wrote beside a newer one is not counted. */
  passes(): Promise<Date[]>;
  notePass(at: Date): Promise<void>;
}

export type { ContributionWrite, SubjectKey };
