/** A desk that knows two people and nothing else, for the tests of the door itself: transports, limits, errors. */
import type { Desk } from '../../src/application/desk';
import type { Viewer } from '../../src/application/ports/viewer';
import { primaryOnly } from '../../src/application/ports/reads';
import { standardRefusal } from '../../src/application/refusal-codes';
import { laws } from '../../workflows';

export const ANN: Viewer = { accountId: '0197f000-0000-7000-8000-000000000001', userName: 'ann', displayName: '安', roles: [] };

type Parts = { [Room in keyof Desk]?: Partial<Desk[Room]> };

/** What is not given is not there: a test that reaches for it fails by name. */
export function fakeDesk(parts: Parts = {}): Desk {
  const people: Partial<Desk['people']> = {
    async viewerFromToken(token: string) {
      if (token === 'ann') return { ok: true as const, value: { viewer: ANN, expiresAt: new Date(Date.now() + 60_000) } };
      const code = token === 'old' ? 'TOKEN_EXPIRED' : 'TOKEN_INVALID';
      return { ok: false as const, refusal: { ...standardRefusal(code), code } };
    },
    ownSubstitutions: async () => [],
    displayNames: async () => new Map(),
  };
  const units: Partial<Desk['units']> = { unitsNow: async (ids) => ids.map(() => null) };
  const subjects = { sight: (viewer: Viewer) => ({ viewer }) } as unknown as Partial<Desk['subjects']>;
  return {
    laws,
    drive: room('drive', parts.drive),
    figures: room('figures', parts.figures),
    snapshots: room('snapshots', parts.snapshots),
    subjects: room('subjects', { ...subjects, ...parts.subjects }),
    plans: room('plans', parts.plans),
    people: room('people', { ...people, ...parts.people }),
    units: room('units', { ...units, ...parts.units }),
    calendar: room('calendar', parts.calendar),
    reports: room('reports', parts.reports),
    bulletins: room('bulletins', parts.bulletins),
    records: room('records', parts.records),
    messages: room('messages', parts.messages),
    differences: room('differences', parts.differences),
    previewAmendment: async () => ({ ok: false as const, refusal: { ...standardRefusal('NOT_FOUND'), code: 'NOT_FOUND' as const } }),
    listAnchors: async () => ({ ok: false as const, refusal: { ...standardRefusal('FORBIDDEN'), code: 'FORBIDDEN' as const } }),
    changes: room('changes', parts.changes),
    reads: { ...primaryOnly, ...parts.reads },
    isUnavailable: (parts.isUnavailable as Desk['isUnavailable'] | undefined) ?? (() => false),
    unready: (parts.unready as Desk['unready'] | undefined) ?? (async () => []),
  };
}

function room<Room extends object>(name: string, given: Partial<Room> = {}): Room {
  return new Proxy(given, {
    get(target, key) {
      if (key in target) return target[key as keyof Room];
      throw new Error(`The fake desk has no ${name}.${String(key)}`);
    },
  }) as Room;
}
