import type { Plan } from '../../../src/domain/plan/model';
import { formOfRule, formsOf, formVersion } from '../../../src/domain/statistics';
import { smallPlan } from '../plan/fixtures';
import { anyForm } from './forms';

const statistics = (form: string | null = null) => ({ what: 'STATISTICS' as const, also: [], form });
const withForms = (...forms: Plan['forms']) => ({ ...smallPlan(), forms });

describe('the form of a rule', () => {
  const [one, other] = [anyForm({ title: '甲表' }), anyForm({ title: '乙表', key: 'cases' })];

  it('is the one it names, by its key or by its place', () => {
    expect(formOfRule(withForms(one, other), statistics('cases'))?.title).toBe('乙表');
    expect(formOfRule(withForms(one, other), statistics('f1'))?.title).toBe('甲表');
    expect(formOfRule(withForms(one, other), statistics('f2'))).toBeNull();
    expect(formOfRule(withForms(one, other), statistics('f3'))).toBeNull();
  });

  it('is otherwise the only one', () => {
    expect(formOfRule(withForms(one), statistics())).toMatchObject({ title: '甲表', key: 'f1' });
    expect(formOfRule(withForms(), statistics())).toBeNull();
    expect(formOfRule(withForms(one, other), statistics())).toBeNull();
    expect(formOfRule(withForms(anyForm({ title: '只有表名', indicators: [] }), one), statistics())?.title).toBe('甲表');
  });

  it('is none for a rule that asks for no statistics', () => {
    expect(formOfRule(withForms(one), { what: 'NARRATIVE', also: [], form: null })).toBeNull();
    expect(formOfRule(withForms(one), { what: 'NARRATIVE', also: ['STATISTICS'], form: null })?.title).toBe('甲表');
  });

  it('names its rules by order where they have no key', () => {
    const rules = [
      { kind: 'MONOTONE' as const, cell: '1' },
      { kind: 'MONOTONE' as const, cell: '8', key: 'value' },
      { kind: 'OUTLIER' as const, cell: '1' },
    ];
    expect(formsOf({ forms: [anyForm({ rules })] })[0]?.rules.map(({ key }) => key)).toEqual(['c1', 'value', 'c3']);
  });
});

describe('the version of a form', () => {
  const version = (changes: Parameters<typeof anyForm>[0]) => formVersion(anyForm(changes));
  const indicators = [{ number: 1, name: '检查', unit: '户次' }];

  it('changes with whatever the form says', () => {
    const said = [
      {},
      { title: '另一张表' },
      { indicators },
      { indicators: [{ number: 1, name: '检查', unit: '户' }] },
      { indicators: [{ number: 1, name: '检查', unit: '户次', required: false }] },
      { indicators: [{ number: 1, name: '检查', unit: '户次', negative: true }] },
      { indicators: [{ number: 1, name: '检查', unit: '户次', guidance: '含复查' }] },
      { indicators: [{ number: 1, name: '检查', unit: '户次', accumulation: 'STOCK' as const }] },
      { indicators, rules: [{ kind: 'MONOTONE' as const, cell: '1' }] },
      { indicators, rules: [{ kind: 'MONOTONE' as const, cell: '1', severity: 'WARNING' as const }] },
    ].map(version);
    expect(new Set(said).size).toBe(said.length);
    for (const one of said) expect(one).toMatch(/^[0-9a-f]{16}$/);
  });

  it('is the same wherever the form was read and however it was kept', () => {
    const keys = {
      indicators: [{ unit: '户次', name: '检查', number: 1, span: [3, 9] as [number, number] }],
      span: [0, 9] as [number, number],
      key: 'a',
    };
    expect(version(keys)).toBe(version({ indicators }));
    const [shown] = formsOf({ forms: [anyForm()] });
    expect(shown && formVersion(shown)).toBe(formVersion(anyForm()));
  });

  it('is that of a form stored before forms had rules', () => {
    const stored = JSON.parse(
      '{"title":"表","indicators":[{"number":1,"name":"检查","parts":[],"unit":"户次","span":null}],"span":null}',
    ) as Plan['forms'][number];
    expect(formVersion(stored)).toBe(formVersion(anyForm({ title: '表', indicators })));
    expect(formsOf({ forms: [stored] })[0]?.indicators[0]).toMatchObject({ required: true, decimals: null, accumulation: 'FLOW' });
  });
});
