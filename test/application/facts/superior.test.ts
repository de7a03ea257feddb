import { superiorFacts } from '../../../src/application/facts/superior';
import type { FactRequest } from '../../../src/application/drive/types';
import type { StoredSubject } from '../../../src/application/ports/store';
import { unitRegister, type UnitRecord } from '../../../src/domain/units';

const id = (n: number): string => `01a00000-0000-7000-8000-00000000000${n}`;
/** The usual shape: ministries and provinces side by side below the state, bureaus below their province. */
const [state, ministry, province, bureau, city, cityBureau, stranger] = [1, 2, 3, 4, 5, 6, 7].map(id) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const unit = (of: string, parentId: string | null): UnitRecord => ({
  ...{ id: of, kind: 'GOVERNMENT', names: [{ name: of, kind: 'OFFICIAL', validFrom: null, validTo: null }] },
  parents: parentId ? [{ parentId, validFrom: null, validTo: null }] : [],
});
const register = (() => {
  const answer = unitRegister([
    unit(state, null),
    ...[ministry, province].map((of) => unit(of, state)),
    ...[bureau, city].map((of) => unit(of, province)),
    unit(cityBureau, city),
    unit(stranger, null),
  ]);
  if (!answer.ok) throw new Error('not a register');
  return answer.register;
})();

const SUPERIOR = id(9);
const OWN = id(8);
async function stands(
  office: string,
  superior: { office: string; units?: string[]; above?: string[]; kind?: string } | null,
  named: unknown = SUPERIOR,
) {
  const participants = (superior?.units ?? []).map((unitId) => ({ unitId, role: 'TAKING_PART', active: true }));
  const found =
    superior &&
    ({
      id: SUPERIOR,
      campaignId: SUPERIOR,
      kind: superior.kind ?? 'CAMPAIGN',
      title: '上级',
      definition: { office: superior.office },
      participants,
    } as unknown as StoredSubject);
  const { superiorCampaign } = superiorFacts({
    units: { current: () => Promise.resolve(register) } as never,
    records: {
      campaigns: (ids: readonly string[]) => Promise.resolve(ids.map(() => found)),
      superiors: (ids: readonly string[]) => Promise.resolve(ids.map(() => superior?.above ?? [])),
    } as never,
  });
  const request = {
    subject: { campaignId: OWN, definition: { office } },
    event: { on: '2022-09-01', input: { superior: named } },
  } as unknown as FactRequest;
  const [answer] = await superiorCampaign([request]);
  return answer?.ok ? answer.value : answer;
}

test('an office may name a campaign of its own, and of a unit above it', async () => {
  expect(await stands(bureau, { office: bureau })).toEqual({ title: '上级', isAbove: true, isBelow: false });
  expect(await stands(cityBureau, { office: province })).toMatchObject({ isAbove: true });
  expect(await stands(province, { office: cityBureau })).toMatchObject({ isAbove: false });
  expect(await stands(cityBureau, { office: bureau })).toMatchObject({ isAbove: false });
});

test('and one that was sent to it, or to a unit above it that is not above both', async () => {
  expect(await stands(bureau, { office: ministry, units: [bureau] })).toMatchObject({ isAbove: true });
  expect(await stands(cityBureau, { office: ministry, units: [province] })).toMatchObject({ isAbove: true });
  expect(await stands(cityBureau, { office: ministry, units: [bureau] })).toMatchObject({ isAbove: false });
  // The state takes part in what its ministry does: that opens it to nobody.
  expect(await stands(cityBureau, { office: ministry, units: [state] })).toMatchObject({ isAbove: false });
  expect(await stands(stranger, { office: ministry, units: [province] })).toMatchObject({ isAbove: false });
});

test('says when the other is below already', async () => {
  expect(await stands(bureau, { office: bureau, above: [id(5), OWN] })).toMatchObject({ isBelow: true });
  expect(await stands(bureau, { office: bureau, above: [id(5)] })).toMatchObject({ isBelow: false });
});

test('there is none under what is no id, is not there, or is no campaign', async () => {
  expect(await stands(bureau, null)).toBeNull();
  expect(await stands(bureau, { office: bureau }, 'x')).toBeNull();
  expect(await stands(bureau, { office: bureau }, null)).toBeNull();
  expect(await stands(bureau, { office: bureau, kind: 'TASK' })).toBeNull();
});
