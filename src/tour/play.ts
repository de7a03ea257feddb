/** The whole campaign, act by act; then three months of reports, on a server whose days are turned. */
import { launching } from './acts/launching';
import { mobilising } from './acts/mobilising';
import { readingTheNotice } from './acts/reading-the-notice';
import { signingIn } from './acts/signing-in';
import { amending } from './acts/amending';
import { borders } from './acts/borders';
import { delegating } from './acts/delegating';
import { finishing } from './acts/finishing';
import { lookingBack } from './acts/looking-back';
import { oneTask } from './acts/one-task';
import { statistics } from './acts/statistics';
import { steering } from './acts/steering';
import { summingUp } from './acts/summing-up';
import { takingOn } from './acts/taking-on';
import { theBody } from './acts/the-body';
import { createClient, type Client } from './client';
import { playPeriods } from './periods/play-periods';
import type { Rehearsal } from './rehearsal';
import { Stopped, Unexpected } from './expectations';
import type { Printer } from './printer';
import { createTour } from './tour';

const ACTS = [mobilising, takingOn, oneTask, delegating, steering, borders, theBody, amending, statistics, finishing, summingUp, lookingBack];

export interface Played {
  ok: boolean;
  steps: number;
  requests: number;
  milliseconds: number;
}

/** Never throws for what a server answers: the printer says what was not as expected, and `ok` is false. */
export async function playTour(
  { url, password }: { url: string; password: string },
  printer: Printer,
  rehearse: () => Promise<Rehearsal>,
  now: Date = new Date(),
): Promise<Played> {
  const clients: Client[] = [];
  const reached = (address: string): Client => {
    const client = createClient(address);
    clients.push(client);
    return client;
  };
  const tour = createTour(reached(url), password, printer, now);
  const began = Date.now();
  const requests = (): number => clients.reduce((sum, client) => sum + client.requests(), 0);
  const played = (ok: boolean): Played => ({ ok, steps: tour.steps(), requests: requests(), milliseconds: Date.now() - began });
  let opening: Promise<Rehearsal> | null = null;
  try {
    const cast = await signingIn(tour);
    // It gets ready while the first campaign is played.
    opening = rehearse();
    opening.catch(() => undefined);
    const plan = await readingTheNotice(tour, cast);
    const campaign = await launching(tour, cast, plan);
    for (const act of ACTS) await act(tour, cast, campaign);
    const rehearsal = await opening;
    await playPeriods(tour.at(reached(rehearsal.url), rehearsal.password, now), rehearsal);
    const summary = played(true);
    printer.end(summary);
    return summary;
  } catch (error) {
    if (error instanceof Stopped) printer.failed('', null, error.message);
    else if (!(error instanceof Unexpected)) throw error;
    const summary = played(false);
    printer.end(summary);
    return summary;
  } finally {
    const rehearsal = await opening?.catch(() => null);
    await rehearsal?.close();
  }
}
