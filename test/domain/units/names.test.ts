import fc from 'fast-check';
import { kindByTail, normaliseName, searchKeys, shortForms, UNIT_KIND_LABELS, UNIT_KINDS, unitSearchKeys } from '../../../src/domain/units';
import { exampleRegister } from './example-registers';

describe('short forms', () => {
  it.each([
    ['市场监督管理局', '市场监管局'],
    ['卫生健康委员会', '卫健委'],
    ['卫生健康委员会', '卫健局'],
    ['住房和城乡建设局', '住建局'],
    ['文化和旅游局', '文旅局'],
    ['教育和体育局', '教体局'],
    ['工业和信息化局', '工信局'],
    ['自然资源和规划局', '自规局'],
    ['发展和改革委员会', '发改局'],
    ['人力资源和社会保障局', '人社局'],
    ['城市管理和综合行政执法局', '城管综合执法局'],
    ['人民政府办公室', '政府办'],
    ['城东市场监督管理所', '城东市场监管所'],
    ['经济开发区管理委员会', '经济开发区管委会'],
    ['人民检察院', '检察院'],
  ])('%s is also %s', (long, short) => expect([...shortForms(long)]).toContain(short));

  it.each([
    ['经济开发区管理委员会', '经济开发区管理委'],
    ['经济开发区管委会', '经济开发区局'],
    ['市委', '局'],
    ['云溪市委', '云溪市局'],
    ['纪委', '局'],
    ['和田市公安局', '田市公安局'],
  ])('%s is not %s', (name, other) => expect([...shortForms(name)]).not.toContain(other));

  it('always hold the name itself, and no form grows', () => {
    fc.assert(fc.property(fc.string(), (name) => shortForms(name).has(name) && [...shortForms(name)].every((form) => form.length <= name.length)));
  });
});

describe('the kind by the end of the name', () => {
  it.each([
    ['云溪市人民政府', 'GOVERNMENT'],
    ['白石镇人民政府', 'TOWN'],
    ['清河街道办事处', 'TOWN'],
    ['白石镇', 'TOWN'],
    ['市公安局', 'DEPARTMENT'],
    ['市发改委', 'DEPARTMENT'],
    ['省农业农村厅', 'DEPARTMENT'],
    ['市政府办公室', 'OFFICE'],
    ['市网信办', 'OFFICE'],
    ['食品生产股', 'SECTION'],
    ['知识产权科', 'SECTION'],
    ['城东市场监管所', 'SUBSTATION'],
    ['综合行政执法大队', 'BRIGADE'],
    ['市人民法院', 'COURT'],
    ['市检察院', 'PROCURATORATE'],
    ['消保中心', 'INSTITUTION'],
    ['开发区管委会', 'COMMITTEE'],
    ['市消费者协会', 'OTHER'],
    ['工信', null],
    ['公安', null],
    ['', null],
  ])('%s is %s', (name, kind) => expect(kindByTail(name)).toBe(kind));

  it('every kind has a label in both languages', () => {
    expect(Object.keys(UNIT_KIND_LABELS)).toEqual([...UNIT_KINDS]);
    expect(UNIT_KINDS.every((kind) => UNIT_KIND_LABELS[kind].zh !== '' && UNIT_KIND_LABELS[kind].en !== '')).toBe(true);
  });
});

describe('one spelling', () => {
  it('has no spaces, no full-width forms and no marks around it', () => {
    expect(normaliseName('　市 公安局（本级）；')).toBe('市公安局(本级)');
    expect(normaliseName('“１２３１５”中心、')).toBe('12315”中心');
  });

  it('does not change again', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => normaliseName(normaliseName(name)) === normaliseName(name)));
  });
});

describe('search keys', () => {
  it.each([
    ['市场监督管理局', 'shichangjianduguanliju', 'scjdglj'],
    ['行政审批服务局', 'xingzhengshenpifuwuju', 'xzspfwj'],
    ['银行监管科', 'yinhangjianguanke', 'yhjgk'],
    ['重点项目办公室', 'zhongdianxiangmubangongshi', 'zdxmbgs'],
    ['重庆市公安局', 'chongqingshigonganju', 'cqsgaj'],
    ['长安街道办事处', 'changanjiedaobanshichu', 'cajdbsc'],
    ['绿化中心', 'lvhuazhongxin', 'lhzx'],
    ['12315中心', '12315zhongxin', '12315zx'],
    ['发展改革局（粮食局）', 'fazhangaigejuliangshiju', 'fzggjlsj'],
  ])('%s is typed %s or %s', (name, pinyin, initials) => expect(searchKeys(name)).toMatchObject({ pinyin, initials }));

  it('are empty for marks alone', () => expect(searchKeys('（）')).toEqual({ name: '', pinyin: '', initials: '' }));

  it('find a unit by any of its names, with and without its region', () => {
    const register = exampleRegister('yunxi.json');
    const keys = unitSearchKeys(register, 'YX-02', '2022-08-25');
    for (const typed of ['云溪市市场', '市监局', 'scjg', 'scjdgl', 'yxss', 'shichangjian', 'yunxishi'])
      expect([typed, keys.some((key) => key.startsWith(typed))]).toEqual([typed, true]);
    for (const typed of ['公安', 'gaj', '', ' ']) expect([typed, keys.some((key) => typed !== '' && key.startsWith(typed))]).toEqual([typed, false]);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).not.toContain('');
    expect(unitSearchKeys(register, '无', '2022-08-25')).toEqual([]);
  });

  it('leave out a name of another time', () => {
    const register = exampleRegister('yunxi.json');
    expect(unitSearchKeys(register, 'YX-04', '2022-08-25')).not.toContain('云溪市农业局');
    expect(unitSearchKeys(register, 'YX-04', '2018-08-25')).toContain('云溪市农业局');
  });
});
