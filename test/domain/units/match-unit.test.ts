import fc from 'fast-check';
import { matchUnit, nameOn, proposeUnit } from '../../../src/domain/units';
import type { MatchContext, UnitMatch, UnitRecord } from '../../../src/domain/units';
import { exampleRegister, registerOf } from './example-registers';

const yunxi = exampleRegister('yunxi.json');
const qinghe = exampleRegister('qinghe.csv');

function inYunxi(printed: string, context: Partial<MatchContext> = {}): UnitMatch {
  return matchUnit(printed, yunxi, { date: '2022-08-25', within: 'YX', ...context });
}

function inQinghe(printed: string): UnitMatch {
  return matchUnit(printed, qinghe, { date: '2019-06-19', within: 'QH-SJ' });
}

/** The official name of the one unit meant, with how it was found. */
function meant(match: UnitMatch): string {
  if (!('unitIds' in match) || match.kind === 'group') return match.kind;
  const found = yunxi.get(match.unitIds[0]) ?? qinghe.get(match.unitIds[0]);
  return [match.kind, ...(match.doubt ? [match.doubt] : []), found && nameOn(found, '2022-08-25')].join(' ');
}

describe("a city notice's units", () => {
  it.each([
    ['市市场监管局', 'alias 云溪市市场监督管理局'],
    ['云溪市市场监管局', 'alias 云溪市市场监督管理局'],
    ['市场监管局', 'alias 云溪市市场监督管理局'],
    ['市场监督管理局', 'exact 云溪市市场监督管理局'],
    ['云溪市市场监督管理局', 'exact 云溪市市场监督管理局'],
    ['我市公安局', 'exact 云溪市公安局'],
    ['市公安局', 'exact 云溪市公安局'],
    ['市农业农村局', 'exact 云溪市农业农村局'],
    ['市教体局', 'alias 云溪市教育和体育局'],
    ['市教育体育局', 'abbreviation 云溪市教育和体育局'],
    ['市自然资源和规划局', 'exact 云溪市自然资源和规划局'],
    ['市自然资源局', 'abbreviation 云溪市自然资源和规划局'],
    ['市林业发展中心', 'exact 云溪市林业发展中心'],
    ['市卫健局', 'alias 云溪市卫生健康局'],
    ['市卫健委', 'abbreviation 云溪市卫生健康局'],
    ['市卫生健康委员会', 'abbreviation 云溪市卫生健康局'],
    ['市卫生综合执法大队', 'exact 云溪市卫生综合执法大队'],
    ['市住建局', 'alias 云溪市住房和城乡建设局'],
    ['住房城乡建设局', 'abbreviation 云溪市住房和城乡建设局'],
    ['市工信局', 'alias 云溪市工业和信息化局'],
    ['市文化和旅游局', 'exact 云溪市文化和旅游局'],
    ['市文广旅局', 'abbreviation 云溪市文化和旅游局'],
    ['市人民法院', 'exact 云溪市人民法院'],
    ['市检察院', 'alias 云溪市人民检察院'],
    ['市互联网舆情中心', 'exact 云溪市互联网舆情中心'],
    ['市邮政业发展服务中心', 'exact 云溪市邮政业发展服务中心'],
    ['市环境监察大队', 'exact 云溪市环境监察大队'],
    ['市政府办公室', 'alias 云溪市人民政府办公室'],
    ['临江市生态环境局云溪分局', 'exact 临江市生态环境局云溪分局'],
    ['市综合执法局', 'abbreviation 云溪市综合行政执法局'],
    ['清河街办', 'alias 云溪市清河街道办事处'],
    ['开发区管委会', 'alias 云溪经济开发区管理委员会'],
  ])('%s is %s', (printed, expected) => expect(meant(inYunxi(printed))).toBe(expected));

  it.each([
    [' 市 市 场\n监 管 局 ', 'alias 云溪市市场监督管理局'],
    ['市市场监管局（市工作专班办公室）', 'alias 云溪市市场监督管理局'],
    ['市公安局。', 'exact 云溪市公安局'],
    ['１２３１５中心', 'alias 12315消费者投诉举报中心'],
  ])('%j is read past its spaces, remarks and full-width forms', (printed, expected) => expect(meant(inYunxi(printed))).toBe(expected));

  it.each([
    ['公安', 'prefix CUT_SHORT 云溪市公安局'],
    ['市工信', 'prefix CUT_SHORT 云溪市工业和信息化局'],
    ['体育局', 'abbreviation SHORTENED_FREELY 云溪市教育和体育局'],
    ['市农业局', 'alias OTHER_TIME 云溪市农业农村局'],
  ])('%s is found with a doubt: %s', (printed, expected) => expect(meant(inYunxi(printed))).toBe(expected));

  it('an old name is no doubt in an old notice', () => {
    expect(inYunxi('市农业局', { date: '2018-05-01' })).toEqual({ kind: 'exact', unitIds: ['YX-04'], doubt: null });
  });

  it('a part is found by its owner', () => {
    expect(inYunxi('市公安局食药环侦大队')).toEqual({ kind: 'alias', unitIds: ['YX-03-01'], doubt: null });
    expect(inYunxi('市局执法稽查科', { within: 'YX-02-11' })).toEqual({ kind: 'exact', unitIds: ['YX-02-02'], doubt: null });
    expect(inYunxi('市公安局执法稽查科')).toMatchObject({ kind: 'unknown', proposal: { parentId: 'YX-03', kind: 'SECTION' } });
  });

  it('of two that fit the nearer is meant; without a context it is ambiguous', () => {
    expect(inYunxi('办公室', { within: 'YX-02' })).toMatchObject({ kind: 'exact', unitIds: ['YX-02-01'] });
    expect(inYunxi('办公室', { within: 'YX-01' })).toMatchObject({ kind: 'exact', unitIds: ['YX-01'] });
    expect(inYunxi('办公室', { within: undefined })).toEqual({ kind: 'ambiguous', candidates: ['YX-01', 'YX-02-01'] });
    expect(inYunxi('执法大队', { within: 'YX-02' })).toMatchObject({ unitIds: ['YX-02-11'], doubt: 'SHORTENED_FREELY' });
    expect(inYunxi('食品科')).toEqual({ kind: 'ambiguous', candidates: ['YX-02-03', 'YX-02-04'] });
  });

  it('the region may be given instead of the unit', () => {
    expect(inYunxi('各镇街', { within: undefined, region: '云溪市' })).toMatchObject({ kind: 'group', unitIds: expect.arrayContaining(['YX-T3']) });
    expect(meant(inYunxi('市公安局', { within: undefined, region: '别处市' }))).toBe('exact 云溪市公安局');
  });
});

