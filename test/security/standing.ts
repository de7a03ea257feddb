/** How everybody stands to everything in the tests' campaigns, said by hand: what the policy makes of it is what is tested. */
import { fromGlobalId, toGlobalId } from '../../src/graphql/global-id';
import type { EventRule, Relation } from '../../workflows';
import { recordedIn } from '../support/records';
import { PEOPLE, type CampaignIds, type PersonName, type RunningCampaign, type SubjectIds } from '../support/campaign';
import { questionAbout } from '../support/differences';
import { COOPERATING, ELSEWHERE, FOREIGN_FULL, FULL, LEAD, TAKING_PART } from './secrets';

export const SUBJECTS = [
  'ownCampaign',
  'ownTask',
  'othersTask',
  'ownReport',
  'othersReport',
  'ownBody',
  'draftedBulletin',
  'publishedBulletin',
  'ownRecord',
  'othersRecord',
  'ownDifference',
  'othersDifference',
  'foreignCampaign',
  'foreignTask',
] as const;
/** `own` and `others` are meant from where the lead unit stands. */
export type SubjectName = (typeof SUBJECTS)[number];
export type Level = 'WHOLE' | 'TITLE' | 'NONE';

const COORDINATORS: readonly PersonName[] = ['coordinator', 'campaignCoordinator'];
const LEADERS: readonly PersonName[] = ['leader', 'campaignLeader'];
const HEADS: readonly PersonName[] = ['leadHead', 'substitute', 'cooperatingHead', 'elsewhereHead', 'foreignHead'];
const has = (people: readonly PersonName[], person: PersonName): boolean => people.includes(person);

const WHOLE_TO: Readonly<Record<SubjectName, readonly PersonName[]>> = {
  ownCampaign: FULL,
  ownTask: [...FULL, ...LEAD, ...COOPERATING],
  othersTask: [...FULL, ...ELSEWHERE],
  ownReport: [...FULL, ...LEAD],
  othersReport: [...FULL, ...ELSEWHERE],
  ownBody: [...FULL, ...TAKING_PART],
  draftedBulletin: FULL,
  publishedBulletin: FULL,
  ownRecord: [...FULL, ...LEAD],
  othersRecord: [...FULL, ...ELSEWHERE],
  ownDifference: [...FULL, ...LEAD],
  othersDifference: [...FULL, ...ELSEWHERE],
  foreignCampaign: FOREIGN_FULL,
  foreignTask: [...FOREIGN_FULL, 'foreignHead'],
};
const TITLE_TO: Partial<Readonly<Record<SubjectName, readonly PersonName[]>>> = {
  ownCampaign: TAKING_PART,
  ownTask: ELSEWHERE,
  othersTask: [...LEAD, ...COOPERATING],
  publishedBulletin: TAKING_PART,
  foreignCampaign: ['foreignHead'],
};

export function levelOf(person: PersonName, subject: SubjectName): Level {
  if (has(WHOLE_TO[subject], person)) return 'WHOLE';
  return has(TITLE_TO[subject] ?? [], person) ? 'TITLE' : 'NONE';
}

const SEATS: Partial<Readonly<Record<SubjectName, readonly (readonly [readonly PersonName[], Relation])[]>>> = {
  ownTask: [
    [LEAD, 'LEAD_UNIT'],
    [COOPERATING, 'PART_UNIT'],
  ],
  othersTask: [[ELSEWHERE, 'LEAD_UNIT']],
  ownReport: [[LEAD, 'OWING_UNIT']],
  othersReport: [[ELSEWHERE, 'OWING_UNIT']],
  ownRecord: [[LEAD, 'RECORDING_UNIT']],
  othersRecord: [[ELSEWHERE, 'RECORDING_UNIT']],
  ownDifference: [[LEAD, 'OWING_UNIT']],
  othersDifference: [[ELSEWHERE, 'OWING_UNIT']],
  foreignTask: [[['foreignHead'], 'LEAD_UNIT']],
};

