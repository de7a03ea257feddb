/**
 * Which task of a lower plan answers which task of the superior one. A pair is alike by the matter of its title (four parts in five) and by the
 * heading it stands under (one part). Each lower task answers one superior task, the one most like it; a lower task whose own words hold the
 * whole matter of another superior task answers that one as well, because lower plans put measures together.
 */
import { holdingMost, indexPairs, sharingPairs } from './cascade-candidates';
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
  const texts = indexPairs(below.map(({ all }) => all));
  return above.map((one, i) => {
    const match = answered.get(i);
    if (match) {
      const ground = below[match.own]?.matter === one.matter ? 'SAME_TITLE' : 'SIMILAR_TITLE';
      return told(one, below[match.own], match, ground);
    }
    const holders = one.title.size < PAIRS_TO_BE_FOUND_IN_TEXT ? [] : holdingMost(texts, one.title, IN_TEXT);
    const holder = holders.find((j) => contained(one.title, (below[j] as Gist).all) >= IN_TEXT);
    const holding = holder === undefined ? undefined : below[holder];
    if (holder !== undefined && holding) return told(one, holding, scored(one, holding, i, holder), 'IN_ITS_TEXT', contained(one.title, holding.all));
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
  const titles = indexPairs(below.map(({ title }) => title));
  const sameMatter = placesBy(below, ({ matter }) => matter);
  const seen = new Map<string, number>();
  const found = above.flatMap((one, i) => {
    // of several tasks of one matter the first goes to the first
    const before = seen.get(one.matter) ?? 0;
    seen.set(one.matter, before + 1);
    const same = sameMatter.get(one.matter) ?? [];
    const met = sharingPairs(titles, one.title, [...same.slice(before), ...same.slice(0, before)], i / above.length);
    return met.flatMap((j): Candidate[] => {
      const other = below[j];
      return other ? [scored(one, other, i, j)] : [];
    });
  });
  // pairs of characters may be the same where the words are not (第一四四四类, 第一四四类): the very same words go first
  const alike = ({ superior, own }: Candidate): number => Number(above[superior]?.matter === below[own]?.matter);
  return found.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score || alike(b) - alike(a) || a.superior - b.superior || a.own - b.own);
}

const placesBy = (all: readonly Gist[], key: (one: Gist) => string): ReadonlyMap<string, readonly number[]> => {
  const places = new Map<string, number[]>();
  all.forEach((one, i) => {
    const known = places.get(key(one));
    if (known) known.push(i);
    else places.set(key(one), [i]);
  });
  return places;
};

function scored(one: Gist, other: Gist, superior: number, own: number): Candidate {
  const titleScore = one.matter === other.matter ? 1 : likeness(one.title, other.title);
  const areaScore = likeness(one.area, other.area);
  // A heading that only one of the two has says nothing against them.
  const weighed = one.area.size > 0 && other.area.size > 0 ? TITLE_WEIGHT * titleScore + (1 - TITLE_WEIGHT) * areaScore : titleScore;
  return { superior, own, titleScore, areaScore, score: titleScore === 1 ? 1 : weighed };
}
