/** Puts a data set into a database statement by statement: slower than COPY, and the embedded database takes it as well. */
import type { Pool } from 'pg';
import { generate, type DataSet } from './generate';
import { COLUMNS, jsonRow, type Table } from './rows';

export async function insert(pool: Pool, dataSet: DataSet): Promise<void> {
  for await (const texts of generate(dataSet, (row) => joined(jsonRow(row)))) {
    for (const { table, text } of texts) if (text) await pool.query(statement(table), [`[${text.slice(0, -1)}]`]);
  }
}

const joined =
  (fill: ReturnType<typeof jsonRow>): ReturnType<typeof jsonRow> =>
  (values) =>
    `${fill(values)},`;

function statement(table: Table): string {
  const columns = COLUMNS[table].map((column) => `"${column}"`).join(', ');
  return `insert into "${table}" (${columns}) select ${columns} from json_populate_recordset(null::"${table}", $1::json)`;
}
