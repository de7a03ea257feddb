/** A report is written piece by piece, and held against what the plan asks for when it is handed in. */
import fc from 'fast-check';
import { contentOf, presentSubmission } from '../../../workflows';
import { office, owing } from '../support/people';
import { acceptedReport, formFaults, report, roster } from '../support/reports';

const figures = (...rows: [number, (number | null)[]][]) => ({ figures: rows.map(([indicator, values]) => ({ indicator, values })) });
const statistics = () => report({ reportKind: 'STATISTICS' });

describe('SAVE_DRAFT piece by piece', () => {
  it('puts a figure into its cell and leaves the others', () => {
    const story = statistics()
      .when('SAVE_DRAFT', owing, { cells: [{ key: '7.2', value: 3 }] })
      .when('SAVE_DRAFT', owing, { cells: [{ key: '1', value: 0 }] })
      .when('SAVE_DRAFT', owing, { cells: [{ key: '7.1', value: 12.5 }] });
    expect(story.context.draft).toEqual(figures([1, [0]], [7, [12.5, 3]]));
    expect(story.state.state).toBe('DRAFTING');
  });

  it('keeps a part a part while it stands alone, and a plain indicator plain', () => {
    const story = statistics().when('SAVE_DRAFT', owing, {
      cells: [
        { key: '7.1', value: 4 },
        { key: '8', value: 5 },
      ],
    });
    expect(story.context.draft).toEqual(figures([7, [4, null]], [8, [5]]));
  });

  it('clears a cell with null, and the indicator with its last figure', () => {
    const story = statistics().when('SAVE_DRAFT', owing, {
      cells: [
        { key: '7.1', value: 1 },
        { key: '7.3', value: 2 },
      ],
    });
    expect(story.context.draft).toEqual(figures([7, [1, null, 2]]));
    story.when('SAVE_DRAFT', owing, { cells: [{ key: '7.1', value: null }] });
    expect(story.context.draft).toEqual(figures([7, [null, null, 2]]));
    story.when('SAVE_DRAFT', owing, { cells: [{ key: '7.3' }] });
    expect(story.context.draft).toEqual({ figures: [] });
  });

  it('comes to the same however the cells are divided among savings', () => {
    const cell = fc.record({
      key: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 4 })).map((pair) => pair.join('.')),
      value: fc.option(fc.integer({ min: 0, max: 99 })),
    });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 12 }), fc.integer({ min: 0, max: 12 }), (cells, at) => {
        const whole = statistics().when('SAVE_DRAFT', owing, { cells });
        const parted = statistics()
          .when('SAVE_DRAFT', owing, { cells: cells.slice(0, at) })
          .when('SAVE_DRAFT', owing, { cells: cells.slice(at) });
        const written = (draft: unknown) =>
          (draft as { figures: { values: unknown[] }[] }).figures.map((row) => ({ ...row, values: filled(row.values) }));
        expect(written(parted.context.draft)).toEqual(written(whole.context.draft));
      }),
    );
  });

  it('keeps sections by their titles', () => {
    const story = report({ reportKind: 'NARRATIVE' })
      .when('SAVE_DRAFT', owing, {
        sections: [
          { title: '重点案件', text: '一起' },
          { title: '存在问题', text: '人手不足' },
        ],
      })
      .when('SAVE_DRAFT', owing, {
        sections: [
          { title: '存在问题', text: '' },
          { title: ' 重点案件 ', text: '两起' },
        ],
        text: '全文见附件',
        documents: ['小结.docx'],
      });
    expect(story.context.draft).toEqual({ sections: [{ title: '重点案件', text: '两起' }], text: '全文见附件', documents: ['小结.docx'] });
    story.when('SAVE_DRAFT', owing, { text: '' });
    expect(story.context.draft).toMatchObject({ text: '', documents: ['小结.docx'] });
  });

  it('replaces everything written with a whole content, but for the files', () => {
    const file = { id: 'file-1', name: '附件.pdf', mediaType: 'application/pdf', size: 9, digest: '00' };
    const story = statistics()
      .when('SAVE_DRAFT', owing, { cells: [{ key: '1', value: 1 }], attachments: ['file-1'] }, { attachments: [file] })
      .when('SAVE_DRAFT', owing, { content: figures([2, [2]]), cells: [{ key: '3', value: 3 }] });
    expect(story.context.draft).toEqual({ attachments: [file], ...figures([2, [2]], [3, [3]]) });
    expect(contentOf(story.context, { input: { content: { text: '另稿' } } })).toEqual({ attachments: [file], text: '另稿' });
    story.when('SAVE_DRAFT', owing, { attachments: [] }, { attachments: [] });
    expect(story.context.draft).toMatchObject({ attachments: [] });
  });

  it('refuses what is no cell, no section, no file of this report, and nothing at all', () => {
    const refusal = (input: Record<string, unknown>, facts = {}) => statistics().refusal('SAVE_DRAFT', owing, input, facts).reasons[0];
    expect(refusal({})).toMatchObject({ code: 'INPUT_REQUIRED', data: { field: 'content' } });
    for (const cell of [
      { key: 'x', value: 1 },
      { key: '0', value: 1 },
      { key: '1.0', value: 1 },
      { key: '1', value: '1' },
      { key: '1', value: NaN },
      null,
    ])
      expect(refusal({ cells: [cell] })).toMatchObject({ code: 'INPUT_INVALID', data: { field: 'cells' } });
    expect(refusal({ sections: [{ title: ' ', text: 'x' }] })).toMatchObject({ data: { field: 'sections' } });
    expect(refusal({ sections: [{ title: 'x', text: 1 }] })).toMatchObject({ data: { field: 'sections' } });
    expect(refusal({ documents: [' '] })).toMatchObject({ data: { field: 'documents' } });
    expect(refusal({ liaisons: ['某某'] })).toMatchObject({ data: { field: 'liaisons' } });
    expect(refusal({ cells: [{ key: '99', value: 1 }] }, { formFaults: [formFaults.unknownCell] })).toMatchObject({
      code: 'CELL_UNKNOWN',
      data: { cells: ['99'] },
    });
    expect(refusal({ cells: [{ key: '7.2', value: -1 }] }, { formFaults: [formFaults.negativeCell] })).toMatchObject({
      code: 'CELL_NEGATIVE',
      data: { cells: ['7.2'] },
    });
    expect(refusal({ attachments: ['file-9'] }, { attachments: [] })).toMatchObject({
      code: 'ATTACHMENT_UNKNOWN',
      data: { attachments: ['file-9'] },
    });
    expect(statistics().refusal('SAVE_DRAFT', office, { text: 'x' }).code).toBe('NOT_YOUR_ROLE');
  });
});

