/**
 * A campaign with ledgers, and the doors by which records are entered, imported and told, as front-ends use them. One to a test file, opened in its
 * `beforeAll`.
 */
import { randomUUID } from 'node:crypto';
import { displayNameOn } from '../../src/domain/units';
import { fromGlobalId } from '../../src/graphql/global-id';
import { startCampaign, type PersonName, type RunningCampaign, type SubjectIds } from './campaign';
import { amendedByLedgers, workbookOf, type Cell } from './ledgers';

export let world: RunningCampaign;
/** Of the units, by their keys. */
export let names: Record<string, string>;

export async function openLedgers(): Promise<void> {
  world = await startCampaign();
  await amendedByLedgers(world);
  world.setClock('2022-10-08T02:00:00Z');
  const register = await world.muster.below.units.current();
  const nameOf = (id: string): string => {
    const unit = register.get(id);
    return unit ? displayNameOn(unit, '2022-10-08') : '';
  };
  names = Object.fromEntries(Object.entries(world.units).map(([key, id]) => [key, nameOf(id)]));
  await world.done('leader', 'advanceCampaign', world.campaignOf(world.own), { override: { reason: '已动员部署' } });
}

export interface Field {
  column: string;
  value: string | null;
}
export interface Shown {
  id: string;
  state: string;
  revision: number;
  identity: string;
  date: string;
  unit: { id: string };
  fields: (Field & { unit: { id: string } | null })[];
  adds: { cell: string; amount: string; on: string }[];
  corrections: { reason: string; actor: string | null; changes: { column: string; before: string | null; after: string | null }[] }[];
  strikes: { reason: string; restoredBecause: string | null }[];
  source: { file: string; row: number } | null;
}
interface Fault {
  code: string;
  message: string;
  path: string[] | null;
}
const SHOWN = `id state revision identity date unit { id } fields { column value unit { id } } adds { cell amount on }
  corrections { reason actor changes { column before after } } strikes { reason restoredBecause } source { file row }`;
const FAULTS = 'userErrors { code message path ... on TransitionRefused { reasons { code } } }';

const values = (given: Record<string, string>): Field[] => Object.entries(given).map(([column, value]) => ({ column, value }));
let number = 0;
export const aCase = (given: Record<string, string> = {}): Record<string, string> => ({
  文书编号: `立〔2022〕${(number += 1)}号`,
  办案单位: names['lead'] ?? '',
  立案日期: '2022-09-14',
  ...given,
});
export async function add(person: PersonName, kind: string, given: Record<string, string>, input: Record<string, unknown> = {}) {
  const { addRecord } = await world.as<{ addRecord: { record: Shown | null; userErrors: Fault[] } }>(
    person,
    `mutation ($input: AddRecordInput!) { addRecord(input: $input) { record { ${SHOWN} } ${FAULTS} } }`,
    { input: { campaignId: world.own.campaign, kind, fields: values(given), idempotencyKey: randomUUID(), ...input } },
  );
  return addRecord;
}
export async function added(person: PersonName, kind: string, given: Record<string, string>, input: Record<string, unknown> = {}): Promise<Shown> {
  const { record, userErrors } = await add(person, kind, given, input);
  if (!record) throw new Error(JSON.stringify(userErrors));
  return record;
}
export const idsOf = ({ id }: { id: string }): SubjectIds => ({
  kind: 'RECORD',
  id,
  subjectId: fromGlobalId(id).parts[1] ?? '',
  campaignId: world.own.campaignId,
});
export const seenBy = async (person: PersonName, id: string): Promise<Shown | null> =>
  (await world.as<{ node: Shown | null }>(person, `query ($id: ID!) { node(id: $id) { ... on Record { ${SHOWN} } } }`, { id })).node;
export const correct = (person: PersonName, record: Shown, given: Record<string, string>) =>
  world.send(person, 'correctRecord', idsOf(record), { fields: values(given), reason: '录入有误' });

interface Imported {
  recorded: number;
  corrected: number;
  unchanged: number;
  struck: number;
  ignored: string[];
  rows: { row: number; identity: string; outcome: string; recordId: string }[];
}
export const HEADINGS = ['文书编号', '办案单位', '立案日期', '结案日期', '案值', '罚款', '结果', '当事人'];
export async function importing(person: PersonName, content: Buffer, input: Record<string, unknown> = {}) {
  const { importRecords: answer } = await world.as<{ importRecords: { imported: Imported | null; userErrors: Fault[] } }>(
    person,
    `mutation ($input: ImportRecordsInput!) { importRecords(input: $input) {
      imported { recorded corrected unchanged struck ignored rows { row identity outcome recordId } } ${FAULTS} } }`,
    {
      input: {
        ...{ campaignId: world.own.campaign, kind: 'cases', name: '九月案件.xlsx', content: content.toString('base64') },
        ...{ idempotencyKey: randomUUID(), ...input },
      },
    },
  );
  return answer;
}
export const faultsOf = async (
  person: PersonName,
  rows: readonly (readonly Cell[])[],
  input: Record<string, unknown> = {},
): Promise<[string, string][]> => {
  const { imported, userErrors } = await importing(person, await workbookOf(rows), input);
  expect(imported).toBeNull();
  return userErrors.map(({ code, path }) => [path?.at(-1) ?? '', code]);
};
export async function told<T>(person: PersonName, field: string): Promise<T> {
  const data = await world.as<{ campaign: T }>(person, `query ($id: ID!) { campaign(id: $id) { ${field} } }`, { id: world.own.campaign });
  return data.campaign;
}
