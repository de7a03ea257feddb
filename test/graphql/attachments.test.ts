/** Files of reports: handed over, named by a draft, read by whoever may read what names them. */
import { createHash, randomUUID } from 'node:crypto';
import { LARGEST_ATTACHMENT, MOST_ATTACHMENTS } from '../../src/application/reports/attachments';
import { PEOPLE, startCampaign, type PersonName, type RunningCampaign, type SubjectIds } from '../support/campaign';

const PDF = Buffer.from('%PDF-1.7\n统计表附件');
const UPLOAD = `mutation ($input: UploadReportAttachmentInput!) { uploadReportAttachment(input: $input) {
  attachment { id name mediaType size digest } userErrors { code message } } }`;
const FILE = 'query ($report: ID!, $id: ID!) { reportAttachment(reportId: $report, id: $id) { name mediaType size digest content } }';
const READ = `query ($id: ID!) { node(id: $id) { ... on Report { draft { attachments { id name } } content { attachments { id name size digest } } } } }`;

interface Uploaded {
  attachment: { id: string; name: string; mediaType: string; size: number; digest: string } | null;
  userErrors: { code: string; message: string }[];
}

let world: RunningCampaign;
let report: SubjectIds;
let other: SubjectIds;
beforeAll(async () => {
  world = await startCampaign();
  report = await world.report(world.own, world.units.lead, 'IMPLEMENTATION_PLAN');
  other = await world.report(world.own, world.units.elsewhere, 'IMPLEMENTATION_PLAN');
}, 120_000);
afterAll(() => world.close());

async function upload(person: PersonName, of: SubjectIds, name: string, content: Buffer, idempotencyKey: string = randomUUID()): Promise<Uploaded> {
  const input = { reportId: of.id, name, content: content.toString('base64'), idempotencyKey };
  return (await world.as<{ uploadReportAttachment: Uploaded }>(person, UPLOAD, { input })).uploadReportAttachment;
}
async function uploaded(
  person: PersonName,
  of: SubjectIds,
  name: string,
  content: Buffer,
  key?: string,
): Promise<NonNullable<Uploaded['attachment']>> {
  const { attachment, userErrors } = await upload(person, of, name, content, key);
  if (!attachment) throw new Error(JSON.stringify(userErrors));
  return attachment;
}
const refusal = async (person: PersonName, of: SubjectIds, name: string, content: Buffer): Promise<string | undefined> =>
  (await upload(person, of, name, content)).userErrors[0]?.code;
const readers = async (of: SubjectIds, id: string): Promise<PersonName[]> => {
  const can: PersonName[] = [];
  for (const person of PEOPLE) if (!(await world.ask(person, FILE, { report: of.id, id })).errors) can.push(person);
  return can;
};
const UNIT = ['leadHead', 'leadStaff', 'substitute'];

test('a file is kept as it is, under a clean name, and its digest is that of its bytes', async () => {
  const file = await uploaded('leadStaff', report, '../../某县\u202E实施方案\u0007.pdf', PDF);
  expect(file).toEqual({
    ...{ id: file.id, name: '某县实施方案.pdf', mediaType: 'application/pdf', size: PDF.length },
    digest: createHash('sha256').update(PDF).digest('hex'),
  });
  const { reportAttachment } = await world.as<{ reportAttachment: { content: string } }>('leadHead', FILE, { report: report.id, id: file.id });
  expect(Buffer.from(reportAttachment.content, 'base64')).toEqual(PDF);
});

test('the same call again gives the same file', async () => {
  const key = randomUUID();
  const first = await uploaded('leadStaff', report, '一.pdf', PDF, key);
  expect(await uploaded('leadStaff', report, '一.pdf', PDF, key)).toEqual(first);
  expect((await upload('leadStaff', report, '二.pdf', PDF, key)).userErrors[0]?.code).toBe('IDEMPOTENCY_KEY_REUSED');
});

