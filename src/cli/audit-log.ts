/** `muster replay` and `muster verify`: the log held against what was made of it, and its hash chains against themselves. */
import type { Command } from 'commander';
import type { Progress, ReplayReport } from '../application/replay';
import type { VerifyReport } from '../application/verify';
import { EXIT, type CliIo } from './io';

export interface AuditLogIo extends Pick<CliIo, 'stdout' | 'stderr' | 'isTty' | 'setExitCode'> {
  /** Opens the database for the work and closes it afterwards. */
  replay(campaignId: string | null, onProgress: (progress: Progress) => void): Promise<ReplayReport>;
  verify(campaignId: string | null, onProgress: (progress: Progress) => void): Promise<VerifyReport>;
}

interface Options {
  campaign?: string;
  json?: boolean;
}

/** What is shown of a value that differs; the whole of it is in `--json`. */
const LONGEST = 200;

export function registerAuditLog(program: Command, io: AuditLogIo): void {
  const command = (name: string, about: string): Command =>
    program
      .command(name)
      .description(about)
      .option('--campaign <uuid>', '只看一个专项行动 · one campaign only')
      .option('--json', '以JSON输出 · print JSON');

  command('replay', '由日志重建全部状态，报告差异 · rebuild everything from the log and report any difference').action(async (options: Options) => {
    const report = await io.replay(options.campaign ?? null, progressOn(io));
    const { differences, subjects, events } = report;
    if (differences.length > 0) io.setExitCode(EXIT.fault);
    if (options.json) return io.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    for (const { kind, id, what, stored, rebuilt } of differences)
      io.stdout.write(`${kind} ${id} ${what}\n  存储 stored:  ${shown(stored)}\n  重建 rebuilt: ${shown(rebuilt)}\n`);
    io.stdout.write(
      `${subjects} 个对象、${events} 个事件，${differences.length} 处差异 · ${subjects} subjects, ${events} events, ${differences.length} differences\n`,
    );
  });

  command('verify', '核对哈希链 · walk the hash chains').action(async (options: Options) => {
    const report = await io.verify(options.campaign ?? null, progressOn(io));
    const { bad, subjects, events } = report;
    if (bad.length > 0) io.setExitCode(EXIT.fault);
    if (options.json) return io.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    for (const { kind, id, seq, fault } of bad) io.stdout.write(`${kind} ${id} #${seq} ${fault}\n`);
    io.stdout.write(`${subjects} 条链、${events} 个事件，${bad.length} 条有问题 · ${subjects} chains, ${events} events, ${bad.length} broken\n`);
  });
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? '—';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};

/** On a terminal, one line that is written over; a file or a pipe gets none. */
function progressOn(io: Pick<CliIo, 'stderr' | 'isTty'>): (progress: Progress) => void {
  if (!io.isTty) return () => undefined;
  let last = -1;
  return ({ events, ofEvents }) => {
    const percent = ofEvents === 0 ? 100 : Math.floor((events / ofEvents) * 100);
    if (percent === last) return;
    last = percent;
    io.stderr.write(`\r${percent} % (${events}/${ofEvents})${percent === 100 ? '\n' : ''}`);
  };
}
