/** The figures of campaigns. Hot tables, keyed by campaign first, written by the engine alone. */
import { EntitySchema } from '@mikro-orm/core';

/** What one subject adds for one unit and period. A pure function of the subject but for `path`: the unit and all above it, nearest first. */
export interface ContributionRow {
  campaignId: string;
  subjectId: string;
  source: string;
  rule: string;
  unitId: string;
  periodKey: string;
  periodEnd: string;
  periodStart: string;
  path: string[];
  /** The period is over: whatever becomes of the tree, it stays counted where it was counted then. */
  frozen: boolean;
  counts: number[];
  keys: string[];
  figures: string[];
}
export const Contribution = new EntitySchema<ContributionRow>({
  name: 'Contribution',
  tableName: 'contribution',
  properties: {
    campaignId: { type: 'uuid', primary: true },
    subjectId: { type: 'uuid', primary: true },
    source: { type: 'text', primary: true },
    rule: { type: 'text', primary: true },
    unitId: { type: 'uuid', primary: true },
    periodKey: { type: 'text', primary: true },
    periodEnd: { type: 'date', primary: true },
    periodStart: { type: 'date' },
    path: { type: 'array', columnType: 'uuid[]' },
    frozen: { type: 'boolean', default: false },
    counts: { type: 'array', columnType: 'int[]' },
    keys: { type: 'array', columnType: 'text[]' },
    figures: { type: 'array', columnType: 'numeric[]' },
  },
  indexes: [
    { name: 'contribution_unit', properties: ['campaignId', 'rule', 'source', 'unitId', 'periodEnd'] },
    { name: 'contribution_open', expression: 'create index "contribution_open" on "contribution" ("period_end", "unit_id") where not frozen' },
  ],
});

/** The sum of everything below a unit, itself included, in one period; apart for each unit that it stood below. */
export interface TallyRow {
  campaignId: string;
  rule: string;
  source: string;
  nodeId: string;
  periodEnd: string;
  periodKey: string;
  /** All zeros at the top of the tree. */
  parentId: string;
  periodStart: string;
  counts: number[];
  keys: string[];
  sums: string[];
  /** How many have filled in each cell. */
  filled: number[];
}
export const Tally = new EntitySchema<TallyRow>({
  name: 'Tally',
  tableName: 'tally',
  properties: {
    campaignId: { type: 'uuid', primary: true },
    rule: { type: 'text', primary: true },
    source: { type: 'text', primary: true },
    nodeId: { type: 'uuid', primary: true },
    periodEnd: { type: 'date', primary: true },
    periodKey: { type: 'text', primary: true },
    parentId: { type: 'uuid', primary: true },
    periodStart: { type: 'date' },
    counts: { type: 'array', columnType: 'int[]' },
    keys: { type: 'array', columnType: 'text[]' },
    sums: { type: 'array', columnType: 'numeric[]' },
    filled: { type: 'array', columnType: 'int[]' },
  },
  indexes: [{ name: 'tally_parent', properties: ['campaignId', 'rule', 'source', 'parentId', 'periodEnd'] }],
});

/** The sum of a unit's tallies of all periods that end up to a day. */
export type CarriedRow = Pick<TallyRow, 'campaignId' | 'rule' | 'source' | 'nodeId' | 'counts' | 'keys' | 'sums' | 'filled'> & { upto: string };
export const Carried = new EntitySchema<CarriedRow>({
  name: 'Carried',
  tableName: 'carried',
  properties: {
    campaignId: { type: 'uuid', primary: true },
    rule: { type: 'text', primary: true },
    source: { type: 'text', primary: true },
    nodeId: { type: 'uuid', primary: true },
    upto: { type: 'date', primary: true },
    counts: { type: 'array', columnType: 'int[]' },
    keys: { type: 'array', columnType: 'text[]' },
    sums: { type: 'array', columnType: 'numeric[]' },
    filled: { type: 'array', columnType: 'int[]' },
  },
});

/** The days up to which a rule is carried forward, and when the periods that end on each begin. */
export const CarriedDay = new EntitySchema<Pick<CarriedRow, 'campaignId' | 'rule' | 'source' | 'upto'> & { starts: string }>({
  name: 'CarriedDay',
  tableName: 'carried_day',
  properties: {
    campaignId: { type: 'uuid', primary: true },
    rule: { type: 'text', primary: true },
    source: { type: 'text', primary: true },
    upto: { type: 'date', primary: true },
    starts: { type: 'date' },
  },
});

/** Never changed: a trigger refuses it. */
export interface FigureSnapshotRow {
  campaignId: string;
  id: string;
  title: string;
  /** Canonical JSON, exactly what the digest is of. */
  content: string;
  digest: Buffer;
  createdBy: string;
  createdAt: Date;
}
export const FigureSnapshot = new EntitySchema<FigureSnapshotRow>({
  name: 'FigureSnapshot',
  tableName: 'figure_snapshot',
  properties: {
    campaignId: { type: 'uuid', primary: true },
    id: { type: 'uuid', primary: true },
    title: { type: 'text' },
    content: { type: 'text' },
    digest: { type: 'blob' },
    createdBy: { type: 'uuid' },
    createdAt: { type: 'datetime', columnType: 'timestamptz(3)' },
  },
});
