/** The tour's own state: who has signed in, and the steps as they are played. */
import type { Client } from './client';
import type { UnitRef } from './documents';
import { Unexpected } from './expectations';
import { createPerson, signIn, type Person } from './person';
import type { PlayedStep, Printer, Words } from './printer';

export interface Tour {
  readonly client: Client;
  readonly password: string;
  readonly now: Date;
  act(zh: string, en: string): void;
  /** Plays one step and prints it. `play` answers the lines that are printed below it. */
  step(who: Person | string, zh: string, en: string, play: () => Promise<string | string[]>): Promise<void>;
  /** Signs in once and remembers. */
  person(userName: string, password?: string): Promise<Person>;
  /** Who has signed in for this unit, heads first. */
  headOf(unit: UnitRef): Person;
  steps(): number;
  /** Goes on at another server, where nobody has signed in yet. */
  at(client: Client, password: string, now: Date): Tour;
}

export function createTour(client: Client, password: string, printer: Printer, now: Date): Tour {
  return tourAt({ client, password, now }, printer, { act: { zh: '', en: '' }, acts: 0, steps: 0 });
}

function tourAt(where: Pick<Tour, 'client' | 'password' | 'now'>, printer: Printer, played: { act: Words; acts: number; steps: number }): Tour {
  const people = new Map<string, Promise<Person>>();
  const signedIn: Person[] = [];
  return {
    ...where,
    steps: () => played.steps,
    at: (client, password, now) => tourAt({ client, password, now }, printer, played),
    act(zh, en) {
      played.act = { zh, en };
      played.acts += 1;
      printer.act(played.acts, played.act);
    },
    async step(who, zh, en, play) {
      const name = typeof who === 'string' ? who : `${who.name}（${who.userName}）`;
      const began = Date.now();
      try {
        const answer = await play();
        played.steps += 1;
        const step: PlayedStep = {
          number: played.steps,
          act: played.act,
          who: name,
          what: { zh, en },
          answer: [answer].flat(),
          milliseconds: Date.now() - began,
        };
        printer.step(step);
      } catch (error) {
        if (error instanceof Unexpected) printer.failed(name, { zh, en }, error.message);
        throw error;
      }
    },
    person(userName, own = where.password) {
      const known = people.get(userName);
      if (known) return known;
      const coming = signIn(where.client, userName, own).then((session) => {
        const person = createPerson(where.client, session);
        signedIn.push(person);
        return person;
      });
      people.set(userName, coming);
      return coming;
    },
    headOf({ id, name }) {
      const found = signedIn.find((person) => person.roles.includes('UNIT_HEAD') && person.units.some((unit) => unit.id === id));
      if (!found) throw new Unexpected(`没有人代表${name}登录。Nobody has signed in for ${name}.`);
      return found;
    },
  };
}
