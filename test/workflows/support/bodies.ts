import { bodyLaw } from '../../../workflows';
import type { BodyContext, BodyDefinition } from '../../../workflows';
import { Story } from './story';

export const bodyOf = (more: Partial<BodyDefinition> = {}): BodyDefinition => ({
  campaign: 'campaign',
  office: 'office',
  name: '专项行动工作专班',
  bodyKind: 'TASK_FORCE',
  members: [
    { id: 'm1', role: 'LEADER', name: '组长', post: '副市长', unit: 'government', from: '2022-08-21' },
    { id: 'm2', role: 'MEMBER', name: null, post: '局长', unit: 'police', from: '2022-08-21' },
  ],
  officeHead: null,
  dissolvesOnCompletion: true,
  ...more,
});

export type BodyStory = Story<BodyDefinition, BodyContext>;
export const body = (more: Partial<BodyDefinition> = {}): BodyStory => Story.begun(bodyLaw, bodyOf(more));
