/** A server with days that are turned, over HTTP, on a database of the tests: what `muster tour` opens for itself in memory. */
import { catchUp, turnedDays } from '../../src/demo/turned-days';
import { FIRST_DAY, type Rehearsal } from '../../src/tour/rehearsal';
import { startDemonstration, type Demonstration } from './demonstration';
import type { TestServerOptions } from '../support/server';

export interface TestRehearsal extends Rehearsal {
  demonstration: Demonstration;
  /** What its server logged as an error. */
  logged: object[];
}

export async function startRehearsal(options: Partial<TestServerOptions> = {}): Promise<TestRehearsal> {
  const clock = turnedDays(FIRST_DAY);
  const demonstration = await startDemonstration({ ...options, clock });
  const { server, muster, password } = demonstration;
  return {
    ...{ demonstration, url: server.url, password, logged: server.logged },
    async turnTo(day) {
      clock.turnTo(day);
      await catchUp(muster);
    },
    close: () => demonstration.stop(),
  };
}
