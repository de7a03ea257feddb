/** The contract as a whole: what is committed is what is served, everything is described, and laws and mutations match one to one. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isNonNullType,
  isListType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  specifiedRules,
  validate,
  type GraphQLInputObjectType,
} from 'graphql';
import { z } from 'zod';
import { inputName } from '../../schema/event-records';
import { visibleFields } from '../../src/application/policy';
import { planSchema } from '../../src/domain/plan/model';
import { buildSchema, schemaText } from '../../src/graphql/build-schema';
import { costMeter } from '../../src/graphql/cost';
import { errorsPage } from '../../src/graphql/error-table';
import { DEFAULT_LIMITS, limitRules } from '../../src/graphql/limits';
import { laws } from '../../workflows';

const root = join(__dirname, '../..');
const committed = (path: string) => readFileSync(join(root, path), 'utf8');
const schema = buildSchema(laws);
const own = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));

describe('the committed files', () => {
  it('schema/schema.graphql is what is served', () => {
    expect(schemaText(schema)).toBe(committed('schema/schema.graphql'));
  });

  it('docs/errors.md is the table of codes', () => {
    expect(errorsPage()).toBe(committed('docs/errors.md'));
  });
});

describe('every element', () => {
  it('is described, in English with the Chinese term', () => {
    const texts: [string, string | null | undefined][] = [];
    for (const type of own) {
      texts.push([type.name, type.description]);
      if (isEnumType(type)) for (const value of type.getValues()) texts.push([`${type.name}.${value.name}`, value.description]);
      if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        texts.push([`${type.name}.${field.name}`, field.description]);
        if ('args' in field) for (const arg of field.args) texts.push([`${type.name}.${field.name}(${arg.name})`, arg.description]);
      }
    }
    expect(texts.length).toBeGreaterThan(800);
    const formatNames = ['UnitFileFormat.JSON'];
    const wanting = texts.filter(([name, text]) => !text || !/[A-Za-z]/.test(text) || (!/[\u4e00-\u9fff]/.test(text) && !formatNames.includes(name)));
    expect(wanting).toEqual([]);
  });

  it('carries a reason and a date where it is deprecated', () => {
    const deprecated = own.flatMap((type) =>
      isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()).filter((field) => field.deprecationReason) : [],
    );
    for (const field of deprecated) expect(field.deprecationReason).toMatch(/\d{4}-\d{2}-\d{2}/);
  });
});

describe('lists', () => {
  it('that can grow are connections with a page size', () => {
    const unbounded = own.flatMap((type) => {
      if (!isObjectType(type)) return [];
      return Object.values(type.getFields()).flatMap((field) => {
        const named = isNonNullType(field.type) ? field.type.ofType : field.type;
        if (isListType(named) || !String(named).endsWith('Connection')) return [];
        const args = field.args.map(({ name }) => name);
        return ['first', 'after', 'last', 'before'].every((name) => args.includes(name)) ? [] : [`${type.name}.${field.name}`];
      });
    });
    expect(unbounded).toEqual([]);
  });
});

describe('mutations', () => {
  const mutations = schema.getMutationType()?.getFields() ?? {};
  const inputOf = (name: string) => {
    const type = mutations[name]?.args.find((arg) => arg.name === 'input')?.type;
    return (isNonNullType(type) ? type.ofType : type) as GraphQLInputObjectType;
  };
  const events = Object.values(laws).flatMap((law) => Object.entries(law.events).map(([event, rule]) => ({ law, event, rule })));
  const sent = events.filter(({ rule }) => rule.mutation !== null);

  it('match the events of the laws one to one, both ways', () => {
    const names = sent.map(({ rule }) => rule.mutation);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !Object.hasOwn(mutations, String(name)))).toEqual([]);
    // The other way: a mutation that answers a subject sends an event of it.
    const answers = Object.entries(mutations).filter(([, field]) =>
      /^(Campaign|Task|Report|CoordinatingBody)Payload$/.test(subjectOf(String(field.type))),
    );
    function subjectOf(payload: string): string {
      const type = schema.getType(payload);
      const fields = isObjectType(type) ? Object.values(type.getFields()).map((field) => String(field.type)) : [];
      return `${fields.find((name) => ['Campaign', 'Task', 'Report', 'CoordinatingBody'].includes(name)) ?? ''}Payload`;
    }
    // What is read out of a workbook is sent as a SAVE_DRAFT.
    const others = ['importReportWorkbook'];
    expect(answers.map(([name]) => name).filter((name) => !names.includes(name))).toEqual(others);
  });

  it('take what the law asks for, and nothing else', () => {
    const base = ['idempotencyKey', 'clientMutationId', 'id', 'expectedRevision', 'actingUnitId'];
    for (const { law, event, rule } of sent.filter(({ law, event }) => event !== law.creation)) {
      const fields = inputOf(String(rule.mutation)).getFields();
      const asked = (rule.inputs ?? []).map((field) => ({ name: inputName(law.kind, field.name), required: field.required }));
      const offered = Object.values(fields).filter(({ name }) => !base.includes(name) || asked.some((field) => field.name === name));
      expect({ event, fields: offered.map((field) => ({ name: field.name, required: isNonNullType(field.type) })) }).toEqual({
        event,
        fields: asked,
      });
      expect(asked.map(({ name }) => name).filter((name) => base.includes(name))).toEqual([]);
    }
  });

  it('that act on many are those that the laws name, and take the same for all or for one', () => {
    const many = sent.flatMap(({ law, event, rule }) => (rule.bulk === undefined ? [] : [{ law, event, rule, bulk: rule.bulk }]));
    const answeringResults = Object.keys(mutations).filter((name) => {
      const payload = schema.getType(String(mutations[name]?.type));
      return isObjectType(payload) && 'results' in payload.getFields();
    });
    expect(answeringResults.sort()).toEqual(many.map(({ bulk }) => bulk).sort());
    expect(many.length).toBeGreaterThan(3);
    for (const { law, rule, bulk } of many) {
      expect(bulk).toMatch(/s$/);
      const asked = (rule.inputs ?? []).map((field) => inputName(law.kind, field.name));
      const one = inputOf(String(rule.mutation)).getFields();
      const shared = inputOf(bulk).getFields();
      const item = (schema.getType(`${bulk.charAt(0).toUpperCase()}${bulk.slice(1)}Item`) as GraphQLInputObjectType).getFields();
      expect(Object.keys(shared).sort()).toEqual([...asked, 'actingUnitId', 'clientMutationId', 'idempotencyKey', 'items'].sort());
      expect(asked.map((name) => String(shared[name]?.type))).toEqual(asked.map((name) => String(one[name]?.type)));
      expect(Object.keys(item).sort()).toEqual([...asked, 'expectedRevision', 'id'].sort());
      expect(asked.map((name) => String(item[name]?.type))).toEqual(asked.map((name) => String(one[name]?.type).replace(/!$/, '')));
    }
  });

  it('take an idempotency key, but for signing in and out', () => {
    const without = Object.keys(mutations).filter((name) => !isNonNullType(inputOf(name).getFields()['idempotencyKey']?.type));
    expect(without.sort()).toEqual(['refreshSession', 'signIn', 'signOut']);
  });

  it('answer a payload with the errors of the user', () => {
    for (const [name, field] of Object.entries(mutations).filter(([mutation]) => mutation !== 'signOut')) {
      const payload = schema.getType(String(field.type));
      expect({ name, errors: isObjectType(payload) && String(payload.getFields()['userErrors']?.type) }).toEqual({ name, errors: '[UserError!]!' });
    }
  });
});

describe('what a viewer may not see whole', () => {
  const TYPES = {
    CAMPAIGN: 'Campaign',
    TASK: 'Task',
    REPORT: 'Report',
    COORDINATING_BODY: 'CoordinatingBody',
    BULLETIN: 'Bulletin',
    RECORD: 'Record',
  } as const;
  /** What is told of everything that is seen at all. */
  const always = ['id', 'state', 'stateLabel', 'revision', 'closed', 'title', 'campaign'];

  it.each(Object.entries(TYPES))('can be left out of a %s without breaking the answer', (kind, name) => {
    const type = schema.getType(name);
    const shown = visibleFields[kind as keyof typeof TYPES].TITLE;
    const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
    const stubborn = fields.filter(({ type: of, name: field }) => {
      const inner = isNonNullType(of) ? of.ofType : null;
      return inner !== null && !isListType(inner) && !shown.includes(field) && !always.includes(field);
    });
    // A report or a record is seen whole or not at all, so it is never blanked.
    const ofRecords = ['kind', 'ledger', 'identity', 'unit', 'date', 'recordedOn'].map((field) => `Record.${field}`);
    const harmless = ['Report.kind', 'Report.rule', 'Report.period', 'Report.unit', ...ofRecords];
    expect(stubborn.map((field) => `${name}.${field.name}`).filter((field) => !harmless.includes(field))).toEqual([]);
  });
});

