/** An official document as a Word file. */
import { AlignmentType, Document, DocumentGridType, Footer, LineRuleType, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import type { OfficialDocument, OfficialDocuments } from '../../../application/ports/official-documents';
import { CLOSER, FONT, INDENT, LINE, MARGIN, PAGE, SIZE } from './measures';
import { addressee, attachments, block, colophon, head, signature, title, type Block } from './paragraphs';

/** 页码: — 1 —, on the outer side, one character in. */
function footer(side: 'left' | 'right'): Footer {
  const run = { font: FONT.number, size: SIZE.small };
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
        indent: { [side]: INDENT / 2 },
        spacing: { line: 240, lineRule: LineRuleType.AUTO },
        children: [new TextRun({ ...run, text: '— ' }), new TextRun({ ...run, children: [PageNumber.CURRENT] }), new TextRun({ ...run, text: ' —' })],
      }),
    ],
  });
}

function blocks(document: OfficialDocument): Block[] {
  return [
    ...head(document),
    ...title(document.title),
    ...(document.addressee === null ? [] : [addressee(document.addressee)]),
    ...document.body.flatMap(block),
    ...attachments(document.attachments),
    ...signature(document.signature),
    ...colophon(document),
  ];
}

export const officialDocuments: OfficialDocuments = {
  docx: async (document) => {
    const paragraph = { spacing: { line: LINE, lineRule: LineRuleType.EXACTLY, before: 0, after: 0 } };
    const run = { font: FONT.text, size: SIZE.text, characterSpacing: CLOSER };
    const file = new Document({
      title: document.title,
      creator: document.issuer,
      evenAndOddHeaderAndFooters: true,
      // The grid takes its character width from the style Normal, not from the document's defaults.
      styles: { default: { document: { run, paragraph } }, paragraphStyles: [{ id: 'Normal', name: 'Normal', run, paragraph }] },
      sections: [
        {
          properties: { page: { size: PAGE, margin: MARGIN }, grid: { type: DocumentGridType.LINES, linePitch: LINE } },
          footers: { default: footer('right'), even: footer('left') },
          children: blocks(document),
        },
      ],
    });
    return Packer.toBuffer(file);
  },
};
