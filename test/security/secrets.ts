/** What people wrote that others may not read: each a word that occurs nowhere else, written through the doors that people write through. */
import { randomUUID } from 'node:crypto';
import { accepted, FOREIGN_NOTICE, NOTICE, PEOPLE, type PersonName, type RunningCampaign } from '../support/campaign';
import { recordedIn } from '../support/records';
import { questionAbout } from '../support/differences';

export const FULL: readonly PersonName[] = ['coordinator', 'campaignCoordinator', 'leader', 'campaignLeader', 'supervisor', 'auditor'];
export const LEAD: readonly PersonName[] = ['leadHead', 'leadStaff', 'substitute'];
export const COOPERATING: readonly PersonName[] = ['cooperatingHead', 'cooperatingStaff'];
export const ELSEWHERE: readonly PersonName[] = ['elsewhereHead', 'elsewhereStaff'];
export const TAKING_PART: readonly PersonName[] = [...LEAD, ...COOPERATING, ...ELSEWHERE];
export const FOREIGN_FULL: readonly PersonName[] = ['foreignCoordinator', 'foreignLeader', 'auditor'];
/** Roles by the unit that owns the campaign: they see its drafts. */
const OFFICE: readonly PersonName[] = ['coordinator', 'leader', 'supervisor', 'auditor'];
const ADMINISTRATION: readonly PersonName[] = ['administrator', 'auditor'];

const TASK = [...FULL, ...LEAD, ...COOPERATING];
const REPORT = [...FULL, ...LEAD];

/** Who may read it. Whoever is named must find it, everybody else must not. */
export const READERS = {
  objection: TASK,
  ruling: TASK,
  contribution: TASK,
  extension: TASK,
  denial: TASK,
  result: TASK,
  returned: TASK,
  requirement: TASK,
  answer: TASK,
  urging: TASK,
  person: TASK,
  waiver: TASK,
  elsewhereResult: [...FULL, ...ELSEWHERE],
  liaison: REPORT,
  telephone: REPORT,
  reportReturned: REPORT,
  question: REPORT,
  questionAnswer: REPORT,
  recordNumber: REPORT,
  recordStruck: REPORT,
  /** Until it is handed in it is the unit's own; the auditor reads it in the log. */
  draft: [...LEAD, 'auditor'],
  /** The body was made known to everybody, and so is what it decided. */
  minutes: [...FULL, ...TAKING_PART],
  phaseReason: FULL,
  /** Prepared and not in force. */
  amendment: FULL,
  draftNotice: OFFICE,
  foreignNotice: [...FOREIGN_FULL, 'foreignHead'],
  foreignObjection: [...FOREIGN_FULL, 'foreignHead'],
  account: ADMINISTRATION,
  issuer: ADMINISTRATION,
  audit: ['auditor'],
  substitution: ['leadHead', 'substitute', 'auditor'],
} as const satisfies Record<string, readonly PersonName[]>;
export type Secret = keyof typeof READERS;

const NAMES = Object.keys(READERS) as Secret[];
const digits = (name: Secret): string => String(NAMES.indexOf(name)).padStart(2, '0');
/** A telephone number must look like one. */
export const word = (name: Secret): string => (name === 'telephone' ? `1390517${digits(name)}63` : `qx${digits(name)}${name.toLowerCase()}zv`);

/** The secrets in a text. */
export const secretsIn = (text: string): Secret[] => NAMES.filter((name) => text.includes(word(name)));
export const secretsOf = (person: PersonName): Secret[] => NAMES.filter((name) => (READERS[name] as readonly PersonName[]).includes(person));
export const outsiders = (name: Secret): PersonName[] => PEOPLE.filter((person) => !(READERS[name] as readonly PersonName[]).includes(person));

export const foreignNotice = (): string => FOREIGN_NOTICE.replace('逐路排查', `逐路排查${word('foreignNotice')}`);

