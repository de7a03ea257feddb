import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isWhole, verify, type VerifyReport } from '../../src/application/verify';
import { createAuditLog, openExport, readWitness, writeExport, type Exported } from '../../src/infrastructure/audit';
import { openAnchored, type Anchored } from './support/anchored';

let world: Anchored;
let folder: string;
let file: string;
beforeAll(async () => {
  world = await openAnchored();
  folder = mkdtempSync(join(tmpdir(), 'muster-export-'));
  file = join(folder, 'log.ndjson');
});
afterEach(() => world.restore());
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.close();
});

const AT = new Date('2026-03-05T00:00:00Z');
const write = (campaignId: string | null = null): Promise<Exported> =>
  writeExport({ ledger: createAuditLog(world.engine.database.pool), anchors: world.anchors }, campaignId, AT, file);
/** With the file alone. */
async function check(witness = false): Promise<{ report: VerifyReport; whole: boolean | null }> {
  const exported = await openExport(file);
  const { ledger, anchors, campaignId } = exported;
  const report = await verify({ ledger, anchors, campaignId, witness: witness ? await readWitness(world.folder) : null });
  return { report, whole: exported.whole() };
}
const lines = (): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');
const rewrite = (change: (all: string[]) => string[]): void => writeFileSync(file, `${change(lines()).join('\n')}\n`);

test('everything that verify finds out of the database, it finds out of the file', async () => {
  const { digest, ...counts } = await write();
  expect(counts).toEqual({ subjects: 8, events: 40 });
  expect(lines().at(-1)).toBe(JSON.stringify({ type: 'end', ...counts, digest }));
  const { report, whole } = await check();
  expect(whole).toBe(true);
  expect(report).toEqual(await world.verify());
  expect((await check(true)).report).toEqual(await world.verify(true));
  expect(readdirSync(folder)).toEqual(['log.ndjson']);
});

test('one campaign, whose part in each anchor is proved by the way to the root', async () => {
  const [own, other] = world.campaigns;
  await write(own);
  const text = lines().join('\n');
  expect(text).toContain(own);
  expect(text).not.toContain(other);
  const { report, whole } = await check(true);
  expect([whole, isWhole(report)]).toEqual([true, true]);
  expect(report).toMatchObject({ subjects: 4, anchors: { count: 3, bad: [] } });
  rewrite((all) => all.map((line) => line.replace(/"path":\["./, (start) => `${start.slice(0, -1)}${start.endsWith('0') ? '1' : '0'}`)));
  const changed = await check(true);
  expect(changed.whole).toBe(false);
  expect(changed.report.anchors?.bad[0]).toMatchObject({ number: 1, fault: 'CAMPAIGN_ANCHOR_EDITED' });
});

test('what was done to the database before is in the file', async () => {
  const piece = world.pieces[1] ?? { campaignId: '', id: '' };
  await world.sql('delete from event where subject_id = $1', [piece.id]);
  await world.sql('delete from subject where id = $1', [piece.id]);
  await world.sql(`update event set type = 'HEARD' where subject_id = $1 and seq = 2`, [world.pieces[0]?.id]);
  await world.sql('delete from subject where id = $1', [world.pieces[4]?.id]);
  await write();
  const { report, whole } = await check(true);
  expect(whole).toBe(true);
  expect(report).toEqual(await world.verify(true));
  expect(report.bad.map(({ fault }) => fault)).toEqual(['EDITED', 'SUBJECT_MISSING']);
  expect(report.anchors?.bad).toEqual([expect.objectContaining({ number: 1, subjectId: piece.id, fault: 'SUBJECT_MISSING' })]);
});

test.each([
  ['an event edited', (all: string[]) => all.map((line, i) => (i === 30 ? line.replace('"event":"', '"event":"X') : line))],
  ['an event taken out', (all: string[]) => all.filter((_, i) => i !== 30)],
  ['two events changed about', (all: string[]) => all.map((line, i) => (i === 30 ? (all[31] ?? '') : i === 31 ? (all[30] ?? '') : line))],
])('what was done to the file afterwards: %s', async (_, change) => {
  await write();
  expect(lines()[30]).toContain('"type":"event"');
  rewrite(change);
  const { report, whole } = await check();
  expect(whole).toBe(false);
  expect(isWhole(report)).toBe(false);
});

test('a file that breaks off is told, between lines and within one', async () => {
  await write();
  const text = readFileSync(file, 'utf8');
  rewrite((all) => all.slice(0, -1));
  expect(await check()).toMatchObject({ whole: false });
  writeFileSync(file, text.slice(0, text.length / 2));
  await expect(check()).rejects.toMatchObject({ code: 'AUDIT_FILE_NOT_READ' });
});

test.each([
  ['nothing', '', 1],
  ['another file', '{"type":"anchor"}\n', 1],
  ['no JSON', 'PK\u0003\u0004 this is a document', 1],
  ['a later version', '{"type":"muster-log","version":2}\n', 1],
  ['no event that is one', '{"type":"muster-log","version":1,"campaignId":null,"subjects":1,"events":1}\n{"type":"event"}\n', 2],
])('what is no export is refused by its line: %s', async (_, text, line) => {
  writeFileSync(file, text);
  await expect(check()).rejects.toMatchObject({ code: 'AUDIT_FILE_NOT_READ', line });
});

test('an export that cannot be written leaves the last one as it was', async () => {
  await write();
  const before = readFileSync(file, 'utf8');
  const broken = {
    ...createAuditLog(world.engine.database.pool),
    chains: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('the database is gone')) }) }),
  };
  await expect(writeExport({ ledger: broken, anchors: world.anchors }, null, AT, file)).rejects.toThrow('the database is gone');
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(readdirSync(folder)).toEqual(['log.ndjson']);
});
