import { leader, office } from '../support/people';
import { draft, inPhase2, inPhase3 } from '../support/campaigns';

const because = { reason: '另行部署' };
const province = { superior: 'province' };
const refused = (facts: Record<string, unknown>) => inPhase2().refusal('SET_SUPERIOR', office, province, facts).code;

describe('a superior campaign', () => {
  it('is named by the office, before the launch or later, and remembered with the day', () => {
    expect(draft().when('SET_SUPERIOR', office, province).context.superior).toMatchObject({ campaign: 'province' });
    const story = inPhase2().on('2022-09-20').when('SET_SUPERIOR', office, province);
    expect(story.context.superior).toEqual({ campaign: 'province', on: '2022-09-20' });
    expect(story.effects).toEqual([]);
  });

  it('is left with a reason, and another may be named then', () => {
    const story = inPhase2().when('SET_SUPERIOR', office, province).when('CLEAR_SUPERIOR', office, because);
    expect(story.context.superior).toBeNull();
    expect(story.when('SET_SUPERIOR', office, { superior: 'state' }).context.superior).toMatchObject({ campaign: 'state' });
    expect(inPhase2().when('SET_SUPERIOR', office, province).refusal('CLEAR_SUPERIOR', office).code).toBe('REASON_REQUIRED');
    expect(inPhase2().refusal('CLEAR_SUPERIOR', office, because).code).toBe('NO_SUPERIOR');
  });

  it('is one, another, above, and not below already', () => {
    expect(inPhase2().when('SET_SUPERIOR', office, province).refusal('SET_SUPERIOR', office, { superior: 'state' }).code).toBe(
      'SUPERIOR_NAMED_ALREADY',
    );
    expect(inPhase2().refusal('SET_SUPERIOR', office, { superior: 'campaign' }).code).toBe('SUPERIOR_IS_ITSELF');
    expect(refused({ superiorCampaign: null })).toBe('SUPERIOR_NOT_FOUND');
    expect(refused({ superiorCampaign: { title: '', isAbove: false, isBelow: false } })).toBe('SUPERIOR_NOT_ABOVE');
    expect(refused({ superiorCampaign: { title: '', isAbove: true, isBelow: true } })).toBe('SUPERIOR_IN_CIRCLE');
  });

  it('is nobody else’s to name, and not when all is over', () => {
    expect(inPhase2().refusal('SET_SUPERIOR', leader, province).code).toBe('NOT_YOUR_ROLE');
    expect(inPhase2().refusal('SET_SUPERIOR', office, {}).code).toBe('INPUT_REQUIRED');
    expect(inPhase3().when('CONCLUDE', office).refusal('SET_SUPERIOR', office, province).code).toBe('CAMPAIGN_OVER');
    expect(inPhase2().when('SET_SUPERIOR', office, province).when('TERMINATE', leader, because).refusal('CLEAR_SUPERIOR', office, because).code).toBe(
      'CAMPAIGN_OVER',
    );
  });
});