describe("a county bureau's sections, as its notices shorten them", () => {
  it.each([
    ['质量发展股', '质量发展监管股'],
    ['食品生产股', '食品生产安全监督管理股'],
    ['食品餐饮股', '食品餐饮安全监督管理股'],
    ['应急宣传股', '协调应急与新闻宣传股'],
    ['市场管理股', '市场规范管理股'],
    ['科技信息股', '科技与信息化股'],
    ['价监竞争股', '价格监督与反不正当竞争股'],
    ['特殊食品股', '特殊食品安全监督管理股'],
    ['执法大队', '青禾县市场监督管理局综合行政执法大队'],
  ])('%s is %s, with a doubt', (printed, official) => expect(meant(inQinghe(printed))).toBe(`abbreviation SHORTENED_FREELY ${official}`));

  it.each([
    ['执法协调股', 'exact 执法协调股'],
    ['县局执法协调股', 'exact 执法协调股'],
    ['综合行政执法大队', 'exact 青禾县市场监督管理局综合行政执法大队'],
    ['消保中心', 'alias 青禾县消费者权益保护中心'],
  ])('%s is %s', (printed, expected) => expect(meant(inQinghe(printed))).toBe(expected));

  it('one that several sections could be is ambiguous', () => {
    expect(inQinghe('食品股')).toEqual({ kind: 'ambiguous', candidates: ['QH-SJ-13', 'QH-SJ-14', 'QH-SJ-15', 'QH-SJ-16'] });
  });
});

