/** Coordinating bodies: rosters and sentences. */
import { readNotice } from '../../../src/domain/notice';

const bodyOf = (text: string) => readNotice(`石桥县方案\n2023年3月1日\n一、组织领导\n${text}`).body;
const members = (text: string): string[] => (bodyOf(text)?.members ?? []).map((m) => [m.role, m.name ?? '', m.unit ?? '', m.post ?? ''].join('|'));

test('a roster with one name to a line, names set wide', () => {
  expect(
    members(
      '成立石桥县检查工作领导小组。\n组  长：苏  辰   县政府副县长\n副组长：高岩   县政府办公室副主任\n夏  云   县应急局局长\n成  员：周启科   政策法规股股长\n    林  木   县人民检察院第二检察部主任',
    ),
  ).toEqual([
    'LEADER|苏辰|县政府|副县长',
    'DEPUTY|高岩|县政府办公室|副主任',
    'DEPUTY|夏云|县应急局|局长',
    'MEMBER|周启科|政策法规股|股长',
    'MEMBER|林木|县人民检察院|第二检察部主任',
  ]);
});

test('a roster with posts in brackets, names in a row, and units among them', () => {
  expect(
    members(
      '成立领导小组。\n组长：苏辰（县委常委、副县长）\n副组长：高岩（县政府办公室主任）、夏云（县应急局局长）\n成员：丁卫、林木、县财政局、县公安局分管负责人',
    ),
  ).toEqual([
    'LEADER|苏辰|县委|常委、副县长',
    'DEPUTY|高岩|县政府办公室|主任',
    'DEPUTY|夏云|县应急局|局长',
    'MEMBER|丁卫||',
    'MEMBER|林木||',
    'MEMBER||县财政局|',
    'MEMBER||县公安局|分管负责人',
  ]);
});

test('a joint conference in sentences, a common post shared', () => {
  const text =
    '建立石桥县检查联席会议制度，由县应急局负责人担任联席会议召集人，县公安局、县住建局和各镇（街道）分管负责同志为联席会议成员。联席会议办公室设在县应急局，由县应急局副局长夏云同志任办公室主任。';
  expect(members(text)).toEqual([
    'CONVENER||县应急局|负责人',
    'MEMBER||县公安局|分管负责同志',
    'MEMBER||县住建局|分管负责同志',
    'MEMBER||各镇（街道）|分管负责同志',
  ]);
  expect(bodyOf(text)).toMatchObject({
    kind: 'JOINT_CONFERENCE',
    name: '石桥县检查联席会议',
    office: { unit: '县应急局', head: '县应急局副局长夏云' },
    dissolvesOnCompletion: false,
  });
});

test('a task force named behind its members, dissolved when the work is done', () => {
  expect(bodyOf('成立由县长任组长，县应急局、县公安局主要负责人为成员的石桥县检查工作专班，任务完成后自行撤销。')).toMatchObject({
    kind: 'TASK_FORCE',
    name: '石桥县检查工作专班',
    dissolvesOnCompletion: true,
    members: [
      { role: 'LEADER', post: '县长' },
      { role: 'MEMBER', unit: '县应急局' },
      { role: 'MEMBER', unit: '县公安局' },
    ],
  });
});

test('no body where none is set up', () => {
  expect(bodyOf('各单位要加强领导，主要负责人亲自抓。')).toBeNull();
});
