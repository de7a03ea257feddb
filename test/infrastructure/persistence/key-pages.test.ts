import { v7 as uuid } from 'uuid';
import type { SubjectKey } from '../../../src/application/ports/store';
import type { Database } from '../../../src/infrastructure/database';
import { atOneInstant, pages, type KeyPage } from '../../../src/infrastructure/persistence/key-pages';
import { openTestDatabase } from '../../support/database';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const key: SubjectKey = { campaignId: uuid(), id: uuid() };

/** Three pages of two rows each, by a reader that says what it does. */
function reader(said: string[], failing: number | null = null) {
  let page = 0;
  return async (client: { query(text: string): Promise<unknown> }): Promise<KeyPage<string>> => {
    const number = (page += 1);
    said.push(`begin ${number}`);
    await client.query('select 1');
    if (number === failing) throw new Error(`page ${number}`);
    said.push(`end ${number}`);
    return { rows: [`${number}a`, `${number}b`], next: number < 3 ? key : null };
  };
}

const ticks = async (until: () => boolean): Promise<void> => {
  while (!until()) await new Promise((resolve) => setImmediate(resolve));
};

test('no code is compiled for a page, which is far smaller than the planner takes it for', async () => {
  const { rows } = await atOneInstant(database.pool, (client) => client.query('show jit'));
  expect(rows).toEqual([{ jit: 'off' }]);
});

describe('going through pages', () => {
  test('gives every row of every page in order', async () => {
    const rows: string[] = [];
    for await (const row of pages(database.pool, null, reader([]))) rows.push(row);
    expect(rows).toEqual(['1a', '1b', '2a', '2b', '3a', '3b']);
  });

  test('reads one page ahead while a page is gone through, and no more', async () => {
    const said: string[] = [];
    const rows = pages(database.pool, null, reader(said));
    expect((await rows.next()).value).toBe('1a');
    await ticks(() => said.includes('end 2'));
    expect(said).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2']);
    await rows.return(undefined);
  });

  test('whoever wants no more leaves nothing running behind', async () => {
    const said: string[] = [];
    for await (const row of pages(database.pool, null, reader(said))) if (row === '1b') break;
    expect(said).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2']);
    expect((await database.pool.query('select 2 as two')).rows).toEqual([{ two: 2 }]);
  });

  test('a page that cannot be read is told after the rows before it', async () => {
    const rows: string[] = [];
    const going = async (): Promise<void> => {
      for await (const row of pages(database.pool, null, reader([], 2))) rows.push(row);
    };
    await expect(going()).rejects.toThrow('page 2');
    expect(rows).toEqual(['1a', '1b']);
    expect((await database.pool.query('select 2 as two')).rows).toEqual([{ two: 2 }]);
  });

  test('what fails in the middle of a page is told, though the page after it cannot be read either', async () => {
    const going = async (): Promise<void> => {
      for await (const _ of pages(database.pool, null, reader([], 2))) throw new Error('mine');
    };
    await expect(going()).rejects.toThrow('mine');
  });
});
