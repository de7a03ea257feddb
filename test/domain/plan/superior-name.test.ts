import { groundOf } from '../../../src/domain/plan/superior-name';

const superior = { title: '江北省打击侵权假冒百日攻坚专项行动方案', documentNumber: '江政办发〔2022〕18号' };

test.each<[string, string, ReturnType<typeof groundOf>]>([
  ['its title', '江北省打击侵权假冒百日攻坚专项行动方案', 'TITLE'],
  ['its title in title marks, with blanks', '《江北省打击侵权假冒 百日攻坚专项行动方案》', 'TITLE'],
  ['the notice that issues it', '江北省人民政府办公室关于印发《江北省打击侵权假冒百日攻坚专项行动方案》的通知', 'TITLE'],
  ['its title without the region', '打击侵权假冒百日攻坚专项行动方案', 'TITLE'],
  ['its number in other brackets', '《省方案》（江政办发[2022]18号）', 'DOCUMENT_NUMBER'],
  ['a longer number', '江政办发〔2022〕118号', null],
  ['a word that many titles have', '专项行动方案', null],
  ['another plan', '江北省食品安全专项整治行动方案', null],
])('%s', (_, basis, ground) => {
  expect(groundOf(basis, superior)).toBe(ground);
});

test('a plan called by a word that many names have is not found by it', () => {
  expect(groundOf('江北省食品安全专项整治工作方案', { title: '工作方案', documentNumber: null })).toBeNull();
});
