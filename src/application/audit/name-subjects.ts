/** Tells by the heads kept outside which subjects of a campaign are not what they were. */
import type { Head } from '../ports/anchors';
import type { AnchorFaultName } from './expected-anchors';

export interface NamedSubject {
  subjectId: string;
  seq: number;
  fault: AnchorFaultName;
}

/** Both in the order of subjects; at most `limit` are named. */
export async function nameSubjects(was: AsyncIterable<Head>, is: AsyncIterable<Head>, limit: number): Promise<NamedSubject[]> {
  const named: NamedSubject[] = [];
  const [before, now] = [was[Symbol.asyncIterator](), is[Symbol.asyncIterator]()];
  try {
    let [then, here] = [await before.next(), await now.next()];
    while (named.length < limit && (!then.done || !here.done)) {
      const order = then.done ? 1 : here.done ? -1 : compare(then.value.subjectId, here.value.subjectId);
      if (order < 0 && !then.done) {
        named.push({ subjectId: then.value.subjectId, seq: then.value.seq, fault: 'SUBJECT_MISSING' });
        then = await before.next();
      } else if (order > 0 && !here.done) {
        named.push({ subjectId: here.value.subjectId, seq: here.value.seq, fault: 'SUBJECT_INSERTED' });
        here = await now.next();
      } else if (!then.done && !here.done) {
        const { subjectId, seq, hash } = then.value;
        const events = here.value.seq - seq;
        if (events !== 0) named.push({ subjectId, seq, fault: events < 0 ? 'EVENT_MISSING' : 'EVENT_INSERTED' });
        else if (!here.value.hash.equals(hash)) named.push({ subjectId, seq, fault: 'REWRITTEN' });
        [then, here] = [await before.next(), await now.next()];
      }
    }
  } finally {
    await before.return?.();
    await now.return?.();
  }
  return named;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
