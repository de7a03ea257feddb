import { playTour } from '../../src/tour/play';
import { jsonPrinter, peoplePrinter, type PlayedStep } from '../../src/tour/printer';
import { bothExecutions } from '../support/both-executions';
import { startDemonstration, type Demonstration } from './demonstration';
import { startRehearsal } from './rehearsal';

/** Hundreds of requests: nothing here is about how fast they are answered. */
const PATIENCE_MS = 600_000;
jest.setTimeout(PATIENCE_MS);

function paper() {
  const written = { out: '', err: '' };
  return {
    written,
    output: {
      stdout: { write: (text: string) => void (written.out += text) },
      stderr: { write: (text: string) => void (written.err += text) },
      isTty: false,
    },
  };
}

const noRehearsal = (): Promise<never> => Promise.reject(new Error('nothing is rehearsed'));

describe('the tour', () => {
  let demonstration: Demonstration;
  const both = bothExecutions();
  const rehearsedBoth = bothExecutions();
  beforeAll(async () => {
    demonstration = await startDemonstration(both);
  });
  afterAll(() => demonstration.stop());
  const at = () => ({ url: demonstration.server.url, password: demonstration.password });

  it('plays a whole campaign, every step as expected', async () => {
    const { written, output } = paper();
    const rehearsed: object[] = [];
    const rehearse = async () => {
      const rehearsal = await startRehearsal(rehearsedBoth);
      rehearsed.push(rehearsal.logged);
      return rehearsal;
    };
    const played = await playTour(at(), jsonPrinter(output), rehearse);
    const { failed, played: steps } = JSON.parse(written.out) as { failed: unknown; played: PlayedStep[] };
    expect({ failed, logged: demonstration.server.logged, rehearsed }).toEqual({ failed: null, logged: [], rehearsed: [[]] });
    expect(played.ok).toBe(true);
    expect(played.steps).toBe(steps.length);
    const acts = [...new Set(steps.map(({ act }) => act.en))];
    expect(acts).toHaveLength(23);
    expect(steps.every(({ answer }) => answer.length > 0 && answer.every((line) => line !== ''))).toBe(true);
    const answerTo = (en: string): string[] | undefined => steps.find(({ what }) => what.en === en)?.answer;
    expect(answerTo('Archives')).toEqual(['已归档（ARCHIVED）']);
    expect(answerTo('The matrix of units and months')).toContain('云溪市教育和体育局：TIMELY  TIMELY  WAIVED');
  });

  it('was answered the same compiled as carried out by graphql-js', () => {
    // A workbook and a paper say when they were made, and they are made anew each time.
    const made = ['query  { periodWorkbook }', 'query  { bulletinPaper }'];
    const differences = [...both.differences, ...rehearsedBoth.differences].map(({ operation }) => operation);
    expect(differences.filter((operation) => !made.includes(operation))).toEqual([]);
    expect(new Set(both.compared).size).toBeGreaterThan(50);
    expect(new Set(rehearsedBoth.compared).size).toBeGreaterThan(25);
  });

  it('can be played again on the same server, and prints for people', async () => {
    const { written, output } = paper();
    const { ok } = await playTour(at(), peoplePrinter(output), startRehearsal);
    expect(written.err).toBe('');
    expect(ok).toBe(true);
    expect(written.out).toContain('第15幕  回看 · Looking back');
    expect(written.out).toContain('第23幕  通报 · The bulletin');
    expect(written.out).toContain('专班办公室协调员（coordinator）：归档 Archives\n       → 已归档（ARCHIVED）');
  });

  it('says so when the password is another one', async () => {
    const { written, output } = paper();
    const { ok, steps } = await playTour({ ...at(), password: 'something else' }, peoplePrinter(output), noRehearsal);
    expect({ ok, steps }).toEqual({ ok: false, steps: 2 });
    expect(written.err).toContain('The server has no demo accounts, or the password is another one.');
  });

  it('says so when an answer is not the expected one, and which', async () => {
    const { written, output } = paper();
    const real = globalThis.fetch;
    const lying = jest.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      const answer = await real(input, init);
      if (!String(init?.body).includes('readNotice')) return answer;
      return new Response((await answer.text()).replaceAll('RECTIFICATION', 'SUMMARY').replace('"phases":[{', '"phases":[{}, {'), answer);
    });
    const { ok } = await playTour(at(), jsonPrinter(output), noRehearsal).finally(() => lying.mockRestore());
    const { failed } = JSON.parse(written.out) as { failed: { what: { en: string }; why: string } };
    expect(ok).toBe(false);
    expect(failed.what.en).toBe('Reads the notice');
    expect(failed.why).toContain('Expected three phases.');
  });
});

it('says so when no server answers', async () => {
  const { written, output } = paper();
  const { ok } = await playTour({ url: 'http://127.0.0.1:9', password: 'irrelevant' }, peoplePrinter(output), noRehearsal);
  expect(ok).toBe(false);
  expect(written.err).toContain('No answer from http://127.0.0.1:9; start it with npm start.');
});
