/** The hand-made facts of a notice of the corpus, in the short form in which people write and check them (see README.md). */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Facts {
  /** What the notice is there for. */
  formsShown: string;
  title: string | null;
  documentNumber: string | null;
  issuer: string | null;
  issuedOn: string | null;
  /** name | kind | start | end; an empty date is not printed. */
  phases: string[];
  /** number | title | ROLE: unit[section]{person}; unit | >=80% | DUE: date */
  tasks: string[];
  /** what+also | cadence | day or date | period */
  reporting: string[];
  body: null | { kind: string; leaders: number; deputies: number; members: number; office: string | null };
  /** number name unit, the parts of a compound name joined by + */
  forms: { title: string; indicators: string[] }[];
  /** days, with the word working for working days */
  deadlines: string[];
}

export interface TaskFacts {
  number: string;
  title: string;
  assignments: { role: string; unit: string; section: string; person: string }[];
  targets: string[];
  due: string | null;
}

export const folder = __dirname;

/** The notices kept as plain text, in the order of their names. */
export const names: string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.facts.json'))
  .map((file) => file.replace('.facts.json', ''))
  .filter((name) => existsSync(join(folder, `${name}.txt`)))
  .sort();

export const noticeOf = (name: string): string => readFileSync(join(folder, `${name}.txt`), 'utf8');
export const factsOf = (name: string): Facts => JSON.parse(readFileSync(join(folder, `${name}.facts.json`), 'utf8')) as Facts;

/** The parts of a line; a bar is never part of a name. */
export const columns = (line: string): string[] => line.split('|').map((part) => part.trim());

const assignee = /^([^[\]{}]+)(?:\[([^\]]*)\])?(?:\{([^}]*)\})?$/;

export function taskFacts(line: string): TaskFacts {
  const [number = '', title = '', ...rest] = columns(line);
  const task: TaskFacts = { number, title, assignments: [], targets: [], due: null };
  for (const part of rest) {
    const role = /^(LEAD|COOPERATING|RESPONSIBLE|IMPLEMENTING): (.+)$/.exec(part);
    if (role) {
      for (const printed of (role[2] ?? '').split(';')) {
        const match = assignee.exec(printed.trim());
        if (!match) throw new Error(`no unit in "${printed}" of "${line}"`);
        task.assignments.push({ role: role[1] ?? '', unit: match[1] ?? '', section: match[2] ?? '', person: match[3] ?? '' });
      }
    } else if (part.startsWith('DUE: ')) task.due = part.slice(5);
    else if (/^(>=|<=|>|<|=)\d/.test(part)) task.targets.push(part);
    else throw new Error(`"${part}" says nothing in "${line}"`);
  }
  return task;
}