test('what is no file that anybody should open is refused', async () => {
  expect(await refusal('leadStaff', report, '空.pdf', Buffer.alloc(0))).toBe('ATTACHMENT_EMPTY');
  for (const name of ['page.html', 'run.exe', 'draw.svg', 'noending', 'script.pdf.js'])
    expect([name, await refusal('leadStaff', report, name, PDF)]).toEqual([name, 'ATTACHMENT_KIND_UNKNOWN']);
  for (const name of ['x.png', 'x.docx', 'x.doc'])
    expect([name, await refusal('leadStaff', report, name, PDF)]).toEqual([name, 'ATTACHMENT_NOT_AS_NAMED']);
  expect(await refusal('leadStaff', report, 'x.txt', Buffer.from([65, 0, 66]))).toBe('ATTACHMENT_NOT_AS_NAMED');
  expect(await refusal('leadStaff', report, '大.pdf', Buffer.concat([PDF, Buffer.alloc(LARGEST_ATTACHMENT)]))).toBe('ATTACHMENT_TOO_LARGE');
});

test('nobody hands a file to a report of others', async () => {
  expect(await refusal('elsewhereStaff', report, 'x.pdf', PDF)).toBe('NOT_FOUND');
  expect(await refusal('coordinator', report, 'x.pdf', PDF)).toBe('FORBIDDEN');
  expect(await refusal('foreignHead', report, 'x.pdf', PDF)).toBe('NOT_FOUND');
});

test('a draft names only files of its own report; others see them once they are handed in', async () => {
  const file = await uploaded('leadStaff', report, '方案.pdf', PDF);
  const theirs = await uploaded('elsewhereStaff', other, '别家.pdf', PDF);
  for (const id of [theirs.id, randomUUID(), 'nothing']) {
    const [refused] = await world.send('leadStaff', 'saveReportDraft', report, { attachments: [file.id, id] });
    expect(refused?.reasons?.map(({ code }) => code)).toEqual(['ATTACHMENT_UNKNOWN']);
  }
  await world.done('leadStaff', 'saveReportDraft', report, { attachments: [file.id], text: '见附件' });
  expect(await readers(report, file.id)).toEqual(PEOPLE.filter((person) => UNIT.includes(person)));
  expect(await world.as('coordinator', READ, { id: report.id })).toEqual({ node: { draft: null, content: null } });

  await world.done('leadStaff', 'submitReport', report);
  const full: readonly PersonName[] = ['coordinator', 'campaignCoordinator', 'leader', 'campaignLeader', 'supervisor', 'auditor'];
  expect((await readers(report, file.id)).sort()).toEqual([...UNIT, ...full].sort());
  const { name, size, digest } = file;
  expect(await world.as('coordinator', READ, { id: report.id })).toEqual({
    node: { draft: null, content: { attachments: [{ id: file.id, name, size, digest }] } },
  });
  expect((await world.ask('coordinator', FILE, { report: other.id, id: theirs.id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  expect((await world.ask('coordinator', FILE, { report: other.id, id: file.id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  expect(await refusal('leadStaff', report, 'x.pdf', PDF)).toBe('REPORT_NOT_OPEN');
  const { rows } = await world.database.pool.query<{ facts: unknown }>(
    `select payload -> 'facts' as facts from event where subject_id = $1 and type = 'SAVE_DRAFT' order by seq desc limit 1`,
    [report.subjectId],
  );
  expect(rows[0]?.facts).toMatchObject({ attachments: [{ id: file.id, name, size, digest }] });
});

test('a report takes no more than so many', async () => {
  const name = (i: number) => `第${i}份.txt`;
  for (let i = 1; i < MOST_ATTACHMENTS; i += 1) await uploaded('elsewhereStaff', other, name(i), Buffer.from(name(i)));
  expect(await refusal('elsewhereStaff', other, '再一份.txt', Buffer.from('x'))).toBe('TOO_MANY_ATTACHMENTS');
});

test.each(['abc', 'A===', 'QUJD=', 'QU D', 'QUJ*', '===='])('%s is no base64', async (content) => {
  const input = { reportId: other.id, name: 'x.txt', content, idempotencyKey: randomUUID() };
  const { errors } = await world.ask('elsewhereStaff', UPLOAD, { input });
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});
