import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { campaignLaw, laws, machinePages, mermaid, taskLaw, xstateJson } from '../../workflows';
import { inPhase2 } from './support/campaigns';
import { staff } from './support/people';
import { pending, task, taskOf } from './support/tasks';

describe('mermaid', () => {
  it('draws the plan with its own phases and marks where it stands', () => {
    const story = inPhase2();
    const text = mermaid(campaignLaw, story.definition, story.snapshot);
    expect(text).toMatch(/^stateDiagram-v2\n/);
    expect(text).toContain('state "阶段p2" as stage_running_p2');
    expect(text).toContain('stage_running_p1 --> stage_running_p2: 转入下一阶段 ADVANCE');
    expect(text).toContain('class stage_running_p2_inTime present');
    expect(text).not.toContain('class stage_running_p1_inTime present');
  });

  it('speaks one language when asked, and marks nothing without an instance', () => {
    expect(mermaid(taskLaw, taskOf(['market'], ['police']), null, 'en')).toContain('state "Part 1" as part0 {');
    const zh = mermaid(taskLaw, taskOf(['market'], ['police']), null, 'zh');
    expect(zh).toContain('lead0_working --> lead0_submitted: 提交');
    expect(zh).not.toContain('present');
    expect(zh).toMatch(/review_idle --> review_pending: 自动/);
  });

  it('follows a chart that has grown', () => {
    const story = task().when('TRANSFER', { ...staff('office'), relations: ['COORDINATOR'] }, { unit: 'police', toUnit: 'health', reason: 'x' });
    expect(mermaid(taskLaw, story.definition, story.snapshot)).toContain('class part1_notified present');
  });

  it('keeps quotes and line breaks of a plan out of the drawing', () => {
    const odd = {
      ...inPhase2().original,
      phases: [
        { ...inPhase2().original.phases[0], key: 'p1', name: '"集中"\n整治', kind: 'X', start: null, end: null, exit: [], advancesByItself: false },
      ],
    };
    expect(mermaid(campaignLaw, odd)).toContain('state " 集中  整治" as stage_running_p1');
  });
});

describe('xstateJson', () => {
  it('is plain data that names states, events, targets and guards', () => {
    const story = pending();
    const json = xstateJson(taskLaw, story.definition, story.context);
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
    expect(json).toMatchObject({
      id: 'task',
      type: 'parallel',
      states: {
        review: { initial: 'idle', states: { pending: { on: { ACCEPT: [{ target: ['#task.review.accepted'], guard: 'reviewPending' }] } } } },
        lead0: { states: { working: { on: { SUBMIT: [{ guard: 'actorInSeat & partsClosed' }] } } } },
      },
    });
    expect(xstateJson(taskLaw, story.definition)).toEqual(json);
  });
});

describe('docs/machines', () => {
  const folder = join(__dirname, '../../docs/machines');

  it('has a page for every kind', () => {
    const kinds = Object.keys(laws).map((kind) => `${kind.toLowerCase().replaceAll('_', '-')}.md`);
    expect(Object.keys(machinePages()).sort()).toEqual(kinds.sort());
  });

  it('is what the laws say', () => {
    const pages = machinePages();
    expect(readdirSync(folder).sort()).toEqual(Object.keys(pages).sort());
    for (const [name, text] of Object.entries(pages)) expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
  });
});
