/** The server that `muster tour` opens for itself, to turn the days of. */
import { readConfig } from '../config';
import { serve } from '../serve';
import { FIRST_DAY, type Rehearsal } from '../tour/rehearsal';
import { catchUp, turnedDays } from './turned-days';

export async function openRehearsal(): Promise<Rehearsal> {
  const clock = turnedDays(FIRST_DAY);
  const config = readConfig({ DATA_DIR: ':memory:', HOST: '127.0.0.1', PORT: '0', WORKERS: 'false', LOG_LEVEL: 'error' });
  const { url, muster, stop } = await serve(config, clock);
  if (!muster.demo) throw new Error('The rehearsal has no demonstration accounts');
  return {
    url,
    password: muster.demo.password,
    async turnTo(day) {
      clock.turnTo(day);
      await catchUp(muster);
    },
    close: () => stop(true),
  };
}
