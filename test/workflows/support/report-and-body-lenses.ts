/** What is tried on reports and on coordinating bodies. */
import { bodyLaw, reportLaw } from '../../../workflows';
import type { BodyContext, BodyDefinition, LawEvent, ReportContext, ReportDefinition } from '../../../workflows';
import { bodyOf } from './bodies';
import { sentAs } from './explore';
import type { Lens } from './explore';
import { clock, engine, leader, office, owing } from './people';
import { formFaults, reportOf, roster } from './reports';

const because = { reason: '理由' };
const reportSent = sentAs(
  reportLaw,
  {
    campaignStanding: 'RUNNING',
    workingDaysLate: 0,
    newDates: { dueOn: '2022-09-15', closesOn: '2022-12-31' },
    chaseDates: [
      { key: 'remind:-1', on: '2022-09-09' },
      { key: 'escalate', on: '2022-09-30' },
    ],
    chaseDay: { workingDays: 1, waitsUntil: null },
  },
  '2022-09-01',
);
const days = ['2022-09-01', '2022-09-20'] as const;
const onBoth = (type: string, ...rest: [Parameters<typeof reportSent>[1], Record<string, unknown>?]): LawEvent[] =>
  days.map((on) => reportSent(type, rest[0], rest[1] ?? {}, on));

const { negativeCell, unknownCell, missingSection, brokenRule, unusual } = formFaults;
const file = { id: 'file-1', name: '附件.pdf', mediaType: 'application/pdf', size: 9, digest: '00' };
const pieces: LawEvent[] = [
  reportSent('SAVE_DRAFT', owing, { cells: [{ key: '7.2', value: 3 }] }),
  reportSent('SAVE_DRAFT', owing, { cells: [{ key: 'seven', value: 3 }] }),
  reportSent('SAVE_DRAFT', owing, { cells: [{ key: '99', value: 3 }] }, undefined, { formFaults: [unknownCell] }),
  reportSent('SAVE_DRAFT', owing, { cells: [{ key: '7.2', value: -3 }] }, undefined, { formFaults: [negativeCell] }),
  reportSent('SAVE_DRAFT', owing, { attachments: ['file-1'] }, undefined, { attachments: [file] }),
  reportSent('SAVE_DRAFT', owing, { attachments: ['file-1', 'file-2'] }, undefined, { attachments: [file] }),
  reportSent('SUBMIT', owing, { content: roster }, undefined, { formFaults: [missingSection] }),
  reportSent('SUBMIT', owing, { content: roster }, undefined, { formFaults: [brokenRule] }),
  reportSent('SUBMIT', owing, { content: roster }, undefined, { formFaults: [unusual] }),
  reportSent('SUBMIT', owing, { content: roster, explanations: [{ rule: 'c2', text: '属实' }] }, undefined, { formFaults: [unusual] }),
];
const paperwork: LawEvent[] = [
  reportSent('SAVE_DRAFT', owing, { content: roster }),
  ...onBoth('SUBMIT', owing, { content: roster }),
  reportSent('SUBMIT', owing, { content: { liaisons: [] } }),
  reportSent('SUBMIT', owing),
  reportSent('SUBMIT', owing, { zero: true }),
  ...onBoth('WITHDRAW', owing),
  reportSent('RETURN', office, because),
  reportSent('RETURN', office, { ...because, dueOn: '2022-09-15' }),
  reportSent('RETURN', office, { ...because, dueOn: '2022-01-01' }),
  reportSent('ACCEPT', office),
  reportSent('REOPEN', office, because),
  reportSent('REOPEN', office, { ...because, dueOn: '2022-09-15' }),
  reportSent('REOPEN', office, because, undefined, { campaignStanding: 'OVER' }),
  reportSent('WAIVE', office, because),
];
const onDayOff = { chaseDay: { workingDays: 1, waitsUntil: '2022-09-13' } };
const chases: LawEvent[] = [
  ...onBoth('REMIND', clock, { which: 'remind:-1' }),
  reportSent('REMIND', clock, { which: 'remind:+1' }, '2022-09-20'),
  reportSent('REMIND', clock, { which: 'remind:-1' }, undefined, onDayOff),
  reportSent('ESCALATE', clock, {}, '2022-09-20'),
  reportSent('ESCALATE', clock, {}, '2022-09-20', onDayOff),
  reportSent('URGE', office),
  reportSent('URGE', office, { message: '请尽快报送' }),
  // Not as usual: moved to where nobody is reminded any more.
  reportSent('AMENDED', engine, { rule: 'rule-1', title: '联络员名单', dueOn: '2022-09-12' }, undefined, { chaseDates: [] }),
];
const dates: LawEvent[] = [
  reportSent('DUE', clock),
  reportSent('CLOSE_PERIOD', clock),
  ...onBoth('MOVE_DUE', engine, { dueOn: '2022-09-15' }),
  reportSent('SUSPENDED', engine),
  ...onBoth('RESUMED', engine, { days: 1 }),
  ...onBoth('AMENDED', engine, { rule: 'rule-1', title: '联络员名单', dueOn: '2022-09-12', closesOn: '2022-12-31' }),
  reportSent('CHASING_CHANGED', engine, { chasing: { remindBefore: [5], remindAfter: [], escalateAfter: null, quietOnDaysOff: true } }),
  reportSent('NO_LONGER_OWED', engine, because),
  reportSent('NO_LONGER_OWED', engine, { ...because, alsoDrafts: true }),
  reportSent('CLOSE', engine),
];
const history = ({ submissions, returnDueOn }: ReportContext): unknown => [
  submissions.some(({ outcome }) => outcome === 'RETURNED' || outcome === 'REOPENED'),
  returnDueOn !== null,
];
const owe = reportSent('OWE', engine, { definition: {} });

