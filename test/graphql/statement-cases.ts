/** Every list of the schema, asked for with everything below it, ten rows or a hundred. */
import { isObjectType } from 'graphql';
import { buildSchema } from '../../src/graphql/build-schema';
import { laws } from '../../workflows';
import type { PersonName } from '../support/campaign';
import { ids, large, world } from '../support/hundreds-world';
import { wholeSelection } from '../support/whole-selection';

export const schema = buildSchema(laws);

export const isPaged = (type: string, field: string): boolean => {
  const of = schema.getType(type);
  return isObjectType(of) && (of.getFields()[field]?.args.some(({ name }) => name === 'first') ?? false);
};
/** Lists that cost a statement of their own for each object they are asked of: each has a case in which that object stands in a list. */
const OF_CAMPAIGNS = ['taskCounts', 'reportCounts', 'taskBoard', 'reportBoard', 'standings', 'figures', 'rates', 'reportMatrix', 'figureSnapshots'];
/** Looks further only for plans that name a superior one, so a sample says little; counted in test/application/plans/gap-reports.test.ts. */
const COUNTED_ELSEWHERE = ['gapReport'];
const leftOut = (type: string, field: string): boolean => COUNTED_ELSEWHERE.includes(field) || (type === 'Campaign' && OF_CAMPAIGNS.includes(field));
const OF_FIGURES: Record<string, string> = {
  figures: 'FigureTable',
  rates: 'ReportingRate',
  reportMatrix: 'ReportMatrixCell',
  figureSnapshots: 'FigureSnapshot',
};
export const rows = (name: string): string =>
  wholeSelection(schema, schema.getType(name) as never, [], (type, field) => isPaged(type, field) || leftOut(type, field)) ?? '';
const page = (name: string): string => `{ pageInfo { hasNextPage } edges { cursor } nodes ${rows(name)} }`;

export interface Case {
  person: PersonName;
  /** Of how many rows. */
  query: (count: number) => string;
  /** How many rows came. */
  rows: (data: never) => number;
  variables?: (count: number) => Record<string, unknown>;
}
export const ofLarge = () => ({ id: large.campaign });
const ofOwn = () => ({ id: world.own.campaign });
export const inCampaign = (field: string) => `query ($id: ID!) { campaign(id: $id) { ${field} } }`;
const below = (of: string, inside: string) => (count: number) => `{ campaigns(first: ${count}) { nodes { ${of}${inside} } } }`;
interface Nodes {
  nodes: unknown[];
}

