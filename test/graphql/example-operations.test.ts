/** Every operation of examples/operations, in order, as the user whom its comment names, on the demonstration's campaign. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { buildSchema } from '../../src/graphql/build-schema';
import { loadDemoCampaign } from '../../src/demo';
import { laws } from '../../workflows';
import { civilDateOf } from '../../src/domain/calendar';
import { bothExecutions } from '../support/both-executions';
import { workbookOf } from '../support/ledgers';
import { startDemonstration, type Demonstration } from '../tour/demonstration';
import { handInStatistics } from '../tour/report-handed-in';

const FOLDER = join(__dirname, '../../examples/operations');
const NOBODY = '任何人';

interface Example {
  file: string;
  name: string;
  text: string;
  kind: OperationDefinitionNode['operation'];
  runAs: string;
}

const files = readdirSync(FOLDER).sort();
const documents = new Map<string, DocumentNode>(files.map((file) => [file, parse(readFileSync(join(FOLDER, file), 'utf8'))]));
const examples: Example[] = files.flatMap((file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  const operations = (documents.get(file)?.definitions ?? []).filter((definition) => definition.kind === 'OperationDefinition');
  return operations.map((operation) => {
    const before = text.slice(0, operation.loc?.start ?? 0);
    const runAs = [...before.matchAll(/Run as: (\S+)/g)].at(-1)?.[1] ?? '';
    return { file, name: operation.name?.value ?? '', text, kind: operation.operation, runAs };
  });
});

type Row = Record<string, unknown>;
/** What the operations before have answered, by their names. */
type Answers = Map<string, Row>;

function at(answers: Answers, operation: string, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], answers.get(operation));
}
const waiting = (answers: Answers, field: string): unknown =>
  (at(answers, 'WaitingForMe', 'viewer', 'inbox', 'nodes') as { partState: string; subject: Row }[]).find(({ partState }) => partState === 'NOTIFIED')
    ?.subject[field];

const unanswered = (answers: Answers): Row[] =>
  (at(answers, 'WaitingForUs', 'viewer', 'inbox', 'nodes') as { partState: string; subject: { id: string; revision: number } }[])
    .filter(({ partState }) => partState === 'NOTIFIED')
    .map(({ subject: { id, revision } }) => ({ id, expectedRevision: revision }));

/** The demonstration's own campaign is the oldest. */
const oldestOf = (answers: Answers, operation: string): unknown => (at(answers, operation, 'campaigns', 'nodes') as Row[]).at(-1)?.['id'];
/** What differs in the demonstration's own campaign. */
const heldIn = (answers: Answers): Row[] =>
  (at(answers, 'HeldAgainstRecords', 'campaigns', 'nodes') as { heldAgainstRecords: { nodes: Row[] } }[]).at(-1)?.heldAgainstRecords.nodes ?? [];
const TODAY = civilDateOf(new Date());
/** The case that was entered by hand, with its worth mended, and another. */
let filledLedger: Buffer;

/** Where a newcomer copies a value from the answer before; everything else runs as it stands. */
const VARIABLES: Readonly<Record<string, (answers: Answers, password: string) => Row>> = {
  SignIn: (_, password) => ({ password }),
  ReadNotice: (answers) => ({ office: at(answers, 'MyOffice', 'viewer', 'units', 0, 'id') }),
  Publish: (answers) => ({
    plan: at(answers, 'MyDrafts', 'viewer', 'plans', 'nodes', 0, 'id'),
    revision: at(answers, 'MyDrafts', 'viewer', 'plans', 'nodes', 0, 'revision'),
  }),
  Launch: (answers) => ({
    campaign: at(answers, 'Publish', 'publishPlan', 'campaign', 'id'),
    revision: at(answers, 'Publish', 'publishPlan', 'campaign', 'revision'),
  }),
  Acknowledge: (answers) => ({ task: waiting(answers, 'id'), revision: waiting(answers, 'revision') }),
  Start: (answers) => ({ task: waiting(answers, 'id'), revision: at(answers, 'Acknowledge', 'acknowledgeTask', 'task', 'revision') }),
  Submit: (answers) => ({ task: waiting(answers, 'id'), revision: at(answers, 'Start', 'startTask', 'task', 'revision') }),
  AcknowledgeMany: (answers) => ({ items: unanswered(answers) }),
  DraftBulletin: (answers) => {
    const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    return { campaign: (at(answers, 'Bulletins', 'campaigns', 'nodes') as Row[]).at(-1)?.['id'], from: day(-60), to: day(60) };
  },
  BulletinPaper: (answers) => ({ bulletin: at(answers, 'DraftBulletin', 'draftBulletin', 'bulletin', 'id') }),
  AddRecord: (answers) => ({ campaign: oldestOf(answers, 'Ledgers'), number: '云公立〔2026〕1号', on: TODAY }),
  RecordWorkbook: (answers) => ({ campaign: oldestOf(answers, 'Ledgers') }),
  ImportRecords: (answers) => ({ campaign: oldestOf(answers, 'Ledgers'), content: filledLedger.toString('base64') }),
  Records: (answers) => ({ campaign: oldestOf(answers, 'Ledgers') }),
  AskAboutDifference: (answers) => ({ report: (heldIn(answers)[0]?.['report'] as Row | undefined)?.['id'], dueOn: TODAY }),
  AnswerDifference: (answers) => ({
    difference: at(answers, 'AskAboutDifference', 'askAboutDifference', 'difference', 'id'),
    revision: at(answers, 'AskAboutDifference', 'askAboutDifference', 'difference', 'revision'),
  }),
  SettleDifference: (answers) => ({
    difference: at(answers, 'AnswerDifference', 'answerDifference', 'difference', 'id'),
    revision: at(answers, 'AnswerDifference', 'answerDifference', 'difference', 'revision'),
  }),
  CampaignChanged: (answers) => ({ campaign: at(answers, 'Launch', 'launchCampaign', 'campaign', 'id') }),
};

