import { Samples } from '../../../src/infrastructure/replicas/samples';

test('a place in the log is as old as the last moment at which the primary was no further', () => {
  const samples = new Samples(1_000);
  samples.add(0, 10n);
  samples.add(100, 20n);
  samples.add(200, 20n);
  expect(samples.coveredBy(9n)).toBeNull();
  expect(samples.coveredBy(10n)).toBe(0);
  expect(samples.coveredBy(19n)).toBe(0);
  // Nothing was written in between: the primary itself showed no more at 200.
  expect(samples.coveredBy(20n)).toBe(200);
  expect(samples.coveredBy(99n)).toBe(200);
});

test('what is older than anybody may read is forgotten', () => {
  const samples = new Samples(1_000);
  samples.add(0, 10n);
  samples.add(1_001, 20n);
  expect(samples.coveredBy(10n)).toBeNull();
});