describe('the plan', () => {
  it('goes in with the very fields of the model', () => {
    const faults: string[] = [];
    compare('PlanContentInput', planSchema, ['diagnostics']);
    expect(faults).toEqual([]);

    function compare(name: string, shape: z.ZodType, except: string[] = []): void {
      const type = schema.getType(name);
      const object = unwrapped(shape);
      if (!isInputObjectType(type) || !(object instanceof z.ZodObject)) return void faults.push(`${name} is no object on both sides`);
      const model = Object.keys(object.shape).filter((field) => !except.includes(field));
      const offered = Object.keys(type.getFields());
      for (const field of model.filter((one) => !offered.includes(one))) faults.push(`${name} lacks ${field}`);
      for (const field of offered.filter((one) => !model.includes(one))) faults.push(`${name} has ${field}, which the model has not`);
      for (const field of model) {
        const inner = unwrapped(object.shape[field] as z.ZodType);
        const of = inner instanceof z.ZodArray ? unwrapped(inner.element as z.ZodType) : inner;
        if (of instanceof z.ZodObject) compare(String(type.getFields()[field]?.type).replace(/[[\]!]/g, ''), of);
        if (of instanceof z.ZodEnum && field !== 'op') {
          const values = schema.getType(String(type.getFields()[field]?.type).replace(/[[\]!]/g, ''));
          expect(isEnumType(values) && values.getValues().map((value) => value.name)).toEqual(of.options);
        }
      }
    }

    function unwrapped(shape: z.ZodType): z.ZodType {
      const inner = shape instanceof z.ZodDefault || shape instanceof z.ZodNullable || shape instanceof z.ZodOptional ? shape.unwrap() : null;
      return inner ? unwrapped(inner as z.ZodType) : shape;
    }
  });
});

describe('the example operations', () => {
  const folder = join(root, 'examples/operations');
  it.each(readdirSync(folder))('%s fits the schema and the limits', (name) => {
    const document = parse(readFileSync(join(folder, name), 'utf8'), { maxTokens: DEFAULT_LIMITS.tokens });
    expect(validate(schema, document, [...specifiedRules, ...limitRules(DEFAULT_LIMITS, true)])).toEqual([]);
    const costOf = costMeter(schema, DEFAULT_LIMITS);
    for (const definition of document.definitions) {
      if (definition.kind !== 'OperationDefinition' || definition.variableDefinitions?.some(({ type }) => type.kind === 'NonNullType')) continue;
      expect(costOf(document, definition.name?.value, {})).toBeLessThan(DEFAULT_LIMITS.cost);
    }
  });
});
