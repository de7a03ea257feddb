import { loadDemoCampaign } from '../../src/demo';
import { startDemonstration, type Demonstration } from './demonstration';

let demonstration: Demonstration;
beforeAll(async () => {
  demonstration = await startDemonstration();
});
afterAll(() => demonstration.stop());

const load = (): Promise<string | null> => loadDemoCampaign(demonstration.muster.desk, { password: demonstration.password }, new Date());

async function as<T>(userName: string, query: string): Promise<T> {
  const { ask } = demonstration.server;
  const signedIn = await ask('mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }', {
    input: { userName, password: demonstration.password },
  });
  const { signIn } = signedIn.data as { signIn: { session: { accessToken: string } } };
  const answer = await ask(query, {}, { token: signIn.session.accessToken });
  expect(answer.errors).toBeUndefined();
  return answer.data as T;
}

interface Campaigns {
  campaigns: { nodes: { state: string; taskCounts: { state: string; count: number }[]; reportCounts: { state: string; count: number }[] }[] };
}
const CAMPAIGNS = '{ campaigns(first: 5) { nodes { state taskCounts(by: [STATE]) { state count } reportCounts(by: [STATE]) { state count } } } }';

describe('loadDemoCampaign', () => {
  it('leaves a running campaign on an empty database, with something of everything in it', async () => {
    expect(await load()).not.toBeNull();
    const { campaigns } = await as<Campaigns>('coordinator', CAMPAIGNS);
    expect(campaigns.nodes).toHaveLength(1);
    const [campaign] = campaigns.nodes;
    expect(campaign?.state).toBe('RUNNING');
    const counted = (rows: { state: string; count: number }[]) => Object.fromEntries(rows.map(({ state, count }) => [state, count]));
    expect(counted(campaign?.taskCounts ?? [])).toMatchObject({ ACCEPTED: 1, PENDING_REVIEW: 1, IN_PROGRESS: 2 });
    expect(counted(campaign?.reportCounts ?? [])).toMatchObject({ ACCEPTED: 1, RETURNED: 1, SUBMITTED: 2 });
  });

  it('leaves the office something to rule on and the units something to do', async () => {
    type Inbox = { viewer: { inbox: { nodes: { partState: string; title: string }[] } } };
    const { viewer } = await as<Inbox>('coordinator', '{ viewer { inbox(first: 20) { nodes { partState title } } } }');
    expect(viewer.inbox.nodes.map(({ partState }) => partState)).toEqual(expect.arrayContaining(['OBJECTION', 'REVIEW']));
    const housing = await as<Inbox>('zhujian.staff', '{ viewer { inbox(first: 20) { nodes { partState title } } } }');
    expect(housing.viewer.inbox.nodes.length).toBeGreaterThan(1);
  });

  it('does nothing where there is a campaign already', async () => {
    expect(await load()).toBeNull();
    expect((await as<Campaigns>('coordinator', CAMPAIGNS)).campaigns.nodes).toHaveLength(1);
  });

  it('says which step the desk refused', async () => {
    const { desk } = demonstration.muster;
    const empty = {
      ...desk,
      subjects: { ...desk.subjects, reader: { ...desk.subjects.reader, campaigns: async () => ({ rows: [], more: false }) } },
    };
    await expect(loadDemoCampaign(empty, { password: 'another one' }, new Date())).rejects.toThrow(
      "The demonstration's coordinator cannot sign in: SIGN_IN_FAILED",
    );
  });
});
