import type { OfficialDocument } from '../../src/application/ports/official-documents';

/** A bulletin of our own making, long enough for several pages of nothing but text. */
export const bulletinPaper = (given: Partial<OfficialDocument> = {}): OfficialDocument => ({
  issuer: '临河市打击侵权假冒专项行动工作专班',
  number: '临打假专班〔2026〕3号',
  title: '关于2026年10月专项行动\n进展情况的通报',
  addressee: '各成员单位',
  body: [
    { kind: 'HEADING', level: 1, text: '一、总体情况' },
    { kind: 'PARAGRAPH', text: '各单位要按照方案要求及时报送统计数据并认真核对立案和结案情况做到不迟报不漏报不瞒报'.repeat(60) },
    { kind: 'HEADING', level: 2, text: '（一）报送情况' },
    { kind: 'PARAGRAPH', text: '本期应报三十份，实报二十九份。' },
    {
      kind: 'TABLE',
      title: '各单位报送情况',
      head: ['名次', '单位', '应报', '得分'],
      rows: [
        ['1', '市市场监管局', '3', '98.50'],
        ['2', '市公安局', '3', '91.00'],
      ],
    },
  ],
  attachments: ['专项行动统计表', '单位排名'],
  signature: { unit: '临河市打击侵权假冒专项行动工作专班办公室', on: '2026-11-02' },
  copyTo: '市委办公室、市政府办公室',
  ...given,
});
