/** Kills a process that drives events, again and again, and asks the database what became of them. */
import { join } from 'node:path';
import { runTypescript } from '../support/child-process';
import { judge, judgeChains, subjectsForLoad } from './support/judge';
import { makePlace, withDatabase, type Place } from './support/places';
import { LIMIT_MS, sized } from './support/size';
import { NOTHING_LOST, noVerdict, pronounce, type Verdict } from './support/verdict';

const ROUNDS = sized({ ci: 10, long: 200 });
const LEAST_ANSWERS = 10;
const PROGRAM = join(__dirname, 'processes/load.ts');

async function killAgainAndAgain(place: Place): Promise<Verdict> {
  const verdict = noVerdict();
  const load = await withDatabase(place, (database) => subjectsForLoad(database));
  for (; verdict.rounds < ROUNDS; verdict.rounds += 1) {
    const server = runTypescript(PROGRAM, place.address, load.campaignId, load.ids.join(','), String(verdict.rounds));
    // Not after a time but after a number of answers, another one each round, so that the kill falls into the work on any machine.
    let left = LEAST_ANSWERS + ((verdict.rounds * 67) % 150);
    await server.line((line) => line.startsWith('ack ') && --left <= 0);
    await server.kill();
    await withDatabase(place, (database) => judge(database, load, server.lines, verdict));
  }
  await withDatabase(place, (database) => judgeChains(database, verdict));
  return verdict;
}

test(
  'nothing acknowledged is lost, nothing is done twice, every chain is whole',
  async () => {
    const place = await makePlace();
    try {
      const verdict = await killAgainAndAgain(place);
      pronounce(`SIGKILL of the server on ${place.name}`, verdict);
      expect(verdict).toMatchObject({ rounds: ROUNDS, ...NOTHING_LOST });
      expect(verdict.acknowledged).toBeGreaterThanOrEqual(ROUNDS * LEAST_ANSWERS);
    } finally {
      await place.gone();
    }
  },
  LIMIT_MS,
);
