import { reportLaw } from '../../../workflows';
import type { FormFault, ReportContext, ReportDefinition } from '../../../workflows';
import { office, owing } from './people';
import { Story } from './story';

export const reportOf = (more: Partial<ReportDefinition> = {}): ReportDefinition => ({
  campaign: 'campaign',
  office: 'office',
  unit: 'market',
  rule: 'rule-1',
  reportKind: 'LIAISON_ROSTER',
  title: '联络员名单',
  period: { key: 'ONCE', start: null, end: null },
  dueOn: '2022-09-10',
  phase: 'p1',
  ...more,
});

export type ReportStory = Story<ReportDefinition, ReportContext>;

export const roster = { liaisons: [{ name: '联络员', phone: '0000-0000000', post: '科员' }] };

export const report = (more: Partial<ReportDefinition> = {}): ReportStory => Story.begun(reportLaw, reportOf(more), { campaignStanding: 'RUNNING' });
export const submitted = (more: Partial<ReportDefinition> = {}): ReportStory => report(more).when('SUBMIT', owing, { content: roster });
export const acceptedReport = (): ReportStory => submitted().when('ACCEPT', office);

/** What the desk may say of the form that a report is written on. */
export const formFaults: Record<'negativeCell' | 'unknownCell' | 'missingSection' | 'brokenRule' | 'unusual', FormFault> = {
  negativeCell: { code: 'NEGATIVE', severity: 'ERROR', cells: ['7.2'], rule: null, message: { zh: '不得为负', en: 'Below zero' } },
  unknownCell: { code: 'UNKNOWN_CELL', severity: 'ERROR', cells: ['99'], rule: null, message: { zh: '没有', en: 'None' } },
  missingSection: { code: 'SECTION_MISSING', severity: 'ERROR', cells: ['存在问题'], rule: null, message: { zh: '缺少', en: 'Missing' } },
  brokenRule: {
    code: 'RULE_BROKEN',
    severity: 'ERROR',
    cells: ['7.1', '7.2'],
    rule: 'c1',
    message: { zh: '结案多于立案', en: 'More closed than filed' },
  },
  unusual: { code: 'OUTLIER', severity: 'WARNING', cells: ['7.1'], rule: 'c2', message: { zh: '偏离以往', en: 'Unlike before' } },
};