/** Sent again it would do something else. */
const WITHOUT_KEY = ['SignIn'];

/** Shown because they refuse. */
const REFUSED: Readonly<Record<string, string>> = { Submit: 'PARTS_STILL_OPEN' };

describe('the example operations', () => {
  const schema = buildSchema(laws);
  it.each(files)('%s fits the schema', (file) => {
    expect(validate(schema, documents.get(file) as DocumentNode)).toEqual([]);
  });

  it('say who runs each of them, in both languages', () => {
    expect(examples.filter(({ runAs }) => runAs === '')).toEqual([]);
    for (const file of files) expect(readFileSync(join(FOLDER, file), 'utf8')).toMatch(/^# .*\p{Script=Han}.*\n# .*[A-Za-z]/u);
  });

  it('have names of their own', () => {
    const names = examples.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('each example operation on the demonstration', () => {
  let demonstration: Demonstration;
  const both = bothExecutions();
  const tokens = new Map<string, string>();
  const answers: Answers = new Map();

  beforeAll(async () => {
    demonstration = await startDemonstration(both);
    filledLedger = await workbookOf([
      ['文书编号', '办案单位', '立案日期', '案值'],
      ['云公立〔2026〕1号', '市公安局', TODAY, 1.25],
      ['云公立〔2026〕2号', '市公安局', TODAY, 30],
    ]);
    await loadDemoCampaign(demonstration.muster.desk, { password: demonstration.password }, new Date());
    await handInStatistics(demonstration, 'gongan.staff', TODAY, { '7.1': 5 });
    for (const userName of new Set(examples.map(({ runAs }) => runAs).filter((one) => one !== NOBODY))) {
      const answer = await demonstration.server.ask('mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }', {
        input: { userName, password: demonstration.password },
      });
      tokens.set(userName, (answer.data as { signIn: { session: { accessToken: string } } }).signIn.session.accessToken);
    }
  });
  afterAll(() => demonstration.stop());

  const variablesOf = ({ name }: Example): Row => VARIABLES[name]?.(answers, demonstration.password) ?? {};
  const asking = ({ name, runAs }: Example) => ({ operationName: name, token: tokens.get(runAs) ?? null });

  it.each(examples.filter(({ kind }) => kind !== 'subscription').map((example) => [`${example.file} ${example.name}`, example] as const))(
    '%s answers without errors',
    async (_title, example) => {
      const { data, errors } = await demonstration.server.ask(example.text, variablesOf(example), asking(example));
      expect(errors).toBeUndefined();
      answers.set(example.name, data as Row);
      if (example.kind !== 'mutation') return;
      const [payload] = Object.values(data as Record<string, { userErrors: { reasons?: { code: string }[] }[] }>);
      const expected = REFUSED[example.name];
      if (expected) expect(payload?.userErrors[0]?.reasons).toContainEqual(expect.objectContaining({ code: expected }));
      else expect(payload?.userErrors).toEqual([]);
    },
  );

  it('shows something, and not empty lists', () => {
    const campaigns = (operation: string): Row => at(answers, operation, 'campaigns', 'nodes', 0) as Row;
    expect(campaigns('CampaignBoard')['taskBoard']).not.toEqual([]);
    expect(campaigns('LeaderGlance')['standings']).not.toEqual([]);
    expect(campaigns('Counts')['byUnitAndState']).not.toEqual([]);
    expect(at(answers, 'MyTasks', 'campaigns', 'nodes', 0, 'tasks', 'nodes', 0, 'availableActions')).not.toEqual([]);
    expect(at(answers, 'HistoryAndDiagram', 'campaigns', 'nodes', 0, 'tasks', 'nodes', 0, 'history', 'nodes')).not.toEqual([]);
    expect(at(answers, 'MyInbox', 'viewer', 'inbox', 'nodes')).not.toEqual([]);
    // The demonstration's own campaign is the oldest.
    const oldest = (operation: string): Row => (at(answers, operation, 'campaigns', 'nodes') as Row[]).at(-1) as Row;
    expect(oldest('Rates')['rates']).not.toEqual([]);
    expect(oldest('Rates')['reportMatrix']).not.toEqual([]);
    expect(at(answers, 'DraftBulletin', 'draftBulletin', 'bulletin', 'rows')).not.toEqual([]);
    expect(at(answers, 'BulletinPaper', 'bulletinPaper', 'name')).toMatch(/\.docx$/);
    expect(at(answers, 'AddRecord', 'addRecord', 'record', 'adds')).toHaveLength(2);
    expect(at(answers, 'RecordWorkbook', 'recordWorkbook', 'name')).toMatch(/\.xlsx$/);
    expect(at(answers, 'ImportRecords', 'importRecords', 'imported')).toMatchObject({ recorded: 1, corrected: 1, unchanged: 0 });
    expect(at(answers, 'Records', 'campaign', 'records', 'nodes')).toHaveLength(2);
    expect(heldIn(answers).map(({ reported, recorded, difference }) => [reported, recorded, difference])).toContainEqual(['5', '2', '3']);
    expect(at(answers, 'SettleDifference', 'settleDifference', 'difference', 'answer', 'stood')).not.toEqual([]);
    expect(at(answers, 'AcknowledgeMany', 'acknowledgeTasks')).toMatchObject({ refused: 0 });
    expect(at(answers, 'AcknowledgeMany', 'acknowledgeTasks', 'results')).not.toEqual([]);
    expect(at(answers, 'MyMessages', 'viewer', 'messages')).toBeDefined();
    for (const way of ['byInitials', 'byPinyin', 'byFormerName']) expect(at(answers, 'UnitSearch', way, 'nodes')).not.toEqual([]);
  });

  it.each(examples.filter(({ kind }) => kind === 'subscription').map((example) => [`${example.file} ${example.name}`, example] as const))(
    '%s is told what happens',
    async (_title, example) => {
      const { server } = demonstration;
      const told = server.askSse(example.text, variablesOf(example), asking(example));
      // A task in which 市公安局 has a part: urging it is new each time, whenever the subscription begins.
      const { taskId, token } = await someTask(example);
      let heard = false;
      void told.finally(() => (heard = true));
      for (let turn = 0; !heard && turn < 50; turn += 1) {
        const { data } = await server.ask('query ($id: ID!) { node(id: $id) { ... on WorkflowSubject { revision } } }', { id: taskId }, { token });
        const { revision } = (data as { node: { revision: number } }).node;
        const input = { id: taskId, expectedRevision: revision, idempotencyKey: `${example.name}-${turn}` };
        await server.ask('mutation ($input: UrgeTaskInput!) { urgeTask(input: $input) { userErrors { code } } }', { input }, { token });
        await Promise.race([told, new Promise((resolve) => setTimeout(resolve, 100))]);
      }
      const { data, errors } = await told;
      expect(errors).toBeUndefined();
      expect(Object.values(data as Row)[0]).toMatchObject({ subject: { id: taskId } });
    },
  );

  async function someTask({ name }: Example): Promise<{ taskId: string; token: string }> {
    const token = tokens.get('coordinator') as string;
    const { data } = await demonstration.server.ask(
      'query { campaigns(first: 5) { nodes { id tasks(first: 25) { nodes { id number } } } } }',
      {},
      { token },
    );
    const { nodes } = (data as { campaigns: { nodes: { id: string; tasks: { nodes: { id: string; number: string }[] } }[] } }).campaigns;
    const launched = at(answers, 'Launch', 'launchCampaign', 'campaign', 'id');
    const campaign = nodes.find(({ id }) => (name === 'CampaignChanged') === (id === launched));
    const task = name === 'CampaignChanged' ? campaign?.tasks.nodes[0] : campaign?.tasks.nodes.find(({ number }) => number === '二(一)2');
    return { taskId: task?.id as string, token };
  }

  it('answers the same compiled as carried out by graphql-js', () => {
    expect(both.differences).toEqual([]);
    const names = examples.filter(({ kind, name }) => kind !== 'subscription' && !WITHOUT_KEY.includes(name)).map(({ name }) => name);
    for (const name of names) expect(both.compared).toContainEqual(expect.stringContaining(` ${name} `));
  });
});
