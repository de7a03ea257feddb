/** The coordinating body: form, name, members, office, and whether it ends with the work. */
import type { PlanBody, PlanMember } from '../plan/model';
import { BODY_WORD, bodyKindOf, nameOfBody } from './body-words';
import { membersInProse } from './body-prose';
import type { Paragraph } from './paragraphs';
import type { Reading } from './reading';
import { readRoster, type Roster } from './roster';
import { readRosterTable } from './roster-table';

const OFFICE = new RegExp(
  `(?:(?:(?:${BODY_WORD})|下设)?办公室(?:地点)?,?(?:办公室)?(?:暂)?(?:设在|设于|设立在|挂靠在|在|于)|(?:${BODY_WORD})(?:日常工作)?设在)([^,。;:()]{2,30})`,
);
const HEAD = new RegExp(
  `(?:由)?([^,。;由]{2,40}?)(?:同志)?(?:兼任|担任|任|兼)(?:(?:${BODY_WORD})?(?:该)?)办公室主任|办公室主任(?:由)([^,。;]{2,40}?)(?:同志)?(?:兼任|担任|任|兼)`,
);
const ENDS = /(?:任务|工作|行动)?(?:完成|结束)后,?(?:[^,。;]{0,12})?(?:自行|自动|即行|予以)?(?:撤销|解散|取消)/;
const TITLE = new RegExp(`(?:${BODY_WORD})(?:成员|组成人员|人员)?(?:名单|组成)?:?$`);

/** The name printed as a title over a roster, which may be broken over two lines. */
const titleOver = (paragraphs: readonly Paragraph[], index: number): string | null => {
  for (let i = index - 1; i >= Math.max(0, index - 3); i--) {
    const { clip } = paragraphs[i] as Paragraph;
    if (clip.length > 60 || /[。,]/.test(clip.text) || !TITLE.test(clip.text)) continue;
    const above = paragraphs[i - 1]?.clip;
    const short = new RegExp(`^(?:${BODY_WORD})`).test(clip.text);
    const printed =
      short && above && above.length < 60 && !/[。,:]/.test(above.text) && !/^附件?/.test(above.text)
        ? above.printed() + clip.printed()
        : clip.printed();
    return printed.replace(/^(?:决定)?(?:成立|设立|组建)/, '').replace(/(?:成员|组成人员|人员)?(?:名单|组成)?[:：]?$/, '') || printed;
  }
  return null;
};

const namedInText = (reading: Reading): { name: string; paragraph: number } | null => {
  for (let i = 0; i < reading.paragraphs.length; i++) {
    const { clip } = reading.paragraphs[i] as Paragraph;
    const found = nameOfBody(clip.text);
    if (found) return { name: clip.printed(...found), paragraph: i };
  }
  return null;
};

/** 成立…督导组 over a roster: whatever has a leader and members is a body. */
const groupAbove = (paragraphs: readonly Paragraph[], index: number): { name: string; paragraph: number } | null => {
  for (let i = index - 1; i >= Math.max(0, index - 3); i--) {
    const { clip } = paragraphs[i] as Paragraph;
    const m = /(?:成立|组成|组建|设立)(?:了)?([^,。;《》]{1,40}组)(?=[,。;:(]|$)/.exec(clip.text);
    if (m) return { name: clip.printed(m.index + m[0].length - (m[1] ?? '').length, m.index + m[0].length), paragraph: i };
  }
  return null;
};

/** A body that the notice does not set up but says to have its office somewhere: 市某某领导小组统筹推进,下设办公室,设在市某某局. */
const existingBody = (reading: Reading): { name: string; paragraph: number } | null => {
  for (let i = 0; i < reading.paragraphs.length; i++) {
    const { clip } = reading.paragraphs[i] as Paragraph;
    const at = OFFICE.exec(clip.text);
    const m = at && new RegExp(`([^,。;:、()]{1,40}?(?:${BODY_WORD}))`).exec(clip.text.slice(Math.max(0, at.index - 60), at.index + 12));
    if (!at || !m) continue;
    const from = clip.text.indexOf(m[1] ?? '', Math.max(0, at.index - 60));
    return { name: clip.printed(from, from + (m[1] ?? '').length), paragraph: i };
  }
  return null;
};

const officeOf = (reading: Reading): PlanBody['office'] => {
  for (const { clip } of reading.paragraphs) {
    const m = OFFICE.exec(clip.text);
    if (!m) continue;
    const from = m.index + m[0].length - (m[1] ?? '').length;
    const unit = clip.printed(from, from + (m[1] ?? '').length);
    const h = HEAD.exec(clip.text.slice(m.index + m[0].length, m.index + m[0].length + 200));
    const head = (h?.[1] ?? h?.[2] ?? '').replace(/^.*由/, '') || null;
    return { unit, head };
  }
  return null;
};

export const readBody = (reading: Reading): PlanBody | null => {
  const { paragraphs } = reading;
  const roster: Roster | null = readRoster(paragraphs) ?? readRosterTable(paragraphs, reading.source);
  const prose: { members: PlanMember[]; at: number } | null = roster
    ? null
    : paragraphs.reduce<{ members: PlanMember[]; at: number } | null>((found, p, at) => {
        if (found) return found;
        const members = membersInProse(p.clip);
        return members.length > 0 ? { members, at } : null;
      }, null);
  const named = namedInText(reading) ?? (roster ? groupAbove(paragraphs, roster.from) : null);
  const name = (roster ? titleOver(paragraphs, roster.from) : null) ?? named?.name ?? null;
  const office = officeOf(reading);
  const existing = office && !roster && !prose && !named ? existingBody(reading) : null;
  if (!roster && !prose && !named && !existing) return null;
  const at = roster?.from ?? prose?.at ?? named?.paragraph ?? existing?.paragraph ?? 0;
  const end = paragraphs[roster?.to ?? at];
  const start = paragraphs[at];
  const printed = name ?? existing?.name ?? '领导小组';
  return {
    kind: bodyKindOf(name ?? existing?.name ?? start?.clip.text ?? ''),
    name: printed,
    members: roster?.members ?? prose?.members ?? [],
    office,
    dissolvesOnCompletion: paragraphs.some((p) => ENDS.test(p.clip.text)),
    span: start && end ? [start.clip.span()[0], end.clip.span()[1]] : null,
  };
};
