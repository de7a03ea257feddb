/** The acts of the three months, in order. */
import type { Rehearsal } from '../rehearsal';
import type { Tour } from '../tour';
import { april } from './april';
import { differences } from './differences';
import { figures } from './figures';
import { ledger } from './ledger';
import { march } from './march';
import { may } from './may';
import { owing } from './owing';
import { theBulletin } from './the-bulletin';

export async function playPeriods(tour: Tour, rehearsal: Pick<Rehearsal, 'turnTo'>): Promise<void> {
  const months = await owing(tour, rehearsal);
  for (const act of [march, april, may, figures, ledger, differences, theBulletin]) await act(tour, months);
}
