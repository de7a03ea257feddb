/** The law of bulletins: the office's periodic comparison of units. */
import { label, machineOf } from '../chart';
import type { Label, Law, LawSnapshot, Projection } from '../contract';
import type { BulletinDefinition } from '../definitions';
import { bulletinChart } from './chart';
import { bulletinChecks } from './checks';
import { beginBulletin } from './context';
import type { BulletinContext } from './context';
import { bulletinEvents } from './events';

const states: Readonly<Record<string, Label>> = {
  DRAFT: label('草稿', 'Draft'),
  APPROVED: label('已批准', 'Approved'),
  PUBLISHED: label('已印发', 'Published'),
  RECALLED: label('已撤回', 'Recalled'),
  DISCARDED: label('已作废', 'Discarded'),
};

function project(_definition: BulletinDefinition, { value, context }: LawSnapshot<BulletinContext>): Projection {
  const state = String((value as { paper: string }).paper).toUpperCase();
  const withOffice = state === 'APPROVED' || (state === 'DRAFT' && context.returns.length > 0);
  const out = context.publishedOn !== null;
  return {
    state,
    title: context.words.title,
    number: context.words.number,
    dueOn: null,
    timeliness: null,
    attention: null,
    closed: ['PUBLISHED', 'RECALLED', 'DISCARDED'].includes(state),
    participants: [
      { unit: context.office, role: 'REVIEWER', state, mustAct: withOffice, active: true, dueOn: null },
      // Nobody but the office knows of a bulletin before it is out.
      ...(out ? context.content.units.map(({ unit }) => ({ unit, role: 'ADDRESSEE', state, mustAct: false, active: true, dueOn: null })) : []),
    ],
  };
}

export const bulletinLaw: Law<BulletinDefinition, BulletinContext> = {
  kind: 'BULLETIN',
  version: 1,
  label: label('通报', 'Bulletin'),
  creation: 'DRAFT',
  states,
  events: bulletinEvents,
  checks: bulletinChecks,
  begin: beginBulletin,
  shape: () => 'bulletin',
  compile: () => machineOf('bulletin', bulletinChart, bulletinChecks),
  project,
};