export function relationsOf(person: PersonName, subject: SubjectName): Relation[] {
  const foreign = subject.startsWith('foreign');
  const office: Relation[] = foreign
    ? [...(person === 'foreignCoordinator' ? (['COORDINATOR'] as const) : []), ...(person === 'foreignLeader' ? (['LEADER'] as const) : [])]
    : [
        ...(has(COORDINATORS, person) ? (['COORDINATOR'] as const) : []),
        ...(has(LEADERS, person) ? (['LEADER'] as const) : []),
        ...(person === 'supervisor' ? (['SUPERVISOR'] as const) : []),
      ];
  const seats = (SEATS[subject] ?? []).flatMap(([people, relation]) => (has(people, person) ? [relation] : []));
  return [...office, ...seats, ...(seats.length > 0 && has(HEADS, person) ? (['UNIT_HEAD'] as const) : [])];
}

const OF_UNITS: readonly Relation[] = ['LEAD_UNIT', 'PART_UNIT', 'OWING_UNIT', 'RECORDING_UNIT'];

/** The law's `who` and `headOnly`, read as their description in the contract of laws says. */
export function maySend(relations: readonly Relation[], rule: Pick<EventRule, 'who' | 'headOnly'>): boolean {
  const fitting = rule.who.filter((relation) => relations.includes(relation));
  if (fitting.length === 0) return false;
  return !rule.headOnly || relations.includes('UNIT_HEAD') || fitting.some((relation) => !OF_UNITS.includes(relation));
}

export async function subjectsOf(world: RunningCampaign): Promise<Record<SubjectName, SubjectIds>> {
  const { own, foreign, units } = world;
  const report = (of: CampaignIds, unit: string) => world.report(of, unit, 'IMPLEMENTATION_PLAN');
  return {
    ownCampaign: world.campaignOf(own),
    ownTask: await world.task(own, '二(二)2'),
    othersTask: await world.task(own, '二(五)2(2)'),
    ownReport: await report(own, units.lead),
    othersReport: await report(own, units.elsewhere),
    ownBody: await world.body(own),
    draftedBulletin: await bulletinOf(world, own, '草稿'),
    publishedBulletin: await publishedBulletinOf(world, own),
    ownRecord: await recordedIn(world, own, units.lead, 1),
    othersRecord: await recordedIn(world, own, units.elsewhere, 2),
    ownDifference: await questionAbout(world, own, await report(own, units.lead), { unit: units.lead }),
    othersDifference: await questionAbout(world, own, await report(own, units.elsewhere), { unit: units.elsewhere }),
    foreignCampaign: world.campaignOf(foreign),
    foreignTask: await world.task(foreign, '二(一)'),
  };
}

async function bulletinOf(world: RunningCampaign, { campaignId }: CampaignIds, title: string): Promise<SubjectIds> {
  const campaign = toGlobalId('Campaign', campaignId);
  const { draftBulletin } = await world.as<{ draftBulletin: { bulletin: { id: string } } }>(
    'coordinator',
    'mutation ($input: DraftBulletinInput!) { draftBulletin(input: $input) { bulletin { id } userErrors { message } } }',
    { input: { campaignId: campaign, from: '2022-08-01', to: '2022-12-31', title, idempotencyKey: `bulletin ${title}` } },
  );
  const { id } = draftBulletin.bulletin;
  return { kind: 'BULLETIN', id, subjectId: fromGlobalId(id).parts[1] ?? '', campaignId };
}

async function publishedBulletinOf(world: RunningCampaign, own: CampaignIds): Promise<SubjectIds> {
  const bulletin = await bulletinOf(world, own, '通报');
  await world.done('leader', 'approveBulletin', bulletin);
  await world.done('coordinator', 'publishBulletin', bulletin);
  return bulletin;
}

export const pairs: readonly (readonly [PersonName, SubjectName])[] = PEOPLE.flatMap((person) =>
  SUBJECTS.map((subject) => [person, subject] as const),
);
