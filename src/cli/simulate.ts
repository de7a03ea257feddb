/** `muster simulate FILE`: a plan on a virtual clock. Prints the timetable, what stays undone, and the load by unit and week. */
import type { Command } from 'commander';
import { simulate, type Simulation, type SimulationResult } from '../application/simulate';
import { BEHAVIOURS, type Behaviour } from '../application/simulation/behaviour';
import { isCivilDate, type WorkCalendar } from '../domain/calendar';
import { readNotice } from '../domain/notice';
import { planSchema, type Plan } from '../domain/plan/model';
import { describeSimulation } from './simulate-text';

export interface SimulateIo {
  out(text: string): void;
  err(text: string): void;
  /** The text of a notice or of a plan in JSON; refused with a sentence for people. */
  readText(file: string): Promise<{ ok: true; text: string } | { ok: false; message: string }>;
  calendar(): Promise<WorkCalendar>;
  exit(code: number): void;
}

interface Options {
  behaviour: string;
  until?: string;
  launch?: string;
  json?: boolean;
}

const WORDS: Readonly<Record<Behaviour, string>> = { NOBODY_ACTS: 'nobody-acts', EVERYBODY_ON_TIME: 'everybody-on-time' };

export function registerSimulate(program: Command, io: SimulateIo): void {
  program
    .command('simulate')
    .summary('推演方案 · run a plan on a virtual clock')
    .description('在虚拟时钟上推演一个方案：各项时限、报送义务、每周负担，以及无人办理时的后果。\nRuns a plan on a virtual clock; nothing is stored.')
    .argument('<file>', '通知（.txt .md .docx）或方案 JSON · a notice, or a plan as JSON')
    .option('--behaviour <how>', `${Object.values(WORDS).join(' | ')}`, WORDS.NOBODY_ACTS)
    .option('--until <date>', '推演到哪一天 · the last day, YYYY-MM-DD')
    .option('--launch <date>', '启动日期 · the day of the launch, YYYY-MM-DD')
    .option('--json', '以 JSON 输出 · print JSON')
    .action(async (file: string, options: Options) => {
      const behaviour = BEHAVIOURS.find((one) => WORDS[one] === options.behaviour);
      if (!behaviour) return fail(io, `--behaviour 应为 ${Object.values(WORDS).join(' 或 ')}`);
      for (const date of [options.until, options.launch]) if (date !== undefined && !isCivilDate(date)) return fail(io, `没有这一天：${date}`);
      const read = await io.readText(file);
      if (!read.ok) return fail(io, read.message);
      const plan = planOf(read.text);
      if (typeof plan === 'string') return fail(io, plan);
      const calendar = await io.calendar();
      const result = await simulate({ plan, calendar, behaviour, until: options.until ?? null, launchOn: options.launch ?? null });
      if (result.outcome === 'refused') return refused(io, result, options.json === true);
      io.out(options.json ? `${JSON.stringify(asJson(result.simulation), null, 2)}\n` : describeSimulation(result.simulation));
    });
}

/** A plan, or why there is none. */
function planOf(text: string): Plan | string {
  if (!/^\s*\{/.test(text)) return readNotice(text);
  try {
    const read = planSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : `方案有误：${read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('；')}`;
  } catch (error) {
    return `不是有效的 JSON：${error instanceof Error ? error.message : String(error)}`;
  }
}

function asJson({ statesOn, ...simulation }: Simulation): Record<string, unknown> {
  return { ...simulation, states: statesOn(simulation.until) };
}

function refused(io: SimulateIo, { problems, reasons }: Extract<SimulationResult, { outcome: 'refused' }>, json: boolean): void {
  if (json) io.out(`${JSON.stringify({ refused: { problems, reasons } }, null, 2)}\n`);
  const told = [
    ...problems.map(({ path, message }) => `${path}  ${message.zh}`),
    ...reasons.map(({ label, data }) => `${label.zh}  ${JSON.stringify(data)}`),
  ];
  fail(io, `方案不能启动：\n${told.map((line) => `  ${line}`).join('\n')}`);
}

function fail(io: SimulateIo, message: string): void {
  io.err(`${message}\n`);
  io.exit(1);
}