describe('two regions with the same bureaus', () => {
  const always = { validFrom: null, validTo: null };
  const unit = (id: string, kind: UnitRecord['kind'], name: string, parentId?: string): UnitRecord => ({
    id,
    kind,
    names: [{ name, kind: 'OFFICIAL', ...always }],
    parents: parentId ? [{ parentId, ...always }] : [],
  });
  const register = registerOf(
    unit('L', 'GOVERNMENT', '临江市人民政府'),
    unit('L1', 'DEPARTMENT', '临江市市场监督管理局', 'L'),
    unit('Y', 'GOVERNMENT', '云溪市人民政府', 'L'),
    unit('Y1', 'DEPARTMENT', '云溪市市场监督管理局', 'Y'),
    unit('H', 'GOVERNMENT', '临江市河东区人民政府', 'L'),
    unit('H1', 'DEPARTMENT', '临江市河东区市场监督管理局', 'H'),
  );
  const match = (printed: string, within?: string): UnitMatch => matchUnit(printed, register, { date: '2022-01-01', within });

  it.each([
    ['市市场监管局', 'Y1', 'Y1'],
    ['市市场监管局', 'L', 'L1'],
    ['市场监管局', 'H', 'H1'],
    ['区市场监管局', 'H', 'H1'],
    ['河东区市场监管局', 'Y', 'H1'],
    ['临江市河东区市场监管局', 'Y', 'H1'],
    ['临江市市场监管局', 'Y1', 'L1'],
    ['云溪市市场监管局', 'L', 'Y1'],
  ])('%s within %s is %s', (printed, within, id) => expect(match(printed, within)).toMatchObject({ unitIds: [id] }));

  it('without a context the bare level is ambiguous', () => {
    expect(match('市市场监管局')).toEqual({ kind: 'ambiguous', candidates: ['L1', 'Y1'] });
    expect(match('区市场监管局')).toMatchObject({ unitIds: ['H1'] });
  });

  it('the bureaus and governments below are a group without the one above', () => {
    expect(match('各县（市、区）人民政府', 'L')).toMatchObject({ kind: 'group', unitIds: ['Y', 'H'] });
    expect(match('各县市区', 'L1')).toMatchObject({ kind: 'group', unitIds: ['Y', 'H'] });
    expect(match('各县（市、区）人民政府')).toMatchObject({ kind: 'group', unitIds: ['Y', 'H'] });
    expect(match('各区市场监管局', 'L1')).toMatchObject({ kind: 'group', unitIds: ['Y1', 'H1'] });
  });

  it('a region nobody knows is not taken for another', () => {
    expect(match('远山县市场监管局', 'L')).toMatchObject({ kind: 'unknown' });
  });
});

describe('groups', () => {
  const towns = ['YX-T1', 'YX-T2', 'YX-T3', 'YX-T4', 'YX-T5', 'YX-T6'];

  it.each(['各镇街', '各镇政府', '各乡镇（街道）', '各镇（街道）', '各镇人民政府'])('%s are the towns and subdistricts', (printed) => {
    expect(inYunxi(printed, { within: 'YX-01' })).toEqual({ kind: 'group', unitIds: towns, unitKinds: ['TOWN'], selection: 'ALL' });
  });

  it.each(['各市场监督管理所', '各市场监管所', '各所', '县局各市场监督管理所'])('%s are the substations', (printed) => {
    expect(inQinghe(printed)).toMatchObject({
      kind: 'group',
      unitIds: ['QH-SJ-S1', 'QH-SJ-S2', 'QH-SJ-S3', 'QH-SJ-S4', 'QH-SJ-S5'],
      selection: 'ALL',
    });
  });

  it('各派出所 are none here: the substations have another name', () => {
    expect(inQinghe('各派出所')).toMatchObject({ kind: 'group', unitIds: [] });
  });

  it('各股（室） are the sections and the office, 相关业务股 those of the sections that somebody has yet to name', () => {
    expect(inQinghe('县局机关各股（室）')).toMatchObject({
      kind: 'group',
      unitKinds: ['SECTION', 'OFFICE'],
      selection: 'ALL',
      unitIds: { length: 20 },
    });
    expect(inQinghe('相关业务股')).toMatchObject({ kind: 'group', unitKinds: ['SECTION'], selection: 'RELEVANT', unitIds: { length: 19 } });
    expect(inQinghe('各业务股所')).toMatchObject({ kind: 'group', unitKinds: ['SECTION', 'SUBSTATION'], unitIds: { length: 24 } });
  });

  it.each([
    ['各成员单位', 'ALL'],
    ['各责任单位', 'ALL'],
    ['各委办局单位', 'ALL'],
    ['各有关部门', 'RELEVANT'],
    ['市直有关部门', 'RELEVANT'],
    ['各级各有关部门', 'RELEVANT'],
  ])('%s is whoever takes part (%s)', (printed, selection) => expect(inYunxi(printed)).toEqual({ kind: 'group-of-participants', selection }));

  it('a group has no member that did not exist that day', () => {
    expect(matchUnit('各所', qinghe, { date: '2018-01-01', within: 'QH-SJ' })).toMatchObject({ kind: 'group', unitIds: [] });
  });
});

