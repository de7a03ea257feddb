import { openRehearsal } from '../../src/demo/rehearsal';
import { turnedDays } from '../../src/demo/turned-days';
import { createClient } from '../../src/tour/client';
import { signIn } from '../../src/tour/person';
import { FIRST_DAY, type Rehearsal } from '../../src/tour/rehearsal';

describe('the rehearsal', () => {
  let rehearsal: Rehearsal;
  beforeAll(async () => {
    rehearsal = await openRehearsal();
  }, 120_000);
  afterAll(() => rehearsal.close());

  it('is a server of its own, with the people of the demonstration and nothing else', async () => {
    const client = createClient(rehearsal.url);
    const { token, roles } = await signIn(client, 'coordinator', rehearsal.password);
    expect(roles).toEqual(['COORDINATOR']);
    expect(await client.ask('{ campaigns(first: 1) { nodes { id } } }', {}, token)).toMatchObject({ data: { campaigns: { nodes: [] } } });
    expect(new URL(rehearsal.url).hostname).toBe('127.0.0.1');
  });

  it('stands on its first day, goes on, and never back', async () => {
    await expect(rehearsal.turnTo('2026-03-01')).rejects.toThrow('2026-03-01 has passed');
    await rehearsal.turnTo('2026-03-20');
    await expect(rehearsal.turnTo(FIRST_DAY)).rejects.toThrow(RangeError);
  });
});

describe('turned days', () => {
  it('begin at nine in the morning in Shanghai, and time passes in them', () => {
    const days = turnedDays(FIRST_DAY);
    const began = days.now().getTime();
    expect(began - Date.parse('2026-03-02T01:00:00Z')).toBeLessThan(60_000);
    days.turnTo('2026-05-06');
    const morning = Date.parse('2026-05-06T01:00:00Z');
    expect(days.now().getTime()).toBeGreaterThanOrEqual(morning);
    expect(days.now().getTime() - morning).toBeLessThan(60_000);
  });

  it('are no days that there are not', () => {
    expect(() => turnedDays(FIRST_DAY).turnTo('2026-02-30x')).toThrow(RangeError);
  });
});
