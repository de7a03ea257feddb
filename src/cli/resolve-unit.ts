import type { Refusal } from '../application/refusal';
import type { UnitsDesk } from '../application/units';
import { civilDateOf } from '../domain/calendar';
import { displayNameOn, matchUnit } from '../domain/units';

/** The unit that somebody typed: by its id, its code, or a name that can mean one unit only. Refuses UNIT_UNKNOWN, with what it might be. */
export async function resolveUnit(desk: UnitsDesk, text: string): Promise<{ ok: true; value: string } | { ok: false; refusal: Refusal }> {
  const register = await desk.directory.current();
  const today = civilDateOf(desk.clock.now());
  const direct = register.get(text) ?? register.units.find((unit) => unit.code === text);
  if (direct) return { ok: true, value: direct.id };
  const match = matchUnit(text, register, { date: today });
  const found = 'unitIds' in match ? match.unitIds : 'candidates' in match ? match.candidates : [];
  const [only] = found;
  // A guess is not good enough for giving somebody a role.
  if (only !== undefined && found.length === 1 && !('doubt' in match && match.doubt !== null)) return { ok: true, value: only };
  const candidates = found.flatMap((id) => {
    const unit = register.get(id);
    return unit ? [`${displayNameOn(unit, today)}${unit.code ? `（${unit.code}）` : ''}`] : [];
  });
  const [zh, en] = candidates.length > 0 ? [`可能是：${candidates.join('、')}`, `It might be ${candidates.join(', ')}.`] : ['', ''];
  const message = { zh: `单位库中没有“${text}”。${zh}`, en: `The register has no unit "${text}". ${en}`.trim() };
  return { ok: false, refusal: { code: 'UNIT_UNKNOWN', message, data: { unit: text, candidates } } };
}
