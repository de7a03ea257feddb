/** Any plan that the model allows, small enough to be looked at when a property fails. */
import fc from 'fast-check';
import * as model from '../../../src/domain/plan/model';
import type { Plan, PlanInput } from '../../../src/domain/plan/model';

/** Everything text can be in a database: no NUL, no half surrogate pair; and what YAML finds hard. */
const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('食品安全治理', '市公安局', '校园周边整治', '打击假冒', '农资质量', 'no', '~', '2022-08', '1e3', '0x1F') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('- a', 'a: b', '# x', '"q"', "it's", '一行\n两行\n', ' 前后空格 ', '\u0085\u2028\ufeff', '\t', '|', '%', '---', '[1]'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\0')) },
);
const name = anyText.filter((text) => text.trim() !== '').map((text) => text.trim());
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const span = maybe(fc.tuple(fc.nat(500), fc.nat(500)));
const day = fc.tuple(fc.integer({ min: 2019, max: 2026 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }));
const two = (n: number): string => String(n).padStart(2, '0');
const fullDate = day.map(([y, m, d]) => `${y}-${two(m)}-${two(d)}`);
const looseDate = fc.oneof(
  fullDate,
  day.map(([y, m]) => `${y}-${two(m)}`),
);
const few = <T>(value: fc.Arbitrary<T>) => fc.array(value, { maxLength: 3 });

const phase = fc.record({
  ...{ name, kind: fc.constantFrom(...model.PHASE_KINDS), start: maybe(looseDate), end: maybe(looseDate), printed: anyText, span },
  exit: maybe(few(fc.record({ kind: fc.constantFrom(...model.CRITERION_KINDS), percent: fc.integer({ min: 0, max: 100 }) }))),
  advancesByItself: fc.boolean(),
});
const assignment = fc.record({
  ...{ unit: name, role: fc.constantFrom(...model.ASSIGNMENT_ROLES), section: maybe(anyText), person: maybe(anyText), printed: anyText, span },
});
const target = fc.record({
  ...{ what: name, op: fc.constantFrom('>' as const, '>=' as const, '=' as const, '<=' as const, '<' as const), unit: anyText, span },
  value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
});
const task = fc.record({
  ...{ number: name, area: anyText, title: name, text: anyText, dueOn: maybe(looseDate), span },
  ...{ assignments: few(assignment), targets: few(target) },
});
const rule = fc.record({
  ...{ what: fc.constantFrom(...model.REPORT_KINDS), also: few(fc.constantFrom(...model.REPORT_KINDS)), title: anyText, printed: anyText, span },
  ...{ cadence: fc.constantFrom(...model.CADENCES), dueDay: maybe(fc.integer({ min: 1, max: 31 })), dueDate: maybe(fullDate) },
  ...{ period: fc.constantFrom('CURRENT' as const, 'PREVIOUS' as const), owedBy: maybe(anyText), to: maybe(anyText), form: maybe(name) },
  ...{ onDayOff: fc.constantFrom(...model.ON_DAY_OFF), closesAfter: maybe(fc.integer({ min: 0, max: 60 })), sections: few(name) },
});
const member = fc.record({ role: fc.constantFrom(...model.MEMBER_ROLES), name: maybe(anyText), post: maybe(anyText), unit: maybe(anyText), span });
const body = fc.record({
  ...{ kind: fc.constantFrom(...model.BODY_KINDS), name, members: few(member), dissolvesOnCompletion: fc.boolean(), span },
  office: maybe(fc.record({ unit: anyText, head: maybe(anyText) })),
});
const indicator = fc.record({
  ...{ number: fc.integer({ min: 1, max: 99 }), name, parts: few(anyText), unit: anyText, span, group: maybe(anyText), required: fc.boolean() },
  ...{ decimals: maybe(fc.nat(6)), negative: fc.boolean(), accumulation: fc.constantFrom(...model.ACCUMULATIONS), guidance: anyText },
});
const key = fc.constantFrom('', 'f1', 'f2', 'c1');
const formRule = fc.record({
  ...{ key, kind: fc.constantFrom(...model.FORM_RULE_KINDS), severity: maybe(fc.constantFrom(...model.FAULT_SEVERITIES)), message: anyText },
  ...{ left: fc.constantFrom('[1]', '[7.1] + [7.2] - 3', '1 +'), op: fc.constantFrom(...model.FIGURE_COMPARISONS), right: anyText },
  ...{ missing: fc.constantFrom(...model.MISSING_STRATEGIES), over: fc.constantFrom(...model.RULE_SPANS), cell: fc.constantFrom('1', '7.1') },
  factor: maybe(fc.integer({ min: 1, max: 100 })),
});
const columnName = name.map((text) => [...text].slice(0, 20).join('').trim()).filter((text) => text !== '');
const recordColumn = fc.record({
  ...{
    name: columnName,
    kind: fc.constantFrom(...model.RECORD_COLUMN_KINDS),
    required: fc.boolean(),
    decimals: maybe(fc.nat(6)),
    choices: few(columnName),
  },
});
const recordKind = fc.record({
  ...{ key: fc.constantFrom('', 'k1', 'cases'), title: name, columns: few(recordColumn), identity: columnName },
  ...{ unitColumn: maybe(columnName), dateColumn: columnName },
  adds: few(
    fc.record({
      ...{
        form: maybe(name),
        cell: fc.constantFrom('1', '7.1'),
        amount: fc.oneof(fc.constant(model.ONE), columnName),
        dateColumn: maybe(columnName),
      },
      when: maybe(fc.record({ column: columnName, oneOf: fc.array(name, { minLength: 1, maxLength: 2 }) })),
    }),
  ),
});
const diagnostic = fc.record({ code: anyText, severity: fc.constantFrom(...model.SEVERITIES), message: anyText, span, hint: anyText });

