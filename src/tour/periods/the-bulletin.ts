import { SELECTIONS, type BulletinView } from '../documents';
import { accepted, expect, present, refused } from '../expectations';
import type { Person } from '../person';
import type { Tour } from '../tour';
import { RANKING, RATES } from './hand';
import { nameOf, type Months } from './months';

const REQUIREMENTS = '漏报单位于6月10日前补报并说明原因；各单位确定专人，按月核对台账后报送。';

/** Act 23: the three months are told to everybody: counted by the desk, worded by the office, let pass by a leader. */
export async function theBulletin(tour: Tour, months: Months): Promise<void> {
  tour.act('通报', 'The bulletin');
  const { campaign, coordinator, leader, heads } = months;
  let bulletin!: BulletinView;

  await tour.step(coordinator, '起草三个月的通报：系统计数并排名', 'Drafts it: the desk counts and ranks', async () => {
    const input = { campaignId: campaign.id, from: '2026-03-01', to: '2026-05-31', title: '关于农村食品打假春季行动3至5月进展情况的通报' };
    ({ bulletin } = accepted(await coordinator.send<{ bulletin: BulletinView }>('draftBulletin', `bulletin { ${SELECTIONS.bulletin} }`, input)));
    const rows = bulletin.rows.map(({ unit, rank, score }) => [nameOf(months, unit), rank, score].join(' '));
    const wanted = RANKING.map((row) => row.join(' '));
    expect([...rows].sort().join() === [...wanted].sort().join(), `排名与手算不符：${rows.join('；')}。The ranking is not that worked out by hand.`);
    const praised = bulletin.rows.filter(({ commended }) => commended);
    const blamed = bulletin.rows.filter(({ criticised }) => criticised);
    expect(praised.every(({ rank }) => rank === 1) && praised.length === 3, '并列第一的都应表扬。All who are first are commended.');
    expect(blamed.map(({ unit }) => nameOf(months, unit)).join() === 'agriculture', '应批评最后一名。The last one is criticised.');
    return [
      ...bulletin.rows.map(({ unit, rank, score, commended, criticised }) => {
        const said = commended ? '，表扬' : criticised ? '，批评' : '';
        return `第${rank}名 ${unit.name} ${score}${said}`;
      }),
      present(bulletin.overview, 'overview'),
    ];
  });

  await tour.step(coordinator, '每个名次都查得到所计的报表', 'Every row names the reports it stands on', async () => {
    for (const { unit, reportIds } of bulletin.sources) {
      const { expected } = RATES[nameOf(months, unit)];
      expect(reportIds.length === expected, `${unit.name}应计${expected}份，实计${reportIds.length}份。Expected ${expected} reports.`);
    }
    return bulletin.sources.map(({ unit, reportIds }) => `${unit.name} ${reportIds.length}份`).join('、');
  });

  await tour.step(coordinator, '办公室自行批准', 'The office approves by itself', async () => {
    return `拒绝：${refused(await coordinator.act('bulletin', 'approveBulletin', bulletin), 'EVENT_REFUSED', 'NOT_YOUR_ROLE').message}`;
  });

  await tour.step(leader, '退回修改，写明理由', 'Sends it back with a reason', async () => {
    bulletin = await leader.does('bulletin', 'returnBulletin', bulletin, { reason: '补写下一步要求' });
    const early = refused(await coordinator.act('bulletin', 'publishBulletin', bulletin), 'EVENT_REFUSED');
    return [`${bulletin.stateLabel}`, `未批准就印发：拒绝 ${early.message}`];
  });

  await tour.step(coordinator, '补写要求和文号', 'Words what is asked, and numbers it', async () => {
    bulletin = await coordinator.does('bulletin', 'reviseBulletin', bulletin, { requirements: REQUIREMENTS, number: '云农食专班〔2026〕1号' });
    return `${bulletin.title}（${bulletin.number}）`;
  });

  await tour.step(leader, '批准；批准以后不再变动', 'Approves; from then on it does not change', async () => {
    expect((await seenBy(heads.police)) === null, '印发前单位看不到。Before it is out no unit sees it.');
    bulletin = await leader.does('bulletin', 'approveBulletin', bulletin);
    const late = refused(await coordinator.act('bulletin', 'reviseBulletin', bulletin, { title: '改一改' }), 'EVENT_REFUSED');
    return [`${bulletin.stateLabel}（${bulletin.approvedBy}）`, `再改：拒绝 ${late.message}`];
  });

  await tour.step(coordinator, '印发，各单位收到', 'Publishes; every unit has it', async () => {
    bulletin = await coordinator.does('bulletin', 'publishBulletin', bulletin);
    const seen = present(await seenBy(heads.police), 'bulletin of the police');
    expect(
      seen.publishedOn === '2026-06-02' && seen.sources.length === 0,
      '单位看得到名次，看不到别人的报表。Units see the ranking, not the reports.',
    );
    return `${bulletin.stateLabel} ${bulletin.publishedOn}，各单位可见`;
  });

  await tour.step(coordinator, '公文：GB/T 9704 格式的 Word 文件', 'The paper, as a Word file', async () => {
    const { bulletinPaper } = await coordinator.ask<{ bulletinPaper: { name: string; mediaType: string; content: string } | null }>(
      'query ($id: ID!) { bulletinPaper(id: $id) { name mediaType content } }',
      { id: bulletin.id },
    );
    const { name, mediaType, content } = present(bulletinPaper, 'paper');
    const bytes = Buffer.from(content, 'base64');
    expect(name.endsWith('.docx') && bytes.subarray(0, 2).toString() === 'PK', `应为 Word 文件，实为 ${mediaType}。Expected a Word file.`);
    return `${name}，${Math.round(bytes.length / 1024)} KB`;
  });

  async function seenBy(person: Person): Promise<BulletinView | null> {
    const { node } = await person.ask<{ node: BulletinView | null }>(
      `query ($id: ID!) { node(id: $id) { ... on Bulletin { ${SELECTIONS.bulletin} } } }`,
      { id: bulletin.id },
    );
    return node;
  }
}
