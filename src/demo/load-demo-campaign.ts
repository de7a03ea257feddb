/**
 * The demonstration's campaign: on a database without any, the example notice dated today is read, published and launched through the desk's
 * own commands, and a little of it is played, so that whoever signs in first finds inboxes and boards with something in them.
 */
import type { Desk, ReportDefinition } from '../application/desk';
import type { Demo } from '../application/people';
import type { Viewer } from '../application/ports/viewer';
import { fillNotice, readTemplate } from '../tour/notice';
import { DEMO_LEDGERS } from './demo-ledgers';
import { demoPeople, type DemoPeople } from './demo-people';
import { OPENING_DAYS, type Deed } from './opening-days';

/** The program itself, looking whether there is anything to do. */
const LOOKING: Viewer = {
  accountId: 'demonstration',
  userName: 'demonstration',
  displayName: 'Demonstration',
  roles: [{ role: 'AUDITOR', unitId: null, campaignId: null, onBehalfOf: null }],
};
const ALL = { limit: 100, direction: 'FORWARD', from: null } as const;

/**
 * The id of the campaign that was made; null where there was one already, whoever made it. `now` is the campaign's clock. What a start that
 * was interrupted has done is found again by its idempotency keys on the same day.
 * @throws when the desk refuses a step: the notice, the units and the people are ours, so that is a fault of the program
 */
export async function loadDemoCampaign(desk: Desk, demo: Pick<Demo, 'password'>, now: Date): Promise<string | null> {
  const { rows } = await desk.subjects.reader.campaigns(desk.subjects.sight(LOOKING), null, { ...ALL, limit: 1 });
  if (rows.some(({ row }) => row.subject.state !== 'DRAFT')) return null;
  const people = demoPeople(desk, demo.password);
  const day = now.toISOString().slice(0, 10);
  const campaignId = await launch(desk, people, now, `demonstration:${day}`);
  await play(desk, people, campaignId, `demonstration:${day}`);
  await people.signOut();
  return campaignId;
}

async function launch(desk: Desk, people: DemoPeople, now: Date, key: string): Promise<string> {
  const viewer = await people.viewer('coordinator');
  const office = viewer.roles.find(({ role, unitId }) => role === 'COORDINATOR' && unitId !== null)?.unitId;
  if (!office) throw new Error("The demonstration's coordinator has no office");
  // Both names are known to the register: the demonstration leaves nothing to be bound.
  const text = fillNotice(readTemplate(), { now, number: 26, consumers: '市商务局', internet: '市互联网舆情中心' });
  const plan = done('readNotice', await desk.plans.readNotice(viewer, { unitId: office, source: { text }, idempotencyKey: `${key}:read` }));
  const content = { ...plan.content, records: DEMO_LEDGERS };
  done(
    'savePlan',
    await desk.plans.savePlan(viewer, { planId: plan.id, expectedRevision: null, amending: false, content, idempotencyKey: `${key}:save` }),
  );
  const call = { planId: plan.id, expectedRevision: null, idempotencyKey: `${key}:publish` };
  const { campaign } = done('publishPlan', await desk.plans.publishPlan(viewer, call));
  const launched = await desk.drive.drive({
    subject: { campaignId: campaign.id, id: campaign.id },
    event: { type: 'LAUNCH', input: {} },
    viewer,
    idempotencyKey: `${key}:launch`,
  });
  done('LAUNCH', launched);
  return campaign.id;
}

/** Day by day: what happens on one day is driven together. */
async function play(desk: Desk, people: DemoPeople, campaignId: string, key: string): Promise<void> {
  const sight = desk.subjects.sight(LOOKING);
  const found = await Promise.all(
    ['TASK', 'REPORT'].map((kind) => desk.subjects.reader.subjectsOf(sight, [campaignId], kind, {}, 'PLAN_ORDER', ALL)),
  );
  const subjects = found.flat().flatMap(({ rows }) => rows.map(({ row }) => row.subject));
  const subjectOf = async ({ what }: Deed): Promise<string> => {
    const owing = 'task' in what ? null : ((await people.viewer(what.of)).roles[0]?.unitId ?? null);
    const subject = subjects.find(({ kind, number, definition }) => {
      if ('task' in what) return kind === 'TASK' && number === what.task;
      const { reportKind, unit } = definition as Partial<ReportDefinition>;
      return kind === 'REPORT' && reportKind === what.report && unit === owing;
    });
    if (!subject) throw new Error(`The demonstration has no ${JSON.stringify(what)}`);
    return subject.id;
  };
  for (const [day, deeds] of OPENING_DAYS.entries()) {
    const calls = deeds.map(async (deed, i) => ({
      subject: { campaignId, id: await subjectOf(deed) },
      event: { type: deed.event, input: deed.input ?? {} },
      viewer: await people.viewer(deed.who),
      idempotencyKey: `${key}:${day}:${i}`,
    }));
    const outcomes = await desk.drive.driveMany(await Promise.all(calls));
    outcomes.forEach((outcome, i) => done(`${deeds[i]?.event} by ${deeds[i]?.who}`, outcome));
  }
}

type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: { code: string; message: { en: string } } };

function done<T>(what: string, outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(`The demonstration's ${what} was refused: ${outcome.refusal.code} ${outcome.refusal.message.en}`);
}
