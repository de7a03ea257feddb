/** `muster anchor`, `muster anchors` and `muster export-log`: what an auditor takes away, so that nobody can change the log unseen. */
import type { Command } from 'commander';
import type { Anchor } from '../application/ports/anchors';
import { EXIT, type CliIo } from './io';

export interface AnchorsIo extends Pick<CliIo, 'stdout' | 'stderr' | 'setExitCode'> {
  /** Null: another process is making one. `kept`: the numbers that were written to the folder outside; null without one. */
  makeAnchor(): Promise<{ anchor: Anchor | null; kept: number[] | null }>;
  /** Newest first. */
  listAnchors(limit: number): Promise<Anchor[]>;
  exportLog(campaignId: string | null, path: string): Promise<{ subjects: number; events: number; digest: string }>;
}

const asJson = ({ root, prevHash, hash, ...rest }: Anchor) => ({
  ...rest,
  ...{ root: root.toString('hex'), prevHash: prevHash.toString('hex'), hash: hash.toString('hex') },
});
const asLine = ({ number, day, at, campaigns, subjects, events, hash }: Anchor): string =>
  `${number}  ${day}  ${at.toISOString()}  ${campaigns} 专项 campaigns, ${subjects} 对象 subjects, ${events} 事件 events  ${hash.toString('hex')}`;

export function registerAnchors(program: Command, io: AnchorsIo): void {
  const json = ['--json', '以JSON输出 · print JSON'] as const;

  program
    .command('anchor')
    .description('立即锚定日志（每天自动一次）· anchor the log now; the server does so once a day')
    .option(...json)
    .action(async (options: { json?: boolean }) => {
      const { anchor, kept } = await io.makeAnchor();
      if (!anchor) {
        io.setExitCode(EXIT.refused);
        return void io.stderr.write('另一进程正在锚定，请稍后再试 · another process is at it; try again\n');
      }
      if (options.json) return io.stdout.write(`${JSON.stringify({ ...asJson(anchor), kept })}\n`);
      io.stdout.write(`${asLine(anchor)}\n`);
      const outside =
        kept === null ? '未设置 ANCHOR_DIR，请自行抄存上面的值 · no ANCHOR_DIR: keep the line above' : `库外已存 kept outside: ${kept.join(', ')}`;
      io.stdout.write(`${outside}\n`);
    });

  program
    .command('anchors')
    .description('列出锚定值 · list the anchors, newest first')
    .option('--last <n>', '条数 · how many', (text) => Math.min(10_000, Math.max(1, Number.parseInt(text, 10) || 1)), 30)
    .option(...json)
    .action(async (options: { last: number; json?: boolean }) => {
      const anchors = await io.listAnchors(options.last);
      if (options.json) return io.stdout.write(`${JSON.stringify(anchors.map(asJson), null, 2)}\n`);
      io.stdout.write(anchors.length === 0 ? '尚无锚定 · none yet\n' : anchors.map((anchor) => `${asLine(anchor)}\n`).join(''));
    });

  program
    .command('export-log')
    .description('导出日志供审计，核对时无需数据库 · export the log for an auditor, who needs no database to verify it')
    .option('--campaign <uuid>', '只导出一个专项行动 · one campaign only')
    .option('--all', '全部 · everything')
    .requiredOption('--to <file>', '写入的文件（NDJSON）· the file to write')
    .option(...json)
    .action(async (options: { campaign?: string; all?: boolean; to: string; json?: boolean }) => {
      if ((options.campaign === undefined) === !options.all) {
        io.setExitCode(EXIT.refused);
        return void io.stderr.write('请指定 --campaign 或 --all 之一 · give either --campaign or --all\n');
      }
      const exported = await io.exportLog(options.campaign ?? null, options.to);
      if (options.json) return io.stdout.write(`${JSON.stringify({ file: options.to, ...exported })}\n`);
      const { subjects, events, digest } = exported;
      io.stdout.write(`${options.to}：${subjects} 个对象、${events} 个事件 · ${subjects} subjects, ${events} events\nSM3 ${digest}\n`);
    });
}
