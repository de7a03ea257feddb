/** The law of records: single cases and inspections, from which the figures of a campaign are told beside what units report. */
import { label, machineOf } from '../chart';
import type { Label, Law, LawSnapshot, Projection } from '../contract';
import type { RecordDefinition } from '../definitions';
import { recordChart } from './chart';
import { recordChecks } from './checks';
import { beginRecord } from './context';
import type { RecordContext } from './context';
import { contributeRecord } from './contribute';
import { recordEvents } from './events';

const states: Readonly<Record<string, Label>> = {
  RECORDED: label('已登记', 'Recorded'),
  STRUCK: label('已作废', 'Struck'),
};

/** 2022-09-14 as 20220914: records stand in the order of their days. */
export const ordinalOfDay = (day: unknown): number => (typeof day === 'string' ? Number(day.replaceAll('-', '')) : 0);

function project({ unit, takesPart = true, above, kind, identity }: RecordDefinition, { value, context }: LawSnapshot<RecordContext>): Projection {
  const state = String((value as { entry: string }).entry).toUpperCase();
  return {
    state,
    title: `${kind.title} ${identity}`,
    number: identity,
    ordinal: ordinalOfDay(context.fields[kind.dateColumn]),
    dueOn: null,
    timeliness: null,
    attention: null,
    // Nobody waits for anything of it.
    closed: true,
    participants: [...(takesPart ? [unit] : []), ...above].map((one) => ({
      unit: one,
      role: 'RECORDING',
      state,
      mustAct: false,
      active: true,
      dueOn: null,
    })),
  };
}

export const recordLaw: Law<RecordDefinition, RecordContext> = {
  kind: 'RECORD',
  version: 1,
  label: label('台账记录', 'Record'),
  creation: 'RECORD',
  states,
  events: recordEvents,
  checks: recordChecks,
  begin: beginRecord,
  shape: () => 'record',
  compile: () => machineOf('record', recordChart, recordChecks),
  project,
  contribute: contributeRecord,
};
