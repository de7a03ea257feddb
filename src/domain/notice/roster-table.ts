/** A body's members set as a table: 姓名, 单位及职务, 组内职务, a row to a member. */
import type { PlanMember } from '../plan/model';
import { memberRoleOf } from './body-words';
import { foldText } from './fold';
import { ROSTER_LABEL } from './labels';
import type { Paragraph } from './paragraphs';
import type { Roster } from './roster';
import type { Source } from './source';
import { splitPost } from './unit-names';

interface Placed {
  text: string;
  printed: string;
}

const cellsOf = (p: Paragraph, source: Source): Placed[] => {
  const cells: Placed[] = [];
  let at = p.start;
  for (let i = p.start; i <= p.end; i++) {
    const c = source.original[i];
    if (i < p.end && c !== '\t' && c !== '|') continue;
    cells.push({ text: source.folded.slice(at, i).replace(/[ \n]/g, ''), printed: source.original.slice(at, i).replace(/\s/g, '') });
    at = i + 1;
  }
  return cells;
};

/** The first table with names in one column and parts in the body in another, or null. */
export const readRosterTable = (paragraphs: readonly Paragraph[], source: Source): Roster | null => {
  for (let i = 0; i < paragraphs.length; i++) {
    const head = paragraphs[i] as Paragraph;
    if (!head.tabular || !head.clip.text.includes('姓名')) continue;
    const headers = cellsOf(head, source).map((c) => c.text);
    const name = headers.indexOf('姓名');
    const role = headers.findIndex(
      (h) => /(?:组内|小组|专班|机构|会议|领导小组)?(?:职务|职责|分工|角色)$|^备注$/.test(h) && !/单位|工作职务|行政/.test(h) && h !== '职务',
    );
    const post = headers.findIndex((h, k) => k !== role && /单位|职务/.test(h));
    const duty = headers.findIndex((h, k) => k !== role && k !== post && /职务/.test(h));
    if (name < 0 || role < 0) continue;
    const members: PlanMember[] = [];
    let to = i;
    for (let k = i + 1; k < paragraphs.length && (paragraphs[k] as Paragraph).tabular; k++) {
      const p = paragraphs[k] as Paragraph;
      const cells = cellsOf(p, source);
      const label = cells[role]?.text ?? '';
      if (!ROSTER_LABEL.test(label) || !cells[name]?.text) continue;
      const printed = `${cells[post]?.printed ?? ''}${duty >= 0 ? (cells[duty]?.printed ?? '') : ''}`;
      const { unit } = splitPost(foldText(printed));
      const cut = unit?.length ?? 0;
      members.push({
        role: memberRoleOf(label),
        name: cells[name]?.printed ?? null,
        unit: cut > 0 ? printed.slice(0, cut) : null,
        post: printed.slice(cut) || null,
        span: p.clip.span(),
      });
      to = k;
    }
    if (members.length >= 2) return { members, from: i, to };
  }
  return null;
};
