/** Several plans in one file: the first is read, the others are said where they are and left out. */
import { Measures } from './measures';
import type { Part } from './outline';
import type { Clip, Source, TextSpan } from './source';

const PLAN_TITLE = /^[^。,;:]{4,90}(?:方案|计划|措施|要点|意见)(?:\([^)]{1,16}\))?$/;
const MAX_TITLE = 90;

/** The title that a part opens with, over one to three lines. */
const titleOf = (part: Part, source: Source, join: (clips: Clip[], source: Source) => Clip): Clip | null => {
  for (let n = 1; n <= Math.min(3, part.title.length); n++) {
    const clip = join(part.title.slice(0, n), source);
    if (clip.length <= MAX_TITLE && PLAN_TITLE.test(clip.text)) return clip;
  }
  return null;
};

export interface OtherPlan {
  title: string;
  span: TextSpan;
  part: Part;
}

export interface Plans {
  /** the title of the first plan, where there are several and it has one of its own */
  first: string | null;
  others: OtherPlan[];
}

/** A plan is a part with a title of its own and at least two sections, one of which gives somebody something to do. */
export const readPlans = (parts: readonly Part[], source: Source, join: (clips: Clip[], source: Source) => Clip): Plans => {
  const withSections = parts.filter((p) => p.root.children.filter((c) => c.mark?.kind === 'section').length >= 2);
  if (withSections.length < 2) return { first: null, others: [] };
  const plans = withSections.filter((p) => new Measures(source, [p]).read().some((m) => m.clauses.length > 0));
  const others = plans.slice(1).flatMap((part): OtherPlan[] => {
    const title = titleOf(part, source, join);
    return title ? [{ title: title.printed(), span: title.span(), part }] : [];
  });
  const first = plans[0];
  return { first: others.length > 0 && first ? (titleOf(first, source, join)?.printed() ?? null) : null, others };
};
