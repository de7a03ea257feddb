/** What has happened in the demonstration's campaign when it is first looked at, as data: by day, who does what to which task or report. */

export interface Deed {
  /** User name. */
  who: string;
  /** A task by its number; a report by its kind and by somebody of the unit that owes it. */
  what: { task: string } | { report: string; of: string };
  event: string;
  input?: Record<string, unknown>;
}

const acknowledge = (who: string, ...tasks: string[]): Deed[] => tasks.map((task) => ({ who, what: { task }, event: 'ACKNOWLEDGE' }));
const start = (who: string, ...tasks: string[]): Deed[] => tasks.map((task) => ({ who, what: { task }, event: 'START' }));
/** The telephone numbers are given to nobody. */
const roster = (who: string, name: string, phone: string): Deed => ({
  who,
  what: { report: 'LIAISON_ROSTER', of: who },
  event: 'SUBMIT',
  input: { content: { liaisons: [{ name, phone, post: '科员' }] } },
});

export const OPENING_DAYS: readonly (readonly Deed[])[] = [
  [
    ...acknowledge('shijian.staff', '二(一)1', '二(一)2', '二(一)3', '二(二)1', '二(三)1', '二(五)1'),
    ...acknowledge('gongan.staff', '二(一)1', '二(一)2', '二(二)1', '二(五)1'),
    ...acknowledge('nongye.head', '二(二)2', '二(二)3(1)'),
    ...acknowledge('wenlv.head', '二(四)4'),
    ...acknowledge('weijian.head', '二(五)2(2)'),
    { who: 'gongxin.head', what: { task: '二(三)2' }, event: 'OBJECT', input: { reason: '刷单炒信的查处不属本部门职责，建议由网信部门配合' } },
    roster('shijian.staff', '经办人甲', '0000-0000001'),
    roster('gongan.staff', '经办人乙', '0000-0000002'),
    roster('wenlv.head', '经办人丙', '0000-0000003'),
    roster('nongye.head', '经办人丁', '0000-0000004'),
  ],
  [
    ...start('shijian.staff', '二(一)1', '二(二)1'),
    ...start('gongan.staff', '二(一)1'),
    ...start('wenlv.head', '二(四)4'),
    ...start('weijian.head', '二(五)2(2)'),
    { who: 'coordinator', what: { task: '二(三)3' }, event: 'URGE', input: { message: '请尽快签收，并报送首批处置名单' } },
    { who: 'coordinator', what: { report: 'LIAISON_ROSTER', of: 'wenlv.head' }, event: 'ACCEPT' },
    { who: 'coordinator', what: { report: 'LIAISON_ROSTER', of: 'nongye.head' }, event: 'RETURN', input: { reason: '请补充一名备用联络员' } },
  ],
  [
    { who: 'gongan.staff', what: { task: '二(一)1' }, event: 'CONTRIBUTE', input: { result: '抽调4名民警参加联合检查' } },
    { who: 'wenlv.head', what: { task: '二(四)4' }, event: 'SUBMIT', input: { result: '抽查印刷企业和书店68家，查处盗版教辅案件2起' } },
    { who: 'weijian.head', what: { task: '二(五)2(2)' }, event: 'SUBMIT', input: { result: '抽查消毒产品45个批次，2个批次标签不合格已责令改正' } },
  ],
  [{ who: 'leader', what: { task: '二(五)2(2)' }, event: 'ACCEPT', input: { comment: '同意' } }],
];
