/** The plan as the tour asks for it, and as it goes back. */
import type { UnitRef } from './documents';

export interface Span {
  start: number;
  end: number;
}

export interface PlanContent {
  title: string;
  phases: { name: string; kind: string; start: string | null; end: string | null }[];
  tasks: { number: string; title: string; dueOn: string | null; assignments: { unit: string; role: string }[] }[];
  reporting: { what: string; cadence: string; dueDay: number | null; onDayOff: string; closesAfter: number | null }[];
  ranking: { items: { measure: string; weight: number }[]; commend: number; criticise: number } | null;
  body: { name: string; members: { role: string; name: string | null; unit: string | null }[] } | null;
  forms: { title: string; indicators: { number: number; parts: string[]; accumulation: string }[]; rules: Record<string, string>[] }[];
  records: { title: string }[];
}

export interface PlanView {
  id: string;
  title: string;
  revision: number;
  status: string;
  notice: { text: string } | null;
  content: PlanContent;
  diagnostics: { code: string; severity: string; message: string; span: Span | null }[];
  units: {
    printed: string;
    required: boolean;
    match: string;
    units: UnitRef[];
    candidates: UnitRef[];
    proposal: { name: string; kind: string; parent: UnitRef | null } | null;
  }[];
}

const SPAN = 'span { start end }';

/** Every field of a plan's content: what is left out of `savePlan` would be lost. */
const CONTENT = `title documentNumber issuer issuedOn basis period { start end } acknowledgeWithin
  chasing { remindBefore remindAfter escalateAfter quietOnDaysOff }
  ranking { items { measure weight form cell } commend criticise }
  phases { name kind start end printed exit { kind percent } advancesByItself ${SPAN} }
  tasks {
    number area title text dueOn ${SPAN}
    assignments { unit role section person printed ${SPAN} }
    targets { what op value unit ${SPAN} }
  }
  reporting { what also title cadence dueDay dueDate period onDayOff closesAfter owedBy to form sections printed ${SPAN} }
  body { kind name members { role name post unit ${SPAN} } office { unit head } dissolvesOnCompletion ${SPAN} }
  forms {
    key title guidance ${SPAN}
    indicators { number name parts unit group required decimals negative accumulation guidance ${SPAN} }
    rules { key kind severity message left op right missing over cell factor }
  }
  records {
    key title identity unitColumn dateColumn
    columns { name kind required decimals choices }
    adds { form cell amount dateColumn when { column oneOf } }
  }
  deadlines { what days hours working ${SPAN} }`;

export const PLAN = `id title revision status notice { text } content { ${CONTENT} }
  diagnostics { code severity message ${SPAN} }
  units { printed required match units { id name } candidates { id name } proposal { name kind parent { id name } } }`;

/** The content to be changed and sent back: a copy, so that what was read stays as it was read. */
export const copyOf = (content: PlanContent): PlanContent => structuredClone(content);
