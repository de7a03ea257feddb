import { countCriterion } from '../../../src/application/facts/count-criterion';
import { CRITERION_KINDS } from '../../../src/domain/plan/model';
import type { SubjectBrief } from '../../../src/application/ports/campaigns';

const phase = { key: 'p2', name: '集中整治阶段', kind: 'RECTIFICATION', start: '2025-09-01', end: '2025-11-30', exit: [], advancesByItself: false };
const brief = (more: Partial<SubjectBrief>): SubjectBrief => ({
  ...{
    campaignId: 'c',
    id: 'x',
    kind: 'TASK',
    number: '1',
    title: '任务',
    state: 'NOTIFIED',
    timeliness: null,
    closed: false,
    phase: 'p2',
    dueOn: '2025-11-30',
  },
  ...{ unit: null, reportKind: null, rule: null, period: null, ...more },
});
const report = (unit: string, more: Partial<SubjectBrief> = {}) =>
  brief({ kind: 'REPORT', number: null, title: '联络员名单', state: 'OWED', unit, reportKind: 'LIAISON_ROSTER', id: unit, ...more });
const count = (kind: string, briefs: SubjectBrief[]) => countCriterion({ kind, percent: 100 }, phase, briefs, (unit) => `市${unit}`);

test('a roster counts when it is handed in; the missing are named', () => {
  const briefs = [
    report('甲局', { state: 'ACCEPTED' }),
    report('乙局', { state: 'SUBMITTED' }),
    report('丙局', { state: 'RETURNED' }),
    report('丁局'),
  ];
  expect(count('LIAISONS_REGISTERED', briefs)).toEqual({
    ...{ kind: 'LIAISONS_REGISTERED', percent: 100, done: 2, total: 4 },
    missing: [
      { subject: '丙局', unit: '丙局', title: '市丙局' },
      { subject: '丁局', unit: '丁局', title: '市丁局' },
    ],
  });
});
test('what is waived, written off or dropped counts nowhere', () => {
  expect(count('LIAISONS_REGISTERED', [report('甲局', { state: 'WAIVED', closed: true })])).toMatchObject({ done: 0, total: 0 });
  expect(count('TASKS_ACCEPTED', [brief({ state: 'WRITTEN_OFF', closed: true }), brief({ state: 'CLOSED', closed: true })])).toMatchObject({
    total: 0,
  });
});
test('a task counts when it is due by the end of the phase; one extended beyond it does not', () => {
  const briefs = [
    brief({ state: 'ACCEPTED', closed: true }),
    brief({ id: 'open' }),
    brief({ dueOn: '2025-12-15' }),
    brief({ dueOn: null, id: 'undated' }),
  ];
  const { done, total, missing } = count('TASKS_ACCEPTED', briefs);
  expect([done, total, missing.map(({ subject }) => subject)]).toEqual([1, 3, ['open', 'undated']]);
});
test('a report counts when it is accepted, in its own phase', () => {
  const briefs = [report('甲局', { state: 'ACCEPTED' }), report('乙局', { state: 'SUBMITTED' }), report('丙局', { phase: 'p1' })];
  expect(count('REPORTS_ACCEPTED', briefs)).toMatchObject({ done: 1, total: 2, missing: [{ title: '市乙局：联络员名单' }] });
});
test.each(CRITERION_KINDS.map((kind): [string] => [kind]))('%s asks for nothing where there is nothing', (kind) => {
  expect(count(kind, [])).toEqual({ kind, percent: 100, done: 0, total: 0, missing: [] });
});
