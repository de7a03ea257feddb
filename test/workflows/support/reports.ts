import { reportLaw } from '../../../workflows';
import type { ReportContext, ReportDefinition } from '../../../workflows';
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
