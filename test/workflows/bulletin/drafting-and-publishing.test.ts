import { engine, leader, office, owing, supervisor } from '../support/people';
import { bulletin, bulletinContent, bulletinOf, countedAgain, type BulletinStory } from '../support/bulletins';

const because = { reason: '数据有误' };
const counted = { bulletinContent: countedAgain };

const unitsTold = ({ effects }: BulletinStory, message: string): string[] =>
  effects.flatMap((effect) => (effect.effect === 'TELL' && effect.message === message ? effect.units : []));

describe('a bulletin', () => {
  it('is a draft that nobody but the office knows of', () => {
    const story = bulletin();
    expect(story.state).toMatchObject({ state: 'DRAFT', title: '关于9月专项行动进展情况的通报', closed: false });
    expect(story.state.participants.map(({ unit, role }) => [unit, role])).toEqual([['office', 'REVIEWER']]);
    expect(story.row('office')).toMatchObject({ mustAct: false });
  });

  it('has words that can be revised, and figures that cannot', () => {
    const story = bulletin().when('REVISE', office, { title: '9月情况通报', number: '临打假专班〔2022〕2号', requirements: '按时报送。' });
    expect(story.context.words).toMatchObject({ title: '9月情况通报', requirements: '按时报送。', overview: '应报8份，实报7份。' });
    expect(story.state).toMatchObject({ title: '9月情况通报', number: '临打假专班〔2022〕2号' });
    expect(story.context.content).toEqual(bulletinContent());
    expect(story.when('REVISE', office, { number: '' }).context.words.number).toBeNull();
  });

  it('cannot lose its title, nor be revised by nothing', () => {
    expect(bulletin().refusal('REVISE', office, { title: '  ' })).toMatchObject({ code: 'INPUT_REQUIRED', reasons: [{ data: { field: 'title' } }] });
    expect(bulletin().refusal('REVISE', office).code).toBe('INPUT_REQUIRED');
    expect(bulletin().refusal('REVISE', owing, { title: 'x' }).code).toBe('NOT_YOUR_ROLE');
  });

  it('is counted again as long as it is a draft; the words stay', () => {
    const story = bulletin().when('REFRESH', office, {}, counted);
    expect(story.context.content.asOf).toBe('2022-10-10');
    expect(story.context.words).toEqual(bulletinOf().words);
    const approved = story.when('APPROVE', leader);
    expect(approved.refusal('REFRESH', office, {}, counted).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(approved.refusal('REVISE', office, { title: 'x' }).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });

  it('is approved by a leader, not by who wrote it, and not without saying how things stand', () => {
    const approved = bulletin().when('APPROVE', leader);
    expect(approved.state.state).toBe('APPROVED');
    expect(approved.context.approved).toEqual({ on: approved.today, account: 'account-of-government' });
    expect(approved.row('office')).toMatchObject({ mustAct: true });
    expect(bulletin().refusal('APPROVE', office).code).toBe('NOT_YOUR_ROLE');
    expect(bulletin().refusal('APPROVE', supervisor).code).toBe('NOT_YOUR_ROLE');
    const empty = bulletin({ words: { ...bulletinOf().words, overview: null } });
    expect(empty.refusal('APPROVE', leader)).toMatchObject({ code: 'CONTENT_MISSING', reasons: [{ data: { needs: ['overview'] } }] });
  });

  it('goes back to the office with a reason, from the draft and after approval', () => {
    const story = bulletin().when('APPROVE', leader).when('RETURN', leader, because);
    expect(story.state.state).toBe('DRAFT');
    expect(story.context).toMatchObject({ approved: null, returns: [{ reason: '数据有误', account: 'account-of-government' }] });
    expect(story.row('office')).toMatchObject({ mustAct: true });
    expect(bulletin().refusal('RETURN', leader).code).toBe('REASON_REQUIRED');
    expect(bulletin().refusal('RETURN', office, because).code).toBe('NOT_YOUR_ROLE');
  });

  it('is published to every unit in it, once it is approved', () => {
    expect(bulletin().refusal('PUBLISH', office).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    const story = bulletin().when('APPROVE', leader).when('PUBLISH', office);
    expect(story.state).toMatchObject({ state: 'PUBLISHED', closed: true });
    expect(story.row('police')).toMatchObject({ role: 'ADDRESSEE', active: true, mustAct: false });
    expect(unitsTold(story, 'BULLETIN_PUBLISHED')).toEqual(['office', 'market', 'police']);
    expect(story.refusal('DISCARD', office, because).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
  });

  it('is recalled by a leader for a reason, and stays on record', () => {
    const story = bulletin().when('APPROVE', leader).when('PUBLISH', office);
    expect(story.refusal('RECALL', office, because).code).toBe('NOT_YOUR_ROLE');
    expect(story.refusal('RECALL', leader).code).toBe('REASON_REQUIRED');
    const recalled = story.when('RECALL', leader, because);
    expect(recalled.state).toMatchObject({ state: 'RECALLED', closed: true });
    expect(recalled.row('police')).toMatchObject({ state: 'RECALLED' });
    expect(unitsTold(recalled, 'BULLETIN_RECALLED')).toEqual(['office', 'market', 'police']);
    expect(recalled.context.ended).toMatchObject({ reason: '数据有误' });
  });

  it('is discarded before it is out, for a reason', () => {
    expect(bulletin().refusal('DISCARD', office).code).toBe('REASON_REQUIRED');
    expect(bulletin().when('DISCARD', office, because).state).toMatchObject({ state: 'DISCARDED', closed: true });
    expect(bulletin().when('APPROVE', leader).when('DISCARD', leader, because).state.state).toBe('DISCARDED');
    expect(bulletin().when('DISCARD', office, because).refusal('APPROVE', leader).code).toBe('EVENT_NOT_POSSIBLE_IN_STATE');
    expect(bulletin().refusal('DISCARD', engine, because).code).toBe('NOT_YOUR_ROLE');
  });
});