describe('a name nobody knows', () => {
  it.each([
    ['市税务局', 'YX-02', { printed: '市税务局', name: '云溪市税务局', kind: 'DEPARTMENT', parentId: 'YX', doubtful: false }],
    ['计量科', 'YX-02', { printed: '计量科', name: '计量科', kind: 'SECTION', parentId: 'YX-02', doubtful: false }],
    ['南湾市场监管所', 'YX-02', { printed: '南湾市场监管所', name: '南湾市场监管所', kind: 'SUBSTATION', parentId: 'YX-02', doubtful: false }],
    ['市劳动监察大队', 'YX-02', { printed: '市劳动监察大队', name: '云溪市劳动监察大队', kind: 'BRIGADE', parentId: 'YX', doubtful: false }],
    ['黄土镇', 'YX', { printed: '黄土镇', name: '黄土镇', kind: 'TOWN', parentId: 'YX', doubtful: false }],
    ['税务', 'YX', { printed: '税务', name: '税务', kind: 'OTHER', parentId: 'YX', doubtful: true }],
  ])('%s is proposed, not created', (printed, within, proposal) => expect(inYunxi(printed, { within })).toEqual({ kind: 'unknown', proposal }));

  it('is proposed without a parent where there is no context', () => {
    expect(proposeUnit('市税务局', yunxi, { date: '2022-01-01' })).toEqual({
      printed: '市税务局',
      name: '市税务局',
      kind: 'DEPARTMENT',
      parentId: null,
      doubtful: false,
    });
  });

  it.each(['', '  ', '、'])('%j is no name at all', (printed) => expect(inYunxi(printed)).toEqual({ kind: 'unknown', proposal: null }));
});

describe('for every unit of the registers', () => {
  const units = [yunxi, qinghe].flatMap((register) => register.units.map((unit) => ({ register, unit })));

  it('its official name in its own place is exactly it', () => {
    for (const { register, unit } of units) {
      expect(matchUnit(nameOn(unit, '2022-08-25') ?? '', register, { date: '2022-08-25', within: unit.id })).toEqual({
        kind: 'exact',
        unitIds: [unit.id],
        doubt: null,
      });
    }
  });

  it('each of its aliases finds it from the top', () => {
    for (const { register, unit } of units) {
      for (const { name } of unit.names.filter(({ kind }) => kind === 'ALIAS')) {
        const match = matchUnit(name, register, { date: '2022-08-25', within: register.units[0]?.id });
        expect([name, 'unitIds' in match && match.unitIds]).toEqual([name, [unit.id]]);
      }
    }
  });

  it('any text at all is answered, with units of the register only', () => {
    const pieces = fc.constantFrom('市', '云溪市', '各', '相关', '市场监管', '公安', '局', '所', '股', '(', '、', '办公室', '大队', 'x', ' ', '一');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 6 }).map((list) => list.join('')),
        ),
        (printed) => {
          const match = inYunxi(printed);
          const ids = 'unitIds' in match ? match.unitIds : 'candidates' in match ? match.candidates : [];
          expect(ids.every((id) => yunxi.get(id) !== undefined)).toBe(true);
          if (match.kind === 'ambiguous') expect(match.candidates.length).toBeGreaterThan(1);
        },
      ),
    );
  });
});
