/**
 * Anchors in files: a file for each, `anchor-000012-2026-03-02.ndjson`, with the anchor in its first line, then the campaigns' parts, then the
 * changed heads by campaign and subject. Whoever has only the first lines can still check everything; the others tell what does not fit.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { access, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Anchor, AnchorWitness, CampaignAnchor, Head } from '../../application/ports/anchors';
import { anchorLine, headLine, partLine, toAnchor, toHead, toPart, type Fields } from './anchor-lines';
import { readLines } from './text-lines';

const NAME = /^anchor-(\d{6,})-\d{4}-\d{2}-\d{2}\.ndjson$/;

export function anchorFolder(folder: string): AnchorWitness {
  const kept = async (): Promise<Set<number>> => {
    await mkdir(folder, { recursive: true });
    return new Set((await readdir(folder)).map((name) => Number(NAME.exec(name)?.[1] ?? 0)));
  };
  return {
    has: async (number) => (await kept()).has(number),
    async keep(anchor, parts, heads) {
      const path = join(folder, `anchor-${String(anchor.number).padStart(6, '0')}-${anchor.day}.ndjson`);
      const unfinished = `${path}.${randomUUID()}`;
      try {
        await writeLines(unfinished, anchorFileLines(anchor, parts, heads));
        await rename(unfinished, path);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
  };
}

async function* anchorFileLines(anchor: Anchor, parts: readonly CampaignAnchor[], heads: AsyncIterable<Head>): AsyncGenerator<string> {
  yield anchorLine(anchor);
  for (const part of parts) yield partLine(part);
  for await (const head of heads) yield headLine(head);
}

/** Writes as fast as the disk takes it, brings it to the disk, and never holds more than a page. */
export async function writeLines(path: string, lines: AsyncIterable<string>, onText: (text: string) => void = () => undefined): Promise<void> {
  const file: WriteStream = createWriteStream(path, { flush: true });
  const end = finished(file);
  // Told by the next write, or by `end`.
  end.catch(() => undefined);
  let page = '';
  const flush = async (): Promise<void> => {
    if (!file.write(page)) await Promise.race([once(file, 'drain'), end]);
    page = '';
  };
  try {
    for await (const line of lines) {
      page += `${line}\n`;
      onText(`${line}\n`);
      if (page.length > 65_536) await flush();
    }
    await flush();
    file.end();
    await end;
  } catch (error) {
    file.destroy();
    throw error;
  }
}

/** What was kept outside, as application/verify wants it: a file, or a folder of files. */
export async function readWitness(path: string): Promise<{
  anchors: Anchor[];
  parts: Map<string, CampaignAnchor[]>;
  heads(number: number, campaignId: string): AsyncIterable<Head> | null;
}> {
  await access(path);
  const files = (await stat(path)).isDirectory()
    ? (await readdir(path))
        .filter((name) => name.endsWith('.ndjson'))
        .sort()
        .map((name) => join(path, name))
    : [path];
  const anchors: Anchor[] = [];
  const parts = new Map<string, CampaignAnchor[]>();
  /** Files that hold heads, and from which line on belong to which anchor is said by the anchor line before them. */
  const withHeads = new Map<number, string>();
  for (const file of files) {
    let number = 0;
    for await (const line of readLines(file, anchored)) {
      if (line.type === 'anchor') {
        anchors.push(line.anchor);
        number = line.anchor.number;
      } else if (line.type === 'campaign-anchor') {
        const known = parts.get(line.part.campaignId);
        if (known) known.push(line.part);
        else parts.set(line.part.campaignId, [line.part]);
      } else if (line.type === 'head') withHeads.set(number, file);
    }
  }
  return {
    anchors,
    parts,
    heads: (number, campaignId) => {
      const file = withHeads.get(number);
      return file === undefined ? null : headsIn(file, number, campaignId);
    },
  };
}

type AnchorFileLine =
  { type: 'anchor'; anchor: Anchor } | { type: 'campaign-anchor'; part: CampaignAnchor } | { type: 'head'; head: Head } | { type: 'other' };

function anchored(line: Fields): AnchorFileLine {
  switch (line.text('type')) {
    case 'anchor':
      return { type: 'anchor', anchor: toAnchor(line) };
    case 'campaign-anchor':
      return { type: 'campaign-anchor', part: toPart(line) };
    case 'head':
      return { type: 'head', head: toHead(line) };
    default:
      return { type: 'other' };
  }
}

async function* headsIn(file: string, number: number, campaignId: string): AsyncGenerator<Head> {
  let current = 0;
  for await (const line of readLines(file, anchored)) {
    if (line.type === 'anchor') current = line.anchor.number;
    if (line.type === 'head' && current === number && line.head.campaignId === campaignId) yield line.head;
  }
}
