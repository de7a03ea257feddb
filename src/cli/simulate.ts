/** `muster simulate FILE`: a plan on a virtual clock. Prints the timetable, what stays undone, and the load by unit and week. */
import type { Command } from 'commander';
import { simulate, type SimulationResult } from '../application/simulate';
import { BEHAVIOURS, type Behaviour } from '../application/simulation/behaviour';
import { isCivilDate, type WorkCalendar } from '../domain/calendar';
import type { Plan } from '../domain/plan/model';
import { EXIT, type CliIo } from './io';
import { withPlan } from './plan-file';
import { describeSimulation } from './simulate-text';

interface Options {
  behaviour: string;
  until?: string;
  launch?: string;
  json?: boolean;
}

const WORDS: Readonly<Record<Behaviour, string>> = { NOBODY_ACTS: 'nobody-acts', EVERYBODY_ON_TIME: 'everybody-on-time' };

export interface SimulateContext {
  calendar: WorkCalendar;
}

export function registerSimulate(program: Command, io: CliIo, context: SimulateContext): void {
  program
    .command('simulate')
    .summary('推演方案 · run a plan on a virtual clock')
    .description(
      '在虚拟时钟上推演一个方案：各项时限、报送义务、每周负担，以及无人办理时的后果。 · Runs a plan on a virtual clock; nothing is stored.',
    )
    .argument('<file>', '通知（txt、md、docx）或方案（yaml、json） · a notice, or a plan')
    .option('--behaviour <how>', Object.values(WORDS).join(' | '), WORDS.NOBODY_ACTS)
    .option('--until <date>', '推演到哪一天 · the last day, YYYY-MM-DD')
    .option('--launch <date>', '启动日期 · the day of the launch, YYYY-MM-DD')
    .option('--json', '以JSON输出 · print JSON')
    .action(async (file: string, options: Options) => {
      const behaviour = BEHAVIOURS.find((one) => WORDS[one] === options.behaviour);
      if (!behaviour) return refuse(io, `--behaviour 应为 ${Object.values(WORDS).join(' 或 ')}`);
      for (const date of [options.until, options.launch]) if (date !== undefined && !isCivilDate(date)) return refuse(io, `没有这一天：${date}`);
      const run = async (plan: Plan): Promise<void> => {
        const request = { plan, calendar: context.calendar, behaviour, until: options.until ?? null, launchOn: options.launch ?? null };
        print(io, await simulate(request), options.json === true);
      };
      await withPlan(io, file, { json: options.json === true, lint: false }, ({ plan }) => run(plan));
    });
}

function print(io: CliIo, result: SimulationResult, json: boolean): void {
  if (result.outcome === 'simulated') {
    const { statesOn, ...simulation } = result.simulation;
    io.stdout.write(
      json ? `${JSON.stringify({ ...simulation, states: statesOn(simulation.until) }, null, 2)}\n` : describeSimulation(result.simulation),
    );
    return;
  }
  const { problems, reasons } = result;
  if (json) io.stdout.write(`${JSON.stringify({ refused: { problems, reasons } }, null, 2)}\n`);
  const told = [
    ...problems.map(({ path, message }) => `${path}  ${message.zh}`),
    ...reasons.map(({ label, data }) => `${label.zh}  ${JSON.stringify(data)}`),
  ];
  io.stderr.write(`方案不能启动：\n${told.map((line) => `  ${line}`).join('\n')}\n`);
  io.setExitCode(EXIT.fault);
}

function refuse(io: CliIo, message: string): void {
  io.stderr.write(`${message}\n`);
  io.setExitCode(EXIT.refused);
}
