/** Who asks, and for which page, in tests of what is read. */
import { v7 as uuid } from 'uuid';
import type { Page, PageRequest } from '../../../src/application/ports/reading';
import type { HeldRole, Viewer } from '../../../src/application/ports/viewer';

/** Somebody who holds these roles. */
export const holding = (...roles: Partial<HeldRole>[]): Viewer => ({
  accountId: uuid(),
  userName: 'someone',
  displayName: 'Someone',
  roles: roles.map((role) => ({ role: 'UNIT_STAFF', unitId: null, campaignId: null, onBehalfOf: null, ...role })),
});

export const first = (limit: number, from: PageRequest['from'] = null): PageRequest => ({ limit, direction: 'FORWARD', from });
export const last = (limit: number, from: PageRequest['from'] = null): PageRequest => ({ limit, direction: 'BACKWARD', from });

export const ids = (page: Page<{ subject: { id: string } }>): string[] => page.rows.map(({ row }) => row.subject.id);
