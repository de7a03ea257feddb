import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, platform } from 'node:os';

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, as the system tells it; null where the system does not say. Compared for equality only. */
  readonly started: string | null;
  /** The machine, and on Linux its boot and its process numbering: elsewhere the pid means another process. */
  readonly host: string;
}

export type Liveness = 'alive' | 'dead' | 'unknown';

export function identityOf(pid: number): ProcessIdentity {
  return { pid, started: startOf(pid), host: hostIdentity() };
}

/** Whether the process is still there. 'unknown' when it ran on another machine or in another container, which cannot be looked into. */
export function livenessOf(process: ProcessIdentity): Liveness {
  if (process.host !== hostIdentity()) return rebootedSince(process.host) ? 'dead' : 'unknown';
  if (!isRunning(process.pid)) return 'dead';
  const started = startOf(process.pid);
  // Without a start time on either side, a number in use counts as the same process: better refuse than steal.
  return process.started !== null && started !== null && process.started !== started ? 'dead' : 'alive';
}

function isRunning(pid: number): boolean {
  try {
    globalThis.process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return !['Z', 'X'].includes(linuxStat(pid)?.[0] ?? '');
}

/** Fields of /proc/PID/stat from the third on (proc(5)): the name in the second may hold spaces and brackets. */
function linuxStat(pid: number): string[] | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  return stat === null ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function startOf(pid: number): string | null {
  const stat = linuxStat(pid);
  if (stat) return stat[19] ?? null;
  if (platform() === 'win32') return null;
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env: { LC_ALL: 'C', PATH: '/bin:/usr/bin' } }).trim() || null;
  } catch {
    return null;
  }
}

const SEPARATOR = ' ';

function hostIdentity(): string {
  const boot = readOrNull('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
  return [hostname(), boot, pidNamespace()].join(SEPARATOR).trim();
}

/** The same machine name, another boot: nothing of the earlier one is left. */
function rebootedSince(host: string): boolean {
  const [thenName, thenBoot] = host.split(SEPARATOR);
  const [nowName, nowBoot] = hostIdentity().split(SEPARATOR);
  return thenName === nowName && thenBoot !== undefined && nowBoot !== undefined && thenBoot !== nowBoot;
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
