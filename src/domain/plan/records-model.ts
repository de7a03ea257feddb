/** The ledgers (台账) of a plan: what is recorded of single cases and inspections, and what each such record adds to which cell of which form. */
import { z } from 'zod';
import { MOST_DECIMALS } from './form-model';
import { text } from './model-parts';

export const RECORD_COLUMN_KINDS = ['TEXT', 'DATE', 'INTEGER', 'DECIMAL', 'UNIT', 'CHOICE'] as const;
/** What an addition counts where it names no column: one for each record. */
export const ONE = 'ONE';

const columnName = z.string().trim().min(1).max(60);

export const recordColumnSchema = z.object({
  name: columnName.describe('the heading of the column, by which everything else names it'),
  kind: z.enum(RECORD_COLUMN_KINDS),
  required: z.boolean().default(false),
  decimals: z.number().int().min(0).max(MOST_DECIMALS).nullable().default(null).describe('DECIMAL: how many places; null: two'),
  choices: z.array(columnName).max(200).default([]).describe('CHOICE: what may be chosen'),
});

export const recordAdditionSchema = z.object({
  form: z.string().trim().min(1).nullable().default(null).describe('key of the form; null: the plan’s only form'),
  cell: text.describe('7, or 7.1 of a compound indicator'),
  amount: columnName.default(ONE).describe('ONE, or the INTEGER or DECIMAL column that holds it'),
  dateColumn: columnName.nullable().default(null).describe('the day on which it counts, nothing while it is empty; null: the day of the record'),
  when: z
    .object({ column: columnName, oneOf: z.array(z.string().trim().min(1)).min(1).max(50) })
    .nullable()
    .default(null)
    .describe('only of records that say so; null: of all'),
});

export const recordKindSchema = z.object({
  key: z.string().trim().max(64).default('').describe('empty: k1, k2 … by order'),
  title: text,
  columns: z.array(recordColumnSchema).max(60).default([]),
  identity: columnName.describe('the column under which a record is known (文书编号), unique for each unit'),
  unitColumn: columnName.nullable().default(null).describe('the column that names the unit; null: the unit that records'),
  dateColumn: columnName.describe('the day of the record'),
  adds: z.array(recordAdditionSchema).max(60).default([]),
});

export type RecordColumn = z.infer<typeof recordColumnSchema>;
export type RecordColumnKind = (typeof RECORD_COLUMN_KINDS)[number];
export type RecordAddition = z.infer<typeof recordAdditionSchema>;
export type RecordKind = z.infer<typeof recordKindSchema>;
