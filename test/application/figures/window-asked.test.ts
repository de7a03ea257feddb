import { windowOf } from '../../../src/application/figures/window-asked';

const END = '9999-12-31';
const asked = { span: null, on: null, from: null, to: null };

test('by default everything since the beginning that has begun by today, and what is owed once and open', () => {
  const today = { from: '0001-01-01', to: END, begunBy: '2022-09-10', onceOwed: true };
  expect(windowOf(null, '2022-09-10')).toEqual(today);
  expect(windowOf({ ...asked, span: 'SINCE_START' }, '2022-09-10')).toEqual(today);
  expect(windowOf({ ...asked, span: 'YEAR_TO_DATE' }, '2022-09-10')).toEqual({ ...today, from: '2022-01-01' });
});

test('of an earlier day, of what is owed once only what was due by then', () => {
  expect(windowOf({ ...asked, span: 'SINCE_START', on: '2022-08-10' }, '2022-09-10')).toEqual({ from: '0001-01-01', to: END, begunBy: '2022-08-10' });
});

test('one period is that which holds the day; a range has the periods that end in it', () => {
  expect(windowOf({ ...asked, span: 'PERIOD' }, '2022-09-10')).toEqual({ from: '2022-09-10', to: '2023-09-11', begunBy: '2022-09-10' });
  expect(windowOf({ ...asked, from: '2022-08-01' }, '2022-09-10')).toEqual({ from: '2022-08-01', to: END, begunBy: END });
  expect(windowOf({ ...asked, to: '2022-08-31' }, '2022-09-10')).toEqual({ from: '0001-01-01', to: '2022-08-31', begunBy: END });
});
