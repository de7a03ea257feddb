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
}

export function createTour(client: Client, password: string, printer: Printer, now: Date): Tour {
  const people = new Map<string, Promise<Person>>();
  const signedIn: Person[] = [];
  let act: Words = { zh: '', en: '' };
  let acts = 0;
  let steps = 0;
  return {
    client,
    password,
    now,
    steps: () => steps,
    act(zh, en) {
      act = { zh, en };
      acts += 1;
      printer.act(acts, act);
    },
    async step(who, zh, en, play) {
      const name = typeof who === 'string' ? who : `${who.name}（${who.userName}）`;
      const began = Date.now();
      try {
        const answer = await play();
        steps += 1;
        const played: PlayedStep = {
          number: steps,
          act,
          who: name,
          what: { zh, en },
          answer: [answer].flat(),
          milliseconds: Date.now() - began,
        };
        printer.step(played);
      } catch (error) {
        if (error instanceof Unexpected) printer.failed(name, { zh, en }, error.message);
        throw error;
      }
    },
    person(userName, own = password) {
      const known = people.get(userName);
      if (known) return known;
      const coming = signIn(client, userName, own).then((session) => {
        const person = createPerson(client, session);
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
