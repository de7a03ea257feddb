/**
 * How the viewer stands to a subject, and in the name of which unit: what goes into `by` of an event. Read from the roles in force and from
 * the participants of the subject, never from an argument; the acting unit may only choose between what is there.
 *
 * A person acts for a unit only through a part that this very unit has. A section below a bureau acts on the bureau's task when the part was
 * delegated to it, because then the section is a participant itself; being below in the tree is not enough.
 */
import type { By, EventRule, Relation } from '../../../workflows/contract';
import type { StoredParticipant } from '../ports/store';
import type { HeldRole, Viewer } from '../ports/viewer';
import { refused, type Refusal } from '../refusal';
import { relationRules, seatRelations, type RelationRule } from './table';

/** What the policy needs of a subject; every `StoredSubject` whose definition carries campaign and office will do. */
export interface PolicySubject {
  definition: { campaign: string; office: string };
  participants: readonly Pick<StoredParticipant, 'unitId' | 'role' | 'active'>[];
}

/** One way in which the viewer can act on the subject. */
export interface Capacity {
  unit: string;
  relations: Relation[];
  onBehalfOf: string | null;
}

export type Standing =
  | { ok: true; value: Pick<By, 'relations' | 'unit' | 'onBehalfOf'> }
  | { ok: false; refusal: Refusal<'ACTING_UNIT_REQUIRED' | 'ACTING_UNIT_NOT_YOURS'> };

const RULES_OF_ROLE: ReadonlyMap<string, readonly RelationRule[]> = new Map(
  [...new Set(relationRules.map(({ role }) => role))].map((role) => [role, relationRules.filter((rule) => rule.role === role)] as const),
);

// Asked for every role of a person and every one of a hundred tasks: loops, that make nothing unless there is something.
function seatsOf({ participants }: PolicySubject, unitId: string | null): Relation[] | null {
  let seats: Relation[] | null = null;
  for (const part of participants) {
    const relation = part.unitId === unitId && part.active ? seatRelations[part.role] : undefined;
    if (relation) (seats ??= []).push(relation);
  }
  return seats;
}

function relationsOfRole(held: HeldRole, subject: PolicySubject): { unit: string; relations: Relation[] } | null {
  const { campaign, office } = subject.definition;
  for (const rule of RULES_OF_ROLE.get(held.role) ?? []) {
    if (rule.scope === 'SEAT') {
      const seats = seatsOf(subject, held.unitId);
      if (seats) return { unit: held.unitId ?? office, relations: rule.relation ? [...seats, rule.relation] : seats };
    } else if (rule.relation && (rule.scope === 'CAMPAIGN' ? held.campaignId === campaign : held.campaignId === null && held.unitId === office)) {
      return { unit: office, relations: [rule.relation] };
    }
  }
  return null;
}

/** Every way in which the viewer can act on the subject: one for each unit and each person stood in for. Own roles come first. */
export function capacities(viewer: Viewer, subject: PolicySubject): Capacity[] {
  const found: Capacity[] = [];
  const substituting = viewer.roles.some((held) => held.onBehalfOf !== null);
  const ownFirst = substituting ? [...viewer.roles].sort((a, b) => Number(a.onBehalfOf !== null) - Number(b.onBehalfOf !== null)) : viewer.roles;
  for (const held of ownFirst) {
    const part = relationsOfRole(held, subject);
    if (!part) continue;
    const capacity = found.find(({ unit, onBehalfOf }) => unit === part.unit && onBehalfOf === held.onBehalfOf);
    if (capacity) capacity.relations = [...new Set([...capacity.relations, ...part.relations])];
    else found.push({ unit: part.unit, relations: [...new Set(part.relations)], onBehalfOf: held.onBehalfOf });
  }
  return found;
}

const sends = (event: Pick<EventRule, 'who' | 'headOnly'>, capacity: Capacity): boolean =>
  event.who.some((relation) => capacity.relations.includes(relation)) && (!event.headOnly || capacity.relations.includes('UNIT_HEAD'));

/**
 * What one unit's capacities come to. A person's own right goes before one held by substitution; where the substitution adds to it, the
 * absent person is named, for then the act is theirs. Two absent people are never mixed: the log could name only one of them.
 */
function merged(capacitiesOfUnit: readonly Capacity[]): Capacity | null {
  const [first, ...rest] = capacitiesOfUnit;
  if (!first || first.onBehalfOf !== null) return first ?? null;
  const adding = rest.find((capacity) => capacity.relations.some((relation) => !first.relations.includes(relation)));
  return adding ? { ...adding, relations: [...new Set([...first.relations, ...adding.relations])] } : first;
}

/** Every unit the viewer could act for at all. */
function homesOf(viewer: Viewer, all: readonly Capacity[]): string[] {
  return [...new Set([...viewer.roles.flatMap((held) => held.unitId ?? []), ...all.map((capacity) => capacity.unit)])];
}

/**
 * The relations, the unit and, in a substitution, the absent person.
 * With one fitting unit `actingUnit` may be null; with several it must be named (ACTING_UNIT_REQUIRED, data `units`). A unit in which the
 * viewer has no role is refused (ACTING_UNIT_NOT_YOURS, data `unit`, `units`). No relation at all is no refusal here: the law says no to
 * an event without one, and says why.
 *
 * `event` narrows to the capacities from which that event can be sent, so that nobody is asked for a unit when only one could do it, and
 * nobody absent is named for what the viewer may do in their own right.
 */
export function relations(viewer: Viewer, subject: PolicySubject, actingUnit: string | null, event?: Pick<EventRule, 'who' | 'headOnly'>): Standing {
  const all = capacities(viewer, subject);
  const isHome = (unit: string): boolean => viewer.roles.some((held) => held.unitId === unit) || all.some((capacity) => capacity.unit === unit);
  if (actingUnit !== null && !isHome(actingUnit)) {
    return refused('ACTING_UNIT_NOT_YOURS', '您不在所选单位任职，不能以该单位名义办理。', 'You have no role in the unit you chose to act for.', {
      unit: actingUnit,
      units: homesOf(viewer, all),
    });
  }
  const chosen = all.filter((capacity) => actingUnit === null || capacity.unit === actingUnit);
  const able = event ? chosen.filter((capacity) => sends(event, capacity)) : [];
  const fitting = able.length > 0 ? able : chosen;
  const units = [...new Set(fitting.map((capacity) => capacity.unit))];
  if (units.length > 1) {
    return refused(
      'ACTING_UNIT_REQUIRED',
      '您可以代表多个单位办理，请指明以哪个单位名义。',
      'You can act for several units here: name the one you act for.',
      {
        units,
      },
    );
  }
  const standing = able[0] ?? merged(chosen);
  if (standing) return { ok: true, value: { relations: standing.relations, unit: standing.unit, onBehalfOf: standing.onBehalfOf } };
  const homes = homesOf(viewer, all);
  return { ok: true, value: { relations: [], unit: actingUnit ?? (homes.length === 1 ? (homes[0] ?? null) : null), onBehalfOf: null } };
}
