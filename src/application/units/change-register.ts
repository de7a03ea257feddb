/** The shape that all changes of the register have in common: everything is checked as a whole before anything is written. */
import { holdsOn, parentOn, unitRegister, type UnitRecord } from '../../domain/units';
import { idempotently, type Request } from '../idempotently';
import { forbidden, mayManageUnits } from '../policy';
import type { RegisterTransaction } from '../ports/transaction';
import type { Viewer } from '../ports/viewer';
import { done, type Answer } from '../refusal';
import type { UnitsDesk } from './desk';
import { refuse } from './refuse';
import { unitVersion } from './unit-version';

export interface RegisterChange<T> {
  /** Added, or put in the place of those with the same id. */
  records: readonly UnitRecord[];
  action: string;
  /** For the audit. */
  data: Record<string, unknown>;
  answer: T;
}

type RegisterFaultCode = NonNullable<ReturnType<typeof registerFault>>['refusal']['code'];

/**
 * `plan` says what would change, or refuses, from the records as they stand; it writes nothing. Beside its own refusals:
 * UNIT_WOULD_BE_ITS_OWN_ANCESTOR, UNIT_CODE_TAKEN, UNIT_NAME_TAKEN, UNIT_REGISTER_INVALID, and FORBIDDEN unless `allowed`.
 */
export async function changeRegister<T, Code extends string>(
  desk: UnitsDesk,
  viewer: Viewer,
  request: Request,
  plan: (records: readonly UnitRecord[], tx: RegisterTransaction) => Answer<RegisterChange<T>, Code> | Promise<Answer<RegisterChange<T>, Code>>,
  allowed = mayManageUnits(viewer),
) {
  if (!allowed) return forbidden('MANAGE_UNITS');
  const answer = await idempotently<T, Code | RegisterFaultCode, RegisterTransaction>(desk, viewer, request, async (tx) => {
    const records = await tx.units.forChange();
    const planned = await plan(records, tx);
    if (!planned.ok) return planned;
    const { records: changed, action, data, answer } = planned.value;
    const fault = registerFault(records, changed);
    if (fault) return fault;
    const at = desk.wall.now();
    await tx.units.save(changed, at);
    for (const { id } of changed) await tx.audit.write({ at, accountId: viewer.accountId, action, target: id, data });
    return done(answer);
  });
  desk.directory.invalidate();
  return answer;
}

/** What the register would break by the change; null: nothing. */
export function registerFault(records: readonly UnitRecord[], changed: readonly UnitRecord[]) {
  const replaced = new Map(changed.map((unit) => [unit.id, unit]));
  const known = new Set(records.map((unit) => unit.id));
  const after = [...records.map((unit) => replaced.get(unit.id) ?? unit), ...changed.filter((unit) => !known.has(unit.id))];
  const checked = unitRegister(after);
  if (!checked.ok) {
    const faults = checked.refused;
    const [first] = faults;
    if (first?.code === 'UNIT_PARENT_CYCLE') return refuse('UNIT_WOULD_BE_ITS_OWN_ANCESTOR', { unit: first.unitId });
    if (first?.code === 'UNIT_CODE_TWICE') return refuse('UNIT_CODE_TAKEN', { code: replaced.get(first.unitId)?.code ?? changed[0]?.code });
    const answer = refuse('UNIT_REGISTER_INVALID', { problems: faults.map((fault) => fault.message.en), faults });
    const zh = `单位库无法这样修改：${faults.map((fault) => fault.message.zh).join('；')}`;
    return { ...answer, refusal: { ...answer.refusal, message: { ...answer.refusal.message, zh } } };
  }
  return nameTaken(after, changed);
}

/** Two units below one parent never bear one official name on one day: nobody could tell which is meant. */
function nameTaken(after: readonly UnitRecord[], changed: readonly UnitRecord[]) {
  const bearers = new Map<string, UnitRecord[]>();
  for (const unit of after) for (const { name, kind } of unit.names) if (kind === 'OFFICIAL') bearers.set(name, [...(bearers.get(name) ?? []), unit]);
  for (const unit of changed) {
    for (const own of unit.names.filter((name) => name.kind === 'OFFICIAL')) {
      const rival = bearers.get(own.name)?.find((other) => other.id !== unit.id && sharedDay(unit, other, own.name));
      if (rival) return refuse('UNIT_NAME_TAKEN', { name: own.name, unit: rival.id });
    }
  }
  return null;
}

/** Whether both bear the name below the same parent on a day; something of theirs began on the first such day. */
function sharedDay(a: UnitRecord, b: UnitRecord, name: string): boolean {
  const beginnings = [a, b].flatMap((unit) => [...unit.names, ...unit.parents]).map((period) => period.validFrom ?? '0001-01-01');
  const bears = (unit: UnitRecord, day: string): boolean =>
    unit.names.some((one) => one.kind === 'OFFICIAL' && one.name === name && holdsOn(one, day));
  return ['0001-01-01', ...beginnings].some((day) => bears(a, day) && bears(b, day) && parentOn(a, day) === parentOn(b, day));
}

/** The unit to change. `expectedVersion` is what the viewer saw; null asks for none. Refuses UNIT_UNKNOWN, STALE_REVISION. */
export function unitToChange(records: readonly UnitRecord[], unitId: string, expectedVersion: string | null) {
  const unit = records.find((one) => one.id === unitId);
  if (!unit) return refuse('UNIT_UNKNOWN', { unit: unitId });
  const actual = unitVersion(unit);
  if (expectedVersion !== null && expectedVersion !== actual) return refuse('STALE_REVISION', { expected: expectedVersion, actual });
  return done(unit);
}
