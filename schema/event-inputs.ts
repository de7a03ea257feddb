/**
 * The input of a mutation that sends an event, made from the fields that the law declares: what a machine asks for is written once. Where the
 * law says only RECORD or LIST, the type is named in event-records.ts.
 */
import { Field, ID, InputType, Int, type ClassType } from 'type-graphql';
import type { EventRule, InputField, SubjectKind } from '../workflows/contract';
import { eventRecords, inputName } from './event-records';
import { describedEnum } from './kernel/described-enum';
import { SubjectMutationInput } from './kernel/mutation';
import { DateScalar } from './kernel/scalars';

type TypeThunk = Parameters<typeof Field>[0] & (() => unknown);

export function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export function eventInput(kind: SubjectKind, event: string, rule: EventRule & { mutation: string }): ClassType<SubjectMutationInput> {
  @InputType(`${capitalised(rule.mutation)}Input`, { description: `What \`${rule.mutation}\` takes. 输入。` })
  class EventInput extends SubjectMutationInput {}
  addEventFields(EventInput, kind, event, rule, 'AS_THE_LAW_ASKS');
  return EventInput;
}

/** The law's fields of an event, on an input class: required as the law has it, or all of them left to choice. */
export function addEventFields(
  input: ClassType,
  kind: SubjectKind,
  event: string,
  rule: EventRule & { mutation: string },
  required: 'AS_THE_LAW_ASKS' | 'NEVER',
): void {
  for (const field of rule.inputs ?? []) {
    const options = { nullable: required === 'NEVER' || !field.required, description: `${field.label.en}. ${field.label.zh}。` };
    Field(typeOf(field, kind, event, rule.mutation), options)(input.prototype as object, inputName(kind, field.name));
  }
}

function typeOf(field: InputField, kind: SubjectKind, event: string, mutation: string): TypeThunk {
  switch (field.type) {
    case 'TEXT':
      return () => String;
    case 'DATE':
      return () => DateScalar;
    case 'INTEGER':
      return () => Int;
    case 'FLAG':
      return () => Boolean;
    case 'UNIT':
    case 'ID':
      return () => ID;
    case 'UNITS':
    case 'IDS':
      return () => [ID];
    case 'CHOICE': {
      const choices = choiceEnum(field, mutation);
      return () => choices;
    }
    case 'RECORD':
    case 'LIST': {
      const key = `${kind}.${event}.${field.name}`;
      const record = eventRecords[key];
      if (!record) throw new Error(`event-records.ts names no type for ${key}`);
      return field.type === 'LIST' ? () => [record()] : record;
    }
  }
}

const enums = new Map<string, object>();

/** A choice is named after its mutation and field, e.g. `AddTaskUnitRole`. */
function choiceEnum(field: InputField, mutation: string): object {
  const name = `${capitalised(mutation)}${capitalised(field.name)}`;
  const known = enums.get(name);
  if (known) return known;
  const values = Object.fromEntries((field.values ?? []).map((value) => [value, `${field.label.en}: ${value}. ${field.label.zh}。`]));
  const made = describedEnum(name, `${field.label.en}. ${field.label.zh}。`, values);
  enums.set(name, made);
  return made;
}
