/** The reference: pgbench writing the same rows, each transition one statement with everything in it, from as many connections as callers. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { WriteUnit } from '../src/application/ports/store';
import { CAMPAIGN, TASKS } from './campaign';

/** A space after each colon: pgbench takes `:null` for a variable. */
const json = (value: unknown): string =>
  `'${JSON.stringify(value)
    .replaceAll("'", "''")
    .replaceAll(/":(?=\w)/g, '": ')}'::jsonb`;
const text = (value: string | null): string => (value === null ? 'null' : `'${value.replaceAll("'", "''")}'`);
const bytes = (value: Buffer): string => `'\\x${value.toString('hex')}'::bytea`;

/** One transition of this kind on a task picked at random. The values are literals, so that pgbench sends nothing but the task's number. */
export function scriptFor(unit: WriteUnit): string {
  const [write] = unit.subjects;
  const [event] = unit.events;
  if (!write || !event || unit.subjects.length > 1) throw new Error('A sample writes one subject');
  const { after } = write;
  const parts = [
    `s as (update subject set law_version = ${after.lawVersion}, snapshot = ${json(after.snapshot)}, revision = revision + 1, head_hash = ${bytes(after.headHash)},
 title = ${text(after.title)}, number = ${text(after.number)}, state = ${text(after.state)}, timeliness = ${text(after.timeliness)}, attention = ${text(after.attention)},
 due_on = ${text(after.dueOn)}, closed = ${after.closed}, updated_at = now()
 where campaign_id = '${CAMPAIGN}' and id = ('00000000-0000-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid and revision > 0 returning campaign_id as c, id as i, revision as r)`,
    `e as (insert into event (campaign_id, subject_id, seq, kind, type, by, payload, at, cause, prev_hash, hash) select c, i, r, ${text(event.kind)}, ${text(event.type)},
 ${json(event.by)}, ${json({ on: event.on, input: event.input, facts: event.facts })}, now(), null, ${bytes(event.prevHash)}, ${bytes(event.hash)} from s)`,
  ];
  write.participants.upsert.forEach((p, n) =>
    parts.push(`p${n} as (insert into participant (campaign_id, subject_id, unit_id, role, kind, state, must_act, active, due_on)
 select c, i, '${p.unitId}', ${text(p.role)}, ${text(after.kind)}, ${text(p.state)}, ${p.mustAct}, ${p.active}, ${p.dueOn ? `'${p.dueOn}'::date` : 'null'} from s
 on conflict (campaign_id, subject_id, unit_id, role) do update set state = excluded.state, must_act = excluded.must_act, active = excluded.active, due_on = excluded.due_on)`),
  );
  unit.deadlines.forEach((d, n) =>
    parts.push(
      d.change === 'SET'
        ? `d${n} as (insert into deadline (campaign_id, subject_id, key, kind, due_on, due_at, event, input, label, status, set_by_seq)
 select c, i, ${text(d.key)}, ${text(d.kind)}, '${d.dueOn}', '${d.dueAt.toISOString()}', ${text(d.event)}, ${json(d.input)}, ${json(d.label)}, 'PENDING', r from s
 on conflict (campaign_id, subject_id, key) do update set due_on = excluded.due_on, due_at = excluded.due_at, status = 'PENDING', set_by_seq = excluded.set_by_seq)`
        : `d${n} as (update deadline d set status = 'CANCELLED' from s where d.campaign_id = s.c and d.subject_id = s.i and d.key = ${text(d.key)} and d.status = 'PENDING')`,
    ),
  );
  for (const entry of unit.outbox) {
    parts.push(`o as (insert into outbox (campaign_id, subject_id, seq, message, units, data, created_at, not_before)
 select c, i, r, ${text(entry.message)}, ${json(entry.units)}, ${json(entry.data)}, now(), now() from s)`);
  }
  for (const { accountId, requestHash, answer } of unit.idempotency) {
    parts.push(`k as (insert into idempotency (account_id, key, request_hash, answer, created_at)
 select '${accountId}', gen_random_uuid()::text, ${bytes(requestHash)}, ${json(answer)}, now() from s)`);
  }
  return `\\set n random(0, ${TASKS - 1})\nwith ${parts.join(',\n').replaceAll('\n', ' ')} select count(*) from s;\n`;
}

export interface Pgbench {
  /** Transitions per second. */
  run(clients: number, seconds: number): Promise<number>;
}

/** All kinds in turn, equally often. */
export function pgbench(program: string, url: string, folder: string, samples: readonly WriteUnit[]): Pgbench {
  const files = samples.map((unit, n) => {
    const file = join(folder, `transition-${n}.sql`);
    writeFileSync(file, scriptFor(unit));
    return file;
  });
  return {
    run: async (clients, seconds) => {
      const { stdout } = await promisify(execFile)(program, [
        ...['-n', '-M', 'prepared', '-c', String(clients), '-j', String(Math.min(clients, 2)), '-T', String(seconds)],
        ...[...files.flatMap((file) => ['-f', file]), url],
      ]);
      const tps = /tps = ([\d.]+)/.exec(stdout)?.[1];
      if (!tps) throw new Error(stdout);
      return Number(tps);
    },
  };
}
