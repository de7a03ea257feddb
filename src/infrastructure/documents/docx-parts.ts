/** The XML parts of a .docx that bear on numbering: numbering.xml and styles.xml, read as streams. */
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { Level, Numbering } from './docx-numbering';

export interface XmlSink {
  write(chunk: Buffer): void;
  close(): void;
}

/** Feeds bytes of UTF-8 XML to a parser; a fault in the XML is thrown. */
export const xmlSink = (onOpen: (tag: SaxesTagPlain) => void, onClose: (name: string) => void, onText: (text: string) => void): XmlSink => {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', onOpen);
  parser.on('closetag', (tag) => onClose(tag.name));
  parser.on('text', onText);
  return {
    write: (chunk) => void parser.write(decoder.decode(chunk, { stream: true })),
    close: () => {
      parser.write(decoder.decode());
      parser.close();
    },
  };
};

export const attribute = (tag: SaxesTagPlain, name: string): string | undefined => tag.attributes[name];

export const numberingSink = (numbering: Numbering): XmlSink => {
  let abstract: Map<number, Level> | null = null;
  let level: Level | null = null;
  let instance: { abstract: string; starts: Map<number, number> } | null = null;
  let overridden = -1;
  return xmlSink(
    (tag) => {
      const val = attribute(tag, 'w:val') ?? '';
      switch (tag.name) {
        case 'w:abstractNum':
          numbering.abstract.set(attribute(tag, 'w:abstractNumId') ?? '', (abstract = new Map()));
          break;
        case 'w:num':
          abstract = null;
          numbering.instances.set(attribute(tag, 'w:numId') ?? '', (instance = { abstract: '', starts: new Map() }));
          break;
        case 'w:abstractNumId':
          if (instance) instance.abstract = val;
          break;
        case 'w:lvlOverride':
          overridden = Number(attribute(tag, 'w:ilvl') ?? -1);
          break;
        case 'w:startOverride':
          if (instance && overridden >= 0) instance.starts.set(overridden, Number(val) || 1);
          break;
        case 'w:lvl':
          level = { start: 1, format: 'decimal', text: '' };
          if (abstract) abstract.set(Number(attribute(tag, 'w:ilvl') ?? 0), level);
          break;
        case 'w:start':
          if (level) level.start = Number(val) || 1;
          break;
        case 'w:numFmt':
          if (level) level.format = val;
          break;
        case 'w:lvlText':
          if (level) level.text = val;
          break;
      }
    },
    (name) => {
      if (name === 'w:lvl') level = null;
      if (name === 'w:lvlOverride') overridden = -1;
      if (name === 'w:num') instance = null;
    },
    () => undefined,
  );
};

/** Styles that put their paragraphs into a list. */
export type ListStyles = Map<string, { list: string; level: number }>;

export const stylesSink = (styles: ListStyles): XmlSink => {
  let style = '';
  let level = 0;
  return xmlSink(
    (tag) => {
      if (tag.name === 'w:style') [style, level] = [attribute(tag, 'w:styleId') ?? '', 0];
      if (tag.name === 'w:ilvl') level = Number(attribute(tag, 'w:val') ?? 0);
      if (tag.name === 'w:numId' && style !== '') styles.set(style, { list: attribute(tag, 'w:val') ?? '', level });
    },
    () => undefined,
    () => undefined,
  );
};
