/**
 * Which task of a lower plan answers which task of the superior one. A pair is alike by the matter of its title (four parts in five) and by the
 * heading it stands under (one part). Each lower task answers one superior task, the one most like it; a lower task whose own words hold the
 * whole matter of another superior task answers that one as well, because lower plans put measures together.
 */
import { contained, likeness, matterOf, pairsOf } from './cascade-similarity';
import type { Plan, PlanTask } from './model';

export const MATCH_GROUNDS = ['SAME_TITLE', 'SIMILAR_TITLE', 'IN_ITS_TEXT', 'DOUBTFUL', 'NONE'] as const;

export interface TaskMatch {
  superior: PlanTask;
  /** The task that answers it, or for DOUBTFUL the nearest one. */
  own: PlanTask | null;
  /** 0 to 1, two decimals. */
  score: number;
  /** What the score is made of. */
  titleScore: number;
  areaScore: number;
  ground: (typeof MATCH_GROUNDS)[number];
}

/** From here on a task answers; below, down to `DOUBT`, somebody must look. */
export const ANSWERS = 0.6;
export const DOUBT = 0.3;
const TITLE_WEIGHT = 0.8;
/** The share of a superior title's matter that a lower task's text must hold. */
const IN_TEXT = 0.9;
/** A matter of fewer pairs than this stands in many texts by chance. */
const PAIRS_TO_BE_FOUND_IN_TEXT = 3;

interface Gist {
  task: PlanTask;
  matter: string;
  title: ReadonlySet<string>;
  area: ReadonlySet<string>;
  all: ReadonlySet<string>;
}

const gist = (task: PlanTask): Gist => {
  const matter = matterOf(task.title);
  return { task, matter, title: pairsOf(matter), area: pairsOf(matterOf(task.area)), all: pairsOf(matterOf(`${task.title}${task.text}`)) };
};

interface Candidate {
  superior: number;
  own: number;
  score: number;
  titleScore: number;
  areaScore: number;
}

export function matchTasks(superior: Pick<Plan, 'tasks'>, lower: Pick<Plan, 'tasks'>): TaskMatch[] {
  const above = superior.tasks.map(gist);
  const below = lower.tasks.map(gist);
  const candidates = candidatesOf(above, below);
  const answered = new Map<number, Candidate>();
  const taken = new Set<number>();
  for (const candidate of candidates) {
    if (candidate.score < ANSWERS || answered.has(candidate.superior) || taken.has(candidate.own)) continue;
    answered.set(candidate.superior, candidate);
    taken.add(candidate.own);
  }
  const nearest = new Map<number, Candidate>();
  for (const candidate of candidates) if (!nearest.has(candidate.superior)) nearest.set(candidate.superior, candidate);
  return above.map((one, i) => {
    const match = answered.get(i);
    if (match) {
      const ground = below[match.own]?.matter === one.matter ? 'SAME_TITLE' : 'SIMILAR_TITLE';
      return told(one, below[match.own], match, ground);
    }
    const holder = one.title.size < PAIRS_TO_BE_FOUND_IN_TEXT ? -1 : below.findIndex((other) => contained(one.title, other.all) >= IN_TEXT);
    const holding = below[holder];
    if (holding) return told(one, holding, scored(one, holding, i, holder), 'IN_ITS_TEXT', contained(one.title, holding.all));
    const near = nearest.get(i);
    return near && near.score >= DOUBT ? told(one, below[near.own], near, 'DOUBTFUL') : told(one, undefined, near ?? NOTHING_ALIKE, 'NONE');
  });
}

const NOTHING_ALIKE = { score: 0, titleScore: 0, areaScore: 0 };
const hundredths = (score: number): number => Math.round(score * 100) / 100;

const told = (
  superior: Gist,
  own: Gist | undefined,
  { score, titleScore, areaScore }: Pick<Candidate, 'score' | 'titleScore' | 'areaScore'>,
  ground: TaskMatch['ground'],
  decisive = score,
): TaskMatch => ({
  superior: superior.task,
  own: own?.task ?? null,
  score: hundredths(decisive),
  titleScore: hundredths(titleScore),
  areaScore: hundredths(areaScore),
  ground,
});

/** Best first. Only pairs with something in common are looked at: a long plan does not meet every task of another. */
function candidatesOf(above: readonly Gist[], below: readonly Gist[]): Candidate[] {
  const holding = new Map<string, number[]>();
  below.forEach(({ title }, i) => {
    for (const pair of title) {
      const known = holding.get(pair);
      if (known) known.push(i);
      else holding.set(pair, [i]);
    }
  });
  const found = above.flatMap((one, i) => {
    const met = new Set([...one.title].flatMap((pair) => holding.get(pair) ?? []));
    return [...met].flatMap((j): Candidate[] => {
      const other = below[j];
      return other ? [scored(one, other, i, j)] : [];
    });
  });
  return found.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score || a.superior - b.superior || a.own - b.own);
}

function scored(one: Gist, other: Gist, superior: number, own: number): Candidate {
  const titleScore = one.matter === other.matter ? 1 : likeness(one.title, other.title);
  const areaScore = likeness(one.area, other.area);
  // A heading that only one of the two has says nothing against them.
  const weighed = one.area.size > 0 && other.area.size > 0 ? TITLE_WEIGHT * titleScore + (1 - TITLE_WEIGHT) * areaScore : titleScore;
  return { superior, own, titleScore, areaScore, score: titleScore === 1 ? 1 : weighed };
}
