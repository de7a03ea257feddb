/** `muster replay` and `muster verify`: the log held against what was made of it, its hash chains against themselves, and against the anchors. */
import type { Command } from 'commander';
import type { AnchorFault } from '../application/audit/expected-anchors';
import type { Progress, ReplayReport } from '../application/replay';
import { isWhole, type VerifyReport } from '../application/verify';
import { EXIT, type CliIo } from './io';

export interface AuditLogIo extends Pick<CliIo, 'stdout' | 'stderr' | 'isTty' | 'setExitCode'> {
  /** Opens the database for the work and closes it afterwards. */
  replay(campaignId: string | null, onProgress: (progress: Progress) => void): Promise<ReplayReport>;
  /**
   * `witness`: a file or folder of anchors that were kept outside. `exported`: a file, instead of the database. `fileWhole`: whether that is as
   * it was written; null without one.
   */
  verify(
    request: { campaignId: string | null; witness: string | null; exported: string | null },
    onProgress: (progress: Progress) => void,
  ): Promise<{ report: VerifyReport; fileWhole: boolean | null }>;
}

interface Options {
  campaign?: string;
  json?: boolean;
  anchors?: string;
  export?: string;
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

  command('verify', '核对哈希链和锚定值 · walk the hash chains and hold the log against its anchors')
    .option('--anchors <path>', '库外保存的锚定文件或目录 · a file or folder of anchors kept outside the database')
    .option('--export <file>', '核对导出文件，不连接数据库 · verify an exported log, without any database')
    .action(async (options: Options) => {
      const request = { campaignId: options.campaign ?? null, witness: options.anchors ?? null, exported: options.export ?? null };
      const { report, fileWhole } = await io.verify(request, progressOn(io));
      if (!isWhole(report) || fileWhole === false) io.setExitCode(EXIT.fault);
      if (options.json) return io.stdout.write(`${JSON.stringify(fileWhole === null ? report : { ...report, fileWhole }, null, 2)}\n`);
      printReport(io, report, fileWhole);
    });
}

function printReport(io: AuditLogIo, { bad, anchors, subjects, events }: VerifyReport, fileWhole: boolean | null): void {
  for (const { kind, id, seq, fault } of bad) io.stdout.write(`${kind} ${id} #${seq} ${fault}\n`);
  for (const fault of anchors?.bad ?? []) io.stdout.write(`${faultLine(fault)}\n`);
  if (fileWhole === false) io.stdout.write('文件与导出时不同或不完整 · the file is not as it was written, or breaks off\n');
  io.stdout.write(`${subjects} 条链、${events} 个事件，${bad.length} 条有问题 · ${subjects} chains, ${events} events, ${bad.length} broken\n`);
  if (!anchors) return;
  const { count, outside, uncovered, bad: faults } = anchors;
  io.stdout.write(
    `${count} 个锚定（库外 ${outside} 个），${faults.length} 处不符，${uncovered} 个事件尚未锚定 · ` +
      `${count} anchors (${outside} kept outside), ${faults.length} faults, ${uncovered} events not anchored yet\n`,
  );
}

function faultLine({ number, day, campaignId, subjectId, seq, fault }: AnchorFault): string {
  const where = [campaignId && `campaign ${campaignId}`, subjectId && `subject ${subjectId}`, seq !== null && `#${seq}`].filter(Boolean);
  return [`anchor ${number}`, day ?? '—', ...where, fault].join(' ');
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