const rankedBy = (measure: 'COMPLETENESS' | 'CASEWORK', cell: string | null) =>
  fc.record({ measure: fc.constant(measure), cell: fc.constant(cell), form: fc.constant(null), weight: fc.integer({ min: 1, max: 99 }) });

export const anyPlan: fc.Arbitrary<Plan> = fc
  .record({
    ...{ title: name, documentNumber: maybe(anyText), issuer: maybe(anyText), issuedOn: maybe(looseDate), basis: few(anyText) },
    period: maybe(fc.record({ start: maybe(looseDate), end: maybe(looseDate) })),
    acknowledgeWithin: fc.integer({ min: 1, max: 60 }),
    chasing: maybe(
      fc.record({
        ...{ remindBefore: few(fc.nat(60)), remindAfter: few(fc.integer({ min: 1, max: 60 })) },
        ...{ escalateAfter: maybe(fc.integer({ min: 1, max: 60 })), quietOnDaysOff: fc.boolean() },
      }),
    ),
    ranking: maybe(
      fc.record({
        items: fc.array(fc.oneof(rankedBy('COMPLETENESS', null), rankedBy('CASEWORK', '7.1')), { minLength: 1, maxLength: 3 }),
        ...{ commend: fc.nat(9), criticise: fc.nat(9) },
      }),
    ),
    ...{ phases: few(phase), tasks: few(task), reporting: few(rule), body: maybe(body) },
    forms: few(fc.record({ key, title: name, guidance: anyText, indicators: few(indicator), rules: few(formRule), span })),
    records: few(recordKind),
    deadlines: few(
      fc.oneof(
        fc.record({ what: name, days: fc.integer({ min: 1, max: 90 }), hours: fc.constant(null), working: fc.boolean(), span }),
        fc
          .record({ what: name, hours: fc.integer({ min: 1, max: 240 }), working: fc.constant(false), span })
          .map((limit) => ({ ...limit, days: Math.ceil(limit.hours / 24) })),
      ),
    ),
    diagnostics: few(diagnostic),
  })
  .map((plan) => model.planSchema.parse(plan satisfies PlanInput));
