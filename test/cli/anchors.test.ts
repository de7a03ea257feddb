import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerAnchors } from '../../src/cli/anchors';
import { registerAuditLog } from '../../src/cli/audit-log';
import { anchorNow, verifyLog } from '../../src/cli/audit-work';
import { createAuditLog, writeExport } from '../../src/infrastructure/audit';
import { openAnchored, type Anchored } from '../contract/support/anchored';
import { runCli, type Outcome } from './cli-world';

let world: Anchored;
let folder: string;
beforeAll(async () => {
  world = await openAnchored();
  folder = mkdtempSync(join(tmpdir(), 'muster-cli-anchors-'));
});
afterEach(() => world.restore());
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.close();
});

/** `database: false`: as on a machine that has none. */
function muster(args: string[], { database = true, outside = null as string | null } = {}): Promise<Outcome> {
  const source = () => {
    if (!database) throw new Error('there is no database here');
    return { ledger: createAuditLog(world.engine.database.pool), anchors: world.anchors };
  };
  return runCli(
    (program, io) => {
      registerAuditLog(program, {
        ...io,
        replay: () => Promise.reject(new Error('not asked for')),
        verify: (request, onProgress) => verifyLog(request, (work) => work(source()), onProgress),
      });
      registerAnchors(program, {
        ...io,
        makeAnchor: () => anchorNow(source(), outside),
        listAnchors: async (limit) => (await source().anchors.page({ before: null, limit })).rows,
        exportLog: (campaignId, path) => writeExport(source(), campaignId, new Date(), path),
      });
    },
    args,
    {},
  );
}

test('an anchor is made by hand, and kept outside where a folder is set', async () => {
  const outside = join(folder, 'kept');
  const first = await muster(['anchor'], { outside });
  expect(first.out).toMatch(/^4 {2}\d{4}-\d{2}-\d{2} .*[0-9a-f]{64}\n库外已存 kept outside: 1, 2, 3, 4\n$/);
  expect(readdirSync(outside)).toHaveLength(4);
  const second = JSON.parse((await muster(['anchor', '--json'])).out);
  expect(second).toMatchObject({ number: 5, events: 0, kept: null });
});

test('the anchors are listed, newest first', async () => {
  const { out } = await muster(['anchors', '--last', '2']);
  expect(out.split('\n').map((line) => line.split('  ').slice(0, 2))).toEqual([['3', '2026-03-04'], ['2', '2026-03-03'], ['']]);
  const [newest] = JSON.parse((await muster(['anchors', '--json'])).out);
  expect(newest).toMatchObject({ number: 3, hash: world.made[2]?.hash.toString('hex') });
});

test('a log that is whole says so, and one that is not names what is wrong and fails', async () => {
  const whole = await muster(['verify', '--anchors', world.folder]);
  expect(whole).toMatchObject({ exitCode: 0, err: '' });
  expect(whole.out).toContain('3 个锚定（库外 3 个），0 处不符，0 个事件尚未锚定');
  const piece = world.pieces[0] ?? { campaignId: '', id: '' };
  await world.sql('delete from event where subject_id = $1', [piece.id]);
  await world.sql('delete from subject where id = $1', [piece.id]);
  const gone = await muster(['verify', '--anchors', world.folder]);
  expect(gone.exitCode).toBe(1);
  expect(gone.out).toContain(`anchor 1 2026-03-02 campaign ${piece.campaignId} subject ${piece.id} #3 SUBJECT_MISSING\n`);
  expect(JSON.parse((await muster(['verify', '--json'])).out)).toMatchObject({
    bad: [],
    anchors: { bad: [{ number: 1, fault: 'SUBJECT_MISSING' }] },
  });
});

test('an exported log is verified without a database, and fails when it was changed', async () => {
  const file = join(folder, 'log.ndjson');
  const exported = await muster(['export-log', '--all', '--to', file]);
  expect(exported.out).toContain('8 subjects, 40 events');
  const fine = await muster(['verify', '--export', file, '--anchors', world.folder], { database: false });
  expect(fine).toMatchObject({ exitCode: 0 });
  expect(JSON.parse((await muster(['verify', '--export', file, '--json'], { database: false })).out)).toMatchObject({ fileWhole: true, bad: [] });
  const one = await muster(['export-log', '--campaign', world.campaigns[0], '--to', file, '--json']);
  expect(JSON.parse(one.out)).toMatchObject({ file, subjects: 4, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  writeFileSync(file, '');
  await expect(muster(['verify', '--export', file], { database: false })).rejects.toMatchObject({ code: 'AUDIT_FILE_NOT_READ' });
});

test('what the file for is not said, or is not there, is refused', async () => {
  expect(await muster(['export-log', '--to', join(folder, 'x')])).toMatchObject({ exitCode: 2 });
  expect(await muster(['export-log', '--all', '--campaign', world.campaigns[0], '--to', join(folder, 'x')])).toMatchObject({ exitCode: 2 });
  await expect(muster(['verify', '--anchors', join(folder, 'nothing')])).rejects.toMatchObject({ code: 'ENOENT' });
  writeFileSync(join(folder, 'empty.ndjson'), '');
  await expect(muster(['verify', '--anchors', join(folder, 'empty.ndjson')])).rejects.toMatchObject({ code: 'AUDIT_FILE_NOT_READ' });
});
