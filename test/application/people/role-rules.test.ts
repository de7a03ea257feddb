import fc from 'fast-check';
import { commonPeriod, exclusionIn, excludeEachOther, periodFault } from '../../../src/application/people/role-rules';
import { substitutionCycle } from '../../../src/application/people/substitution-cycle';
import type { Period } from '../../../src/application/ports/people';
import { ROLES } from '../../../src/application/ports/viewer';

const days = Array.from({ length: 12 }, (_, i) => `2022-01-${String(i + 1).padStart(2, '0')}`);
const day = fc.constantFrom(...days);
const period = fc.record<Period>({ validFrom: fc.option(day), validTo: fc.option(day) });
const holds = ({ validFrom, validTo }: Period, on: string) => (validFrom === null || validFrom <= on) && (validTo === null || on < validTo);

test('property: the common period is exactly the days on which both hold', () => {
  fc.assert(
    fc.property(period, period, (a, b) => {
      const common = commonPeriod(a, b);
      for (const on of ['2021-12-31', ...days, '2022-02-01']) expect(common !== null && holds(common, on)).toBe(holds(a, on) && holds(b, on));
    }),
  );
});

test('property: roles are found to exclude each other exactly when on some day two of different groups are held', () => {
  const reach = fc.array(fc.record({ role: fc.constantFrom(...ROLES), period }), { maxLength: 5 });
  fc.assert(
    fc.property(reach, (held) => {
      const somewhere = ['2021-12-31', ...days, '2022-02-01'].some((on) => {
        const today = held.filter((one) => holds(one.period, on)).map((one) => one.role);
        return today.some((a) => today.some((b) => excludeEachOther(a, b)));
      });
      expect(exclusionIn(held) !== null).toBe(somewhere);
    }),
  );
});

test('property: a circle of substitutions is found exactly when on some day following the substitutes leads back', () => {
  const person = fc.constantFrom('a', 'b', 'c', 'd');
  const link = fc
    .record({ absentId: person, substituteId: person, from: fc.nat(10), length: fc.integer({ min: 1, max: 6 }) })
    .filter(({ absentId, substituteId }) => absentId !== substituteId)
    .map(({ absentId, substituteId, from, length }) => ({
      absentId,
      substituteId,
      validFrom: days[from] ?? '',
      validTo: days[from + length] ?? '2022-02-01',
    }));
  fc.assert(
    fc.property(link, fc.array(link, { maxLength: 6 }), (wanted, existing) => {
      const closes = days.some((on) => {
        if (!holds(wanted, on)) return false;
        const reached = new Set([wanted.substituteId]);
        for (const at of reached) for (const one of existing) if (one.absentId === at && holds(one, on)) reached.add(one.substituteId);
        return reached.has(wanted.absentId);
      });
      const cycle = substitutionCycle(wanted, existing);
      expect(cycle !== null).toBe(closes);
      if (cycle) expect([cycle[0], cycle.at(-1)]).toEqual([wanted.absentId, wanted.absentId]);
    }),
  );
});

test.each([
  [{ validFrom: '2022-01-05', validTo: null }, true],
  [{ validFrom: null, validTo: null }, true],
  [{ validFrom: '2022-01-05', validTo: '2022-01-06' }, true],
  [{ validFrom: '2022-01-04', validTo: null }, false],
  [{ validFrom: '2022-01-05', validTo: '2022-01-05' }, false],
  [{ validFrom: null, validTo: '2022-01-05' }, false],
  [{ validFrom: '2022-02-30', validTo: null }, false],
  [{ validFrom: '', validTo: null }, false],
])('on 5 January 2022 the period %j is good: %s', (asked, good) => {
  expect(periodFault(asked, '2022-01-05') === null).toBe(good);
});