describe('SUBMIT', () => {
  const content = figures([7, [3, 2]]);

  it('is refused with every cell and rule that is wrong', () => {
    const { code, reasons } = statistics().refusal('SUBMIT', owing, { content }, { formFaults: [formFaults.brokenRule, formFaults.unusual] });
    expect({ code, faults: reasons[0]?.data['faults'] }).toEqual({ code: 'FIGURES_FAULTY', faults: [formFaults.brokenRule] });
  });

  it('is refused with the sections that are missing', () => {
    const narrative = report({ reportKind: 'NARRATIVE' });
    expect(narrative.refusal('SUBMIT', owing, { content: { text: 'x' } }, { formFaults: [formFaults.missingSection] })).toMatchObject({
      code: 'SECTIONS_MISSING',
      reasons: [{ data: { sections: ['存在问题'] } }],
    });
    const sections = [{ title: '存在问题', text: '人手不足' }];
    expect(narrative.when('SUBMIT', owing, { content: { sections } }).state.state).toBe('SUBMITTED');
  });

  it('wants a word on every warning, by its rule or by one of its cells, and keeps it', () => {
    const facts = { formFaults: [formFaults.unusual] };
    for (const explanations of [
      undefined,
      [],
      [{ rule: 'c2', text: ' ' }],
      [{ rule: 'c9', text: 'x' }],
      [{ cell: '7.2', text: 'x' }],
      [null],
      [{ text: 'x' }],
    ])
      expect(statistics().refusal('SUBMIT', owing, { content, explanations }, facts)).toMatchObject({
        code: 'EXPLANATION_REQUIRED',
        reasons: [{ data: { faults: [formFaults.unusual] } }],
      });
    for (const named of [{ rule: 'c2' }, { cell: '7.1' }]) {
      const story = statistics().when(
        'SUBMIT',
        owing,
        {
          content,
          explanations: [
            { ...named, text: ' 集中办结 ' },
            { rule: 'other', text: '无关' },
          ],
        },
        facts,
      );
      const { code, rule, cells, message } = formFaults.unusual;
      expect(story.context.submissions[0]?.explanations).toEqual([{ code, rule, cells, message, text: '集中办结' }]);
    }
    expect(statistics().when('SUBMIT', owing, { content, explanations: [{ rule: 'c2', text: 'x' }] }).context.submissions[0]).not.toHaveProperty(
      'explanations',
    );
  });

  it('takes a log from before forms were checked as it is', () => {
    const event = statistics().event('SUBMIT', owing, { content });
    expect(event.facts).not.toHaveProperty('formFaults');
    expect(statistics().decide(event)).toMatchObject({ outcome: 'accepted' });
  });
});

describe('what counts', () => {
  it('is what was accepted, until a correction is handed in', () => {
    const story = acceptedReport();
    const corrected = { liaisons: [{ name: '新联络员', phone: '1' }] };
    const counting = () => presentSubmission(story.context)?.content;
    story.when('REOPEN', office, { reason: '人员变动' });
    expect(counting()).toEqual(roster);
    story.when('SAVE_DRAFT', owing, { content: corrected });
    expect(counting()).toEqual(roster);
    story.when('SUBMIT', owing);
    expect(counting()).toEqual(corrected);
    story.when('RETURN', office, { reason: '电话有误' });
    expect(counting()).toEqual(roster);
    story.when('SUBMIT', owing).when('ACCEPT', office);
    expect(counting()).toEqual(corrected);
  });

  it('is nothing before anything came, and nothing that was returned or taken back', () => {
    expect(presentSubmission(report().context)).toBeNull();
    expect(presentSubmission(report().when('SUBMIT', owing, { content: roster }).when('WITHDRAW', owing).context)).toBeNull();
    expect(presentSubmission(report().when('SUBMIT', owing, { content: roster }).when('RETURN', office, { reason: 'x' }).context)).toBeNull();
  });
});

/** Without the empty places behind the last figure. */
function filled(values: readonly unknown[]): unknown[] {
  return values.slice(0, values.findLastIndex((value) => value !== null) + 1);
}
