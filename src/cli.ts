#!/usr/bin/env node
/** The command line. */
import { Command } from 'commander';
import type { CliIo } from './cli/io';
import { registerLint } from './cli/lint';
import { registerRead } from './cli/read';
import { stateCouncilCalendar } from './domain/calendar';
import type { LintContext } from './domain/plan/lint';
import { extractTextOfFile } from './infrastructure/documents';

const io: CliIo = {
  stdout: process.stdout,
  stderr: process.stderr,
  isTty: process.stdout.isTTY === true,
  columns: process.stdout.columns,
  readDocument: (path) => extractTextOfFile(path),
  setExitCode: (code) => {
    process.exitCode = code;
  },
};

/** The command line knows the calendar but no unit register: that one is in a database. */
const calendar = stateCouncilCalendar();
const context: LintContext = {
  dayOff: (date) => {
    const works = calendar.isWorkingDay(date);
    return works === 'NOT_ANNOUNCED' ? null : !works;
  },
};

const program = new Command('muster').description('专项行动工作流引擎 · a workflow engine for multi-agency campaigns');
registerRead(program, io, context);
registerLint(program, io, context);

void program.parseAsync(process.argv);
