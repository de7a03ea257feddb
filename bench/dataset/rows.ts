/** A row of the data set before anything is filled in, and the two forms in which it is given to a database. */
import { fillable, type Fill } from './slots';

export const COLUMNS = {
  subject: [
    ...['campaign_id', 'id', 'kind', 'law_version', 'definition', 'snapshot', 'revision', 'head_hash', 'title', 'number', 'ordinal', 'phase'],
    ...['state', 'timeliness', 'attention', 'due_on', 'closed', 'created_at', 'updated_at'],
  ],
  event: ['campaign_id', 'subject_id', 'seq', 'kind', 'type', 'by', 'payload', 'at', 'cause', 'prev_hash', 'hash'],
  participant: ['campaign_id', 'subject_id', 'unit_id', 'role', 'kind', 'state', 'must_act', 'active', 'due_on'],
  deadline: ['campaign_id', 'subject_id', 'key', 'kind', 'due_on', 'due_at', 'event', 'input', 'label', 'status', 'set_by_seq'],
  outbox: ['id', 'campaign_id', 'subject_id', 'seq', 'message', 'units', 'data', 'created_at', 'delivered_at', 'attempts', 'not_before'],
  message: ['id', 'unit_id', 'campaign_id', 'subject_id', 'message', 'data', 'created_at'],
  idempotency: ['account_id', 'key', 'request_hash', 'answer', 'created_at'],
} as const satisfies Record<string, readonly string[]>;

export type Table = keyof typeof COLUMNS;
export const TABLES = Object.keys(COLUMNS) as Table[];

/** Objects and arrays are jsonb, `{ bytes }` is bytea in hexadecimal. */
export type Cell = string | number | boolean | null | { bytes: string } | { json: unknown };
export interface Row {
  table: Table;
  cells: Readonly<Record<string, Cell>>;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const escaped = (text: string): string => text.replace(/[\\\n\r\t]/g, (c) => ESCAPES[c] ?? c);

function copied(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'boolean') return cell ? 't' : 'f';
  if (typeof cell !== 'object') return escaped(String(cell));
  return escaped('bytes' in cell ? `\\x${cell.bytes}` : JSON.stringify(cell.json));
}

/** A line of COPY's text format. */
export const copyLine = ({ table, cells }: Row): Fill => fillable(`${COLUMNS[table].map((column) => copied(cellOf(cells, column))).join('\t')}\n`);

/** A JSON object, for `json_populate_recordset`. */
export const jsonRow = ({ table, cells }: Row): Fill => {
  const plain = (cell: Cell): unknown => (cell === null || typeof cell !== 'object' ? cell : 'bytes' in cell ? `\\x${cell.bytes}` : cell.json);
  return fillable(JSON.stringify(Object.fromEntries(COLUMNS[table].map((column) => [column, plain(cellOf(cells, column))]))));
};

function cellOf(cells: Row['cells'], column: string): Cell {
  const cell = cells[column];
  if (cell === undefined) throw new Error(`No value for ${column}`);
  return cell;
}