/** Task 二(二)2 is led by `lead`, with `cooperating` in it; `elsewhere` alone has 二(五)2(2). */
export async function plantSecrets(world: RunningCampaign): Promise<void> {
  const { own, foreign, units } = world;
  const key = () => ({ idempotencyKey: randomUUID() });
  const unitId = (unit: string) => Buffer.from(`Unit:${unit}`).toString('base64url');
  const task = await world.task(own, '二(二)2');
  await world.done('cooperatingHead', 'objectToTask', task, { reason: word('objection') });
  await world.done('coordinator', 'overruleTaskObjection', task, { unit: unitId(units.cooperating), reason: word('ruling') });
  await world.done('leadHead', 'acknowledgeTask', task);
  await world.done('leadHead', 'startTask', task);
  await world.done('cooperatingStaff', 'startTask', task);
  await world.done('cooperatingStaff', 'contributeToTask', task, { result: word('contribution') });
  await world.done('leadHead', 'requestTaskExtension', task, { dueOn: '2022-12-15', reason: word('extension') });
  await world.done('coordinator', 'denyTaskExtension', task, { reason: word('denial') });
  await world.done('leadHead', 'proceedWithoutUnit', task, { unit: unitId(units.office), reason: word('waiver') });
  await world.done('leadHead', 'submitTask', task, { result: word('result') });
  await world.done('coordinator', 'returnTask', task, { reason: word('returned') });
  await world.done('leader', 'superviseTask', task, { requirement: word('requirement'), answerBy: '2022-09-20' });
  await world.done('leadHead', 'answerTaskSupervision', task, { answer: word('answer') });
  await world.done('coordinator', 'urgeTask', task, { message: word('urging') });
  const added = await unitByCode(world, 'YX-05');
  await world.done('coordinator', 'addTaskUnit', task, { unit: unitId(added), role: 'COOPERATING', person: word('person') });

  const others = await world.task(own, '二(五)2(2)');
  await world.done('elsewhereHead', 'acknowledgeTask', others);
  await world.done('elsewhereStaff', 'startTask', others);
  await world.done('elsewhereStaff', 'submitTask', others, { result: word('elsewhereResult') });

  const roster = await world.report(own, units.lead, 'LIAISON_ROSTER');
  const liaisons = [{ name: word('liaison'), phone: word('telephone'), post: '科员' }];
  await world.done('leadStaff', 'submitReport', roster, { content: { liaisons } });
  await world.done('coordinator', 'returnReport', roster, { reason: word('reportReturned') });
  const plan = await world.report(own, units.lead, 'IMPLEMENTATION_PLAN');
  await world.done('leadStaff', 'saveReportDraft', plan, { content: { text: word('draft') } });

  const question = await questionAbout(world, own, roster, { unit: units.lead, question: word('question') });
  await world.done('leadStaff', 'answerDifference', question, { answer: 'OTHER', text: word('questionAnswer') });

  const record = await recordedIn(world, own, units.lead, word('recordNumber'));
  await world.done('leadStaff', 'strikeRecord', record, { reason: word('recordStruck') });

  const body = await world.body(own);
  await world.done('coordinator', 'holdBodyMeeting', body, { on: '2022-08-26', kind: 'SCHEDULING', minutes: word('minutes') });
  await world.done('coordinator', 'extendCampaignPhase', world.campaignOf(own), { end: '2022-08-31', reason: word('phaseReason') });

  await amend(world);
  const input = { ...key(), officeId: unitId(units.office), text: NOTICE.replace('逐户过筛', `逐户过筛${word('draftNotice')}`) };
  const read = 'mutation ($input: ReadNoticeInput!) { readNotice(input: $input) { userErrors { code } } }';
  expect(await world.as('coordinator', read, { input })).toEqual({ readNotice: { userErrors: [] } });

  const strange = await world.task(foreign, '二(一)');
  await world.done('foreignHead', 'objectToTask', strange, { reason: word('foreignObjection') });

  const { createAccount, disableAccount } = world.muster.desk.people;
  const administrator = await world.viewer('administrator');
  const { account } = accepted(
    await createAccount(administrator, {
      ...{ userName: word('account'), displayName: '另一人', ...key() },
      signIn: { with: 'OIDC', issuer: `https://${word('issuer')}.example`, subject: null },
    }),
  );
  accepted(await disableAccount(administrator, { accountId: account.id, ...key() }));
  await world.ask(null, 'mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }', {
    input: { userName: word('audit'), password: 'nothing' },
  });
}

/** The coordinator prepares the next revision of the running plan and does not put it into force. */
async function amend({ muster, viewer, own }: RunningCampaign): Promise<void> {
  const coordinator = await viewer('coordinator');
  const [plan] = await muster.desk.plans.plansById(coordinator, [own.planId]);
  if (!plan) throw new Error('the coordinator does not see the plan');
  const content = { ...plan.content, basis: [...plan.content.basis, word('amendment')] };
  const call = { planId: plan.id, expectedRevision: plan.revision, idempotencyKey: randomUUID(), amending: true };
  accepted(await muster.desk.plans.savePlan(coordinator, { ...call, content }));
}

async function unitByCode({ muster }: RunningCampaign, code: string): Promise<string> {
  const found = (await muster.below.units.current()).units.find((unit) => unit.code === code);
  if (!found) throw new Error(`no unit ${code}`);
  return found.id;
}
