import { bulletinLaw } from '../../../workflows';
import type { BulletinContent, BulletinContext, BulletinCounts, BulletinDefinition } from '../../../workflows';
import { sentAs, type Lens } from './explore';
import { leader, office, owing } from './people';
import { Story } from './story';

const counts = (submitted: number): BulletinCounts => ({
  ...{ expected: 4, submitted, timely: submitted, late: 0, missing: 4 - submitted, overdue: 0, zero: 0, returned: 0, parts: 1, partsAccepted: 0 },
});

export const bulletinContent = (given: Partial<BulletinContent> = {}): BulletinContent => ({
  asOf: '2022-10-08',
  measures: [{ measure: 'COMPLETENESS', weight: 1, form: null, cell: null }],
  totals: { ...counts(4), expected: 8, submitted: 7 },
  units: [
    { unit: 'market', rank: 1, score: '100.00', percents: ['100.00'], counts: counts(4), reports: ['report-1'], commended: true, criticised: false },
    { unit: 'police', rank: 2, score: '75.00', percents: ['75.00'], counts: counts(3), reports: ['report-2'], commended: false, criticised: true },
  ],
  figures: [{ form: 'f1', cell: '7.1', label: '立案', unit: '件', value: '12' }],
  ...given,
});

export const bulletinOf = (given: Partial<BulletinDefinition> = {}): BulletinDefinition => ({
  campaign: 'campaign',
  office: 'office',
  period: { from: '2022-09-01', to: '2022-09-30' },
  words: {
    title: '关于9月专项行动进展情况的通报',
    number: null,
    addressee: '各成员单位',
    overview: '应报8份，实报7份。',
    requirements: null,
    copyTo: null,
  },
  content: bulletinContent(),
  ...given,
});

/** What the figures are when they are counted again. */
export const countedAgain = bulletinContent({ asOf: '2022-10-10' });

export type BulletinStory = Story<BulletinDefinition, BulletinContext>;
export const bulletin = (given: Partial<BulletinDefinition> = {}): BulletinStory => Story.begun(bulletinLaw, bulletinOf(given), {}, office);

const sent = sentAs(bulletinLaw, { bulletinContent: countedAgain }, '2022-10-08');
const because = { reason: '理由' };

export const bulletinLenses: Record<string, Lens<BulletinDefinition, BulletinContext>> = {
  paper: {
    definition: bulletinOf(),
    begin: sent('DRAFT', office, { definition: {} }),
    events: [
      sent('REVISE', office, { overview: '应报8份，实报7份，迟报1份。' }),
      sent('REVISE', office, { number: '' }),
      sent('REVISE', office, { title: ' ' }),
      sent('REVISE', office),
      sent('REVISE', owing, { title: '通报' }),
      sent('REFRESH', office),
      sent('APPROVE', leader),
      sent('RETURN', leader, because),
      sent('PUBLISH', office),
      sent('RECALL', leader, because),
      sent('DISCARD', office, because),
    ],
    also: ({ returns, content }) => [returns.length > 0, content.asOf],
  },
  empty: {
    definition: bulletinOf({ words: { ...bulletinOf().words, overview: null } }),
    begin: sent('DRAFT', office, { definition: {} }),
    events: [sent('APPROVE', leader), sent('DISCARD', leader, because)],
  },
};
