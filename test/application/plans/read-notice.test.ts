import { planById, noticesOfPlans, plansOfViewer } from '../../../src/application/plans/queries';
import { planUnits, proposedUnits } from '../../../src/application/plans/plan-units';
import { readNotice, type ReadNotice } from '../../../src/application/plans/read-notice';
import { key, NOTICE, ok, openWorld, refusal, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const read = (more: Partial<ReadNotice> = {}, viewer = world.coordinator) =>
  readNotice(world.desk, viewer, { unitId: world.office, source: { text: NOTICE }, idempotencyKey: key(), ...more });

describe('a notice that is read', () => {
  test('becomes a draft of the office, with the clauses and what is doubtful', async () => {
    const plan = ok(await read());
    expect(plan).toMatchObject({ unitId: world.office, status: 'DRAFT', revision: 1, campaignId: null, createdBy: world.coordinator.accountId });
    expect(plan.title).toBe('云溪市打击侵权假冒百日攻坚专项行动方案');
    expect(plan.content.tasks).toHaveLength(21);
    const [task] = plan.content.tasks;
    expect(NOTICE.slice(...(task?.assignments[0]?.span ?? [0, 0]))).toContain('市市场监管局');
    expect(await planById(world.desk, world.coordinator, plan.id)).toEqual(plan);
  });
  test('keeps the notice as it was given', async () => {
    const plan = ok(await read());
    expect(await noticesOfPlans(world.desk, [plan])).toMatchObject([{ id: plan.noticeId, text: NOTICE, mediaType: 'text/plain', fileName: null }]);
  });
  test('binds the names that leave no doubt and proposes the units nobody knows', async () => {
    const plan = ok(await read());
    expect(plan.bindings['市市场监管局']).toEqual([world.office]);
    const units = await planUnits(world.desk, plan);
    expect(units.find(({ name }) => name === '市市场监管局')).toMatchObject({ unitIds: [world.office], match: { kind: 'alias' } });
    expect((await proposedUnits(world.desk, plan)).map(({ printed }) => printed)).toContain('市网络信息中心');
    expect(plan.bindings).not.toHaveProperty('市网络信息中心');
  });
  test('may be a file', async () => {
    const source = { bytes: Buffer.from(NOTICE), fileName: '方案.txt' };
    const plan = ok(await read({ source }));
    expect(await noticesOfPlans(world.desk, [plan])).toMatchObject([{ fileName: '方案.txt' }]);
  });
});

describe('what is not read', () => {
  const nothingWritten = async (work: () => Promise<unknown>): Promise<void> => {
    const before = [await world.count('plan'), await world.count('notice'), await world.count('plan_version')];
    await work();
    expect([await world.count('plan'), await world.count('notice'), await world.count('plan_version')]).toEqual(before);
  };
  test.each<[string, ReadNotice['source']]>([
    ['NOTICE_EMPTY', { text: '   \n ' }],
    ['NOTICE_EMPTY', { bytes: Buffer.alloc(0), fileName: 'a.txt' }],
    ['NOTICE_TOO_LARGE', { bytes: Buffer.alloc(50 * 1024 * 1024, 0x61), fileName: 'a.txt' }],
    ['NOTICE_FORMAT_UNKNOWN', { bytes: Buffer.from('x'), fileName: 'a.exe' }],
    ['NOTICE_UNREADABLE', { bytes: Buffer.from('not a zip'), fileName: 'a.docx' }],
    ['NOTICE_WITHOUT_TASKS', { text: '关于放假的通知\n\n今年国庆节放假七天。\n\n云溪市人民政府办公室\n2022年9月20日\n' }],
  ])('%s, and nothing is written', async (code, source) => {
    await nothingWritten(async () => expect(refusal(await read({ source })).code).toBe(code));
  });
  test('FORBIDDEN for who does not coordinate that office, and nothing is written', async () => {
    const head = await world.viewer({ role: 'UNIT_HEAD', unitId: world.office });
    await nothingWritten(async () => {
      for (const viewer of [world.stranger, head, world.leader]) expect(refusal(await read({}, viewer)).code).toBe('FORBIDDEN');
    });
  });
});

describe('the same key', () => {
  test('gives the first answer again and reads nothing twice', async () => {
    const call = { unitId: world.office, source: { text: NOTICE }, idempotencyKey: key() };
    const first = ok(await readNotice(world.desk, world.coordinator, call));
    const before = await world.count('plan');
    expect(ok(await readNotice(world.desk, world.coordinator, call))).toEqual(first);
    expect(await world.count('plan')).toBe(before);
  });
  test('with another notice is refused', async () => {
    const call = { unitId: world.office, source: { text: NOTICE }, idempotencyKey: key() };
    ok(await readNotice(world.desk, world.coordinator, call));
    const other = await readNotice(world.desk, world.coordinator, { ...call, source: { text: `${NOTICE}\n` } });
    expect(refusal(other).code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
  test('sent twice at once makes one plan', async () => {
    const call = { unitId: world.office, source: { text: NOTICE }, idempotencyKey: key() };
    const before = await world.count('plan');
    const [a, b] = await Promise.all([readNotice(world.desk, world.coordinator, call), readNotice(world.desk, world.coordinator, call)]);
    expect(ok(a).id).toBe(ok(b).id);
    expect(await world.count('plan')).toBe(before + 1);
  });
});

describe('whose plans', () => {
  const page = { limit: 2, direction: 'FORWARD' as const, from: null };
  test('a coordinator lists the plans of the office, newest first, page by page', async () => {
    const made = [ok(await read()), ok(await read()), ok(await read())].map(({ id }) => id);
    const first = await plansOfViewer(world.desk, world.coordinator, null, page);
    expect(first.rows.map(({ row }) => row.id)).toEqual([made[2], made[1]]);
    expect(first.more).toBe(true);
    const next = await plansOfViewer(world.desk, world.coordinator, 'DRAFT', { ...page, limit: 1, from: first.rows[1]?.sortKey ?? null });
    expect(next.rows.map(({ row }) => row.id)).toEqual([made[0]]);
  });
  test('another office sees none of them, an auditor all', async () => {
    const plan = ok(await read());
    const auditor = await world.viewer({ role: 'AUDITOR' });
    expect((await plansOfViewer(world.desk, world.stranger, null, page)).rows).toEqual([]);
    expect(await planById(world.desk, world.stranger, plan.id)).toBeNull();
    expect((await planById(world.desk, auditor, plan.id))?.id).toBe(plan.id);
  });
});
