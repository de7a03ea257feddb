/** `muster tallies`: everything that is summed, counted again from the snapshots. */
import type { Command } from 'commander';
import type { CountReport } from '../application/figures/count-again';
import { EXIT, type CliIo } from './io';

export interface TalliesIo extends Pick<CliIo, 'stdout' | 'setExitCode'> {
  /** Opens the database for the work and closes it afterwards. */
  countAgain(campaignId: string | null, repair: boolean): Promise<CountReport>;
}

export function registerTallies(program: Command, io: TalliesIo): void {
  program
    .command('tallies')
    .description('由各对象现状重新汇总，核对统计数 · count all figures again and hold the stored totals against them')
    .option('--campaign <uuid>', '只看一个专项行动 · one campaign only')
    .option('--repair', '改正有差异的汇总数 · put right what differs')
    .option('--json', '以JSON输出 · print JSON')
    .action(async ({ campaign, repair = false, json }: { campaign?: string; repair?: boolean; json?: boolean }) => {
      const report = await io.countAgain(campaign ?? null, repair);
      const faults = report.wrong.length + report.orphans + report.tallies;
      if (faults > 0 && !repair) io.setExitCode(EXIT.fault);
      if (json) return io.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
      for (const { campaignId, id } of report.wrong) io.stdout.write(`campaign ${campaignId} subject ${id}\n`);
      const done = repair && faults > 0 ? '，已改正 · put right' : '';
      io.stdout.write(
        `${report.subjects} 个对象，${report.wrong.length} 个有差异，${report.orphans} 个多余，${report.tallies} 个汇总数不符${done} · ` +
          `${report.subjects} subjects, ${report.wrong.length} counted wrongly, ${report.orphans} left over, ${report.tallies} wrong totals\n`,
      );
    });
}