export const reportLenses: Record<string, Lens<ReportDefinition, ReportContext>> = {
  roster: { definition: reportOf({ closesOn: '2022-12-31' }), begin: owe, events: [...paperwork, ...pieces, ...chases, ...dates], also: history },
  moving: { definition: reportOf({ movesWithPhase: true }), begin: owe, events: [...paperwork, ...dates], also: history },
  figures: {
    definition: reportOf({ reportKind: 'STATISTICS' }),
    begin: owe,
    events: [
      reportSent('SUBMIT', owing, { zero: true }),
      reportSent('SUBMIT', owing, { zero: true, content: { figures: [1] } }),
      reportSent('ACCEPT', office),
    ],
  },
};

const bodySent = sentAs(bodyLaw, {}, '2022-09-01');
const form = bodySent('FORM', engine, { definition: {} });
const members: LawEvent[] = [
  bodySent('APPOINT', office, { role: 'LEADER', name: '组长' }),
  bodySent('APPOINT', office, { role: 'LEADER', name: '组长', id: 'm1' }),
  bodySent('APPOINT', office, { role: 'MEMBER' }),
  bodySent('REPLACE', office, { member: 'm1', name: '新组长' }),
  bodySent('REPLACE', office, { member: 'm1', name: '新组长', from: '2022-01-01' }),
  bodySent('REPLACE', office, { member: 'm9', name: '新组长' }),
  bodySent('RELEASE', office, { member: 'm1' }),
  bodySent('RELEASE', office, { member: 'm1', until: '2022-01-01' }),
  bodySent('HOLD_MEETING', office, { on: '2022-09-01', kind: 'PROMOTION', attendees: ['m1'] }),
  bodySent('HOLD_MEETING', office, { on: '2022-12-01', kind: 'PROMOTION', attendees: ['m9'] }),
  bodySent('ACTIVATE', office),
  bodySent('DISSOLVE', leader, because),
];
const serving = ({ members: all }: BodyContext): unknown => all.map(({ id, until }) => [id, until]);

export const bodyLenses: Record<string, Lens<BodyDefinition, BodyContext>> = {
  formed: { definition: bodyOf(), begin: form, events: members, also: serving, stop: ({ snapshot }) => (snapshot?.context.members.length ?? 0) > 3 },
  launched: { definition: bodyOf({ activeFromStart: true }), begin: form, events: members, stop: () => true },
  headless: {
    definition: bodyOf({ members: [] }),
    begin: form,
    events: members,
    also: serving,
    stop: ({ snapshot }) => (snapshot?.context.members.length ?? 0) > 1,
  },
};