export const CASES: Record<string, Case> = {
  'viewer.inbox': {
    person: 'leadHead',
    query: (n) =>
      `query ($id: ID!) { viewer { inbox(first: ${n}, filter: { campaignId: $id }) { totalCount pageInfo { hasNextPage } edges { cursor } nodes ${rows('InboxItem')} } } }`,
    rows: (data: { viewer: { inbox: Nodes } }) => data.viewer.inbox.nodes.length,
    variables: ofLarge,
  },
  'campaign.tasks': {
    person: 'leadHead',
    query: (n) => inCampaign(`tasks(first: ${n}) ${page('Task')}`),
    rows: (data: { campaign: { tasks: Nodes } }) => data.campaign.tasks.nodes.length,
    variables: ofLarge,
  },
  'campaign.tasks of the coordinator': {
    person: 'coordinator',
    query: (n) => inCampaign(`tasks(first: ${n}, order: DUE_FIRST) ${page('Task')}`),
    rows: (data: { campaign: { tasks: Nodes } }) => data.campaign.tasks.nodes.length,
    variables: ofLarge,
  },
  'campaign.reports': {
    person: 'coordinator',
    query: (n) => inCampaign(`reports(first: ${n}) ${page('Report')}`),
    rows: (data: { campaign: { reports: Nodes } }) => data.campaign.reports.nodes.length,
    variables: ofLarge,
  },
  campaigns: {
    person: 'coordinator',
    query: (n) => `{ campaigns(first: ${n}) ${page('Campaign')} }`,
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'campaigns of who takes part': {
    person: 'leadHead',
    query: (n) => `{ campaigns(first: ${n}) ${page('Campaign')} }`,
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'viewer.campaigns': {
    person: 'leadHead',
    query: (n) => `{ viewer { campaigns(first: ${n}) ${page('Campaign')} } }`,
    rows: (data: { viewer: { campaigns: Nodes } }) => data.viewer.campaigns.nodes.length,
  },
  history: {
    person: 'coordinator',
    query: (n) => inCampaign(`body { history(first: ${n}) ${page('HistoryEntry')} }`),
    rows: (data: { campaign: { body: { history: Nodes } } }) => data.campaign.body.history.nodes.length,
    variables: ofLarge,
  },
  'viewer.plans': {
    person: 'coordinator',
    query: (n) => `{ viewer { plans(first: ${n}) ${page('Plan')} } }`,
    rows: (data: { viewer: { plans: Nodes } }) => data.viewer.plans.nodes.length,
  },
  'plan.versions': {
    person: 'coordinator',
    query: (n) => `query ($id: ID!) { plan(id: $id) { versions(first: ${n}) ${page('PlanVersion')} } }`,
    rows: (data: { plan: { versions: Nodes } }) => data.plan.versions.nodes.length,
    variables: () => ({ id: large.plan }),
  },
  'obligations of each of the plans': {
    person: 'coordinator',
    query: (n) => `{ viewer { plans(first: ${n}) { nodes { obligations(first: 2) ${page('PlanObligation')} } } } }`,
    rows: (data: { viewer: { plans: Nodes } }) => data.viewer.plans.nodes.length,
  },
  'versions of each of the plans': {
    person: 'coordinator',
    query: (n) => `{ viewer { plans(first: ${n}) { nodes { versions(first: 2) ${page('PlanVersion')} } } } }`,
    rows: (data: { viewer: { plans: Nodes } }) => data.viewer.plans.nodes.length,
  },
  'viewer.messages': {
    person: 'leadHead',
    query: (n) => `{ viewer { messages(first: ${n}) ${page('Message')} } }`,
    rows: (data: { viewer: { messages: Nodes } }) => data.viewer.messages.nodes.length,
  },
  accounts: {
    person: 'auditor',
    query: (n) => `{ accounts(first: ${n}) ${page('Account')} }`,
    rows: (data: { accounts: Nodes }) => data.accounts.nodes.length,
  },
  auditTrail: {
    person: 'auditor',
    query: (n) => `{ auditTrail(first: ${n}) ${page('AuditEntry')} }`,
    rows: (data: { auditTrail: Nodes }) => data.auditTrail.nodes.length,
  },
  anchors: {
    person: 'auditor',
    query: (n) => `{ anchors(first: ${n}) ${page('Anchor')} }`,
    rows: (data: { anchors: Nodes }) => data.anchors.nodes.length,
  },
  units: {
    person: 'leadHead',
    query: (n) => `{ units(first: ${n}) ${page('Unit')} }`,
    rows: (data: { units: Nodes }) => data.units.nodes.length,
  },
  nodes: {
    person: 'coordinator',
    query: () => `query ($ids: [ID!]!) { nodes(ids: $ids) ${rows('Node')} }`,
    rows: (data: { nodes: unknown[] }) => data.nodes.length,
    variables: (n) => ({ ids: ids.slice(0, n) }),
  },
  'history of each of the tasks': {
    person: 'coordinator',
    query: (n) => inCampaign(`tasks(first: ${n}) { nodes { history(first: 3) { nodes { event } } } }`),
    rows: (data: { campaign: { tasks: Nodes } }) => data.campaign.tasks.nodes.length,
    variables: ofLarge,
  },
  'history of each of the reports': {
    person: 'coordinator',
    query: (n) => inCampaign(`reports(first: ${n}) { nodes { history(first: 3) { nodes { event } } } }`),
    rows: (data: { campaign: { reports: Nodes } }) => data.campaign.reports.nodes.length,
    variables: ofLarge,
  },
  'history of each of the campaigns': {
    person: 'coordinator',
    query: below('history', '(first: 2) { nodes { event } }'),
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'tasks of each of the campaigns': {
    person: 'coordinator',
    query: below('tasks', '(first: 2) { nodes { id } }'),
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'reports of each of the campaigns': {
    person: 'coordinator',
    query: below('reports', '(first: 2) { nodes { id } }'),
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'campaign.bulletins': {
    person: 'coordinator',
    query: (n) => inCampaign(`bulletins(first: ${n}) ${page('Bulletin')}`),
    rows: (data: { campaign: { bulletins: Nodes } }) => data.campaign.bulletins.nodes.length,
    variables: ofLarge,
  },
  'history of each of the bulletins': {
    person: 'coordinator',
    query: (n) => inCampaign(`bulletins(first: ${n}) { nodes { history(first: 3) { nodes { event } } } }`),
    rows: (data: { campaign: { bulletins: Nodes } }) => data.campaign.bulletins.nodes.length,
    variables: ofLarge,
  },
  'campaign.records': {
    person: 'coordinator',
    query: (n) => inCampaign(`records(first: ${n}) ${page('Record')}`),
    rows: (data: { campaign: { records: Nodes } }) => data.campaign.records.nodes.length,
    variables: ofLarge,
  },
  'history of each of the records': {
    person: 'coordinator',
    query: (n) =>
      inCampaign(`records(first: ${n}, kind: "k1", from: "2022-08-01", to: "2022-12-31") { nodes { history(first: 3) { nodes { event } } } }`),
    rows: (data: { campaign: { records: Nodes } }) => data.campaign.records.nodes.length,
    variables: ofLarge,
  },
  'records of each of the campaigns': {
    person: 'coordinator',
    query: below('records', '(first: 2) { nodes { id } }'),
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'campaign.heldAgainstRecords': {
    person: 'coordinator',
    query: (n) => inCampaign(`heldAgainstRecords(first: ${n}, differing: false) ${page('HeldFigure')}`),
    rows: (data: { campaign: { heldAgainstRecords: Nodes } }) => data.campaign.heldAgainstRecords.nodes.length,
    variables: ofOwn,
  },
  'records behind each of the figures': {
    person: 'coordinator',
    query: (n) => inCampaign(`heldAgainstRecords(first: ${n}, differing: false) { nodes { records(first: 3) ${page('ExplainingRecord')} } }`),
    rows: (data: { campaign: { heldAgainstRecords: Nodes } }) => data.campaign.heldAgainstRecords.nodes.length,
    variables: ofOwn,
  },
  'heldAgainstRecords of each of the campaigns': {
    person: 'coordinator',
    query: below('heldAgainstRecords', '(first: 2, differing: false) { nodes { reported recorded } }'),
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'campaign.differences': {
    person: 'coordinator',
    query: (n) => inCampaign(`differences(first: ${n}) ${page('Difference')}`),
    rows: (data: { campaign: { differences: Nodes } }) => data.campaign.differences.nodes.length,
    variables: ofOwn,
  },
  'history of each of the differences': {
    person: 'coordinator',
    query: (n) => inCampaign(`differences(first: ${n}) { nodes { history(first: 3) { nodes { event } } } }`),
    rows: (data: { campaign: { differences: Nodes } }) => data.campaign.differences.nodes.length,
    variables: ofOwn,
  },
  'differences of each of the campaigns': {
    person: 'coordinator',
    query: below('differences', '(first: 2) { nodes { id } }'),
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'bulletins of each of the campaigns': {
    person: 'coordinator',
    query: below('bulletins', '(first: 2) { nodes { id } }'),
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'parts of the figures of each of the campaigns': {
    person: 'coordinator',
    query: below('figures(groupBy: [UNIT, PERIOD])', `{ groups { unit { id } parts ${rows('FigureGroup')} } }`),
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'figures of each of the campaigns with those below it': {
    person: 'coordinator',
    query: below('figures(scope: WITH_LOWER, groupBy: [UNIT, PERIOD])', `{ groups { campaigns { title } parts ${rows('FigureGroup')} } }`),
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  'campaigns above and below each of the campaigns': {
    person: 'coordinator',
    query: below('superior { id } lowerCampaigns { id }', ''),
    rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length,
  },
  ...Object.fromEntries(
    OF_CAMPAIGNS.map((field) => {
      const args = field.endsWith('Counts') ? '(by: [STATE, UNIT])' : '';
      const type = field.endsWith('Counts') ? 'GroupCount' : field.endsWith('Board') ? 'BoardRow' : (OF_FIGURES[field] ?? 'UnitStanding');
      return [
        `${field} of each of the campaigns`,
        { person: 'coordinator', query: below(field, `${args} ${rows(type)}`), rows: (data: { campaigns: Nodes }) => data.campaigns.nodes.length },
      ];
    }),
  ),
};
