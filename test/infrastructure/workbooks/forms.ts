import { formSchema, type StatisticsForm } from '../../../src/domain/plan/form-model';
import type { ReportWorkbook } from '../../../src/application/ports/workbooks';
import { formVersion } from '../../../src/domain/statistics';
import type { ExpectedReport } from '../../../src/domain/workbook';

/** A form with groups, compound indicators, money and a rate. */
export const FORM: StatisticsForm = formSchema.parse({
  key: 'f1',
  title: '打击假冒伪劣统计表',
  indicators: [
    { number: 1, name: '出动执法人员', unit: '人次', group: '行政执法', guidance: '按出动一次计一人次，同一人同日多次出动的计一次。', span: null },
    { number: 2, name: '检查经营主体', unit: '户', group: '行政执法', span: null },
    { number: 7, name: '立案/结案/移送人数', parts: ['立案', '结案', '移送人数'], unit: '件/件/人', group: '案件查办', span: null },
    { number: 8, name: '案值', unit: '万元', group: '案件查办', guidance: '保留两位小数。', span: null },
    { number: 9, name: '同比', unit: '%', required: false, group: null, span: null },
  ],
  span: null,
});

export const EXPECTED: ExpectedReport = {
  ...{ campaign: 'c-1', report: 'r-1', rule: 'r1', title: '月报表', unit: 'u-1', period: '2022-09' },
  ...{ form: FORM, formVersion: formVersion(FORM) },
};

export const reportOf = (more: Partial<ReportWorkbook> = {}, expected: ExpectedReport = EXPECTED): ReportWorkbook => ({
  identity: {
    ...{ campaign: expected.campaign, report: expected.report, rule: expected.rule, title: expected.title, period: expected.period },
    ...{ unit: expected.unit, unitName: '云溪县市场监督管理局', form: expected.form?.key ?? '', formVersion: expected.formVersion ?? '' },
  },
  periodText: '2022年9月（2022-09-01至2022-09-30）',
  dueOn: '2022-10-02',
  form: expected.form,
  figures: {},
  previous: {},
  sections: [],
  ...more,
});
