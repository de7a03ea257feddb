/** Commands that take a notice take a plan in a file as well: one that `muster read` printed as YAML or JSON, corrected by hand. */
import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { DocumentRefused, MAX_DOCUMENT_BYTES, type ExtractedText } from '../application/ports/documents';
import { readNotice } from '../domain/notice';
import { lintPlan, type LintContext } from '../domain/plan/lint';
import type { Plan } from '../domain/plan/model';
import { planFromText } from '../domain/plan/yaml';
import { EXIT, withDocument, type CliIo } from './io';

const KINDS: Readonly<Record<string, string>> = { '.yaml': 'application/yaml', '.yml': 'application/yaml', '.json': 'application/json' };

export const isPlanFile = (path: string): boolean => Object.hasOwn(KINDS, extname(path).toLowerCase());

/** The text of a plan's file. @throws DocumentRefused DOCUMENT_TOO_LARGE, and whatever opening the file throws */
export async function planFileText(path: string): Promise<ExtractedText> {
  const { size } = await stat(path);
  const fileName = basename(path);
  if (size > MAX_DOCUMENT_BYTES)
    throw new DocumentRefused('DOCUMENT_TOO_LARGE', `“${fileName}”过大。`, `"${fileName}" is too large.`, { fileName, bytes: size });
  return { text: await readFile(path, 'utf8'), mediaType: KINDS[extname(path).toLowerCase()] ?? 'text/plain' };
}

export interface PlanOfFile {
  plan: Plan;
  /** The notice that the spans count in; null for a plan in a file, which has left its notice behind. */
  notice: string | null;
}

/**
 * Carries out a command on the plan of a file. A notice is read and linted; a plan is linted anew where a context is given, and keeps what the
 * reader said of its notice. Every fault of a plan's file is said with its line, and the command is refused.
 */
export async function withPlan(
  io: CliIo,
  path: string,
  { json, lint }: { json: boolean; lint: LintContext | false },
  run: (read: PlanOfFile) => void | Promise<void>,
): Promise<void> {
  const texts: string[] = [];
  await withDocument(io, path, json, ({ text }) => void texts.push(text));
  const [text] = texts;
  if (text === undefined) return;
  if (!isPlanFile(path)) return run({ plan: readNotice(text, { lint }), notice: text });
  const answer = planFromText(text);
  if (answer.ok) return run({ plan: answer.plan, notice: null });
  const { faults } = answer;
  if (json) io.stderr.write(`${JSON.stringify({ error: { code: 'PLAN_INVALID', message: `${path} 不是有效的方案`, data: { faults } } })}\n`);
  else
    io.stderr.write(faults.map(({ line, column, path: at, message }) => `${place(path, line, column)}: PLAN_INVALID ${at} ${message.zh}\n`).join(''));
  io.setExitCode(EXIT.refused);
}

const place = (path: string, line: number | null, column: number | null): string => (line === null ? path : `${path}:${line}:${column ?? 1}`);

/** What is wrong with the plan of a file: for a notice as it was read, for a plan anew, beside what the reader had said. */
export const diagnosticsOf = ({ plan, notice }: PlanOfFile, lint: LintContext): Plan['diagnostics'] =>
  notice !== null
    ? plan.diagnostics
    : [...plan.diagnostics.filter(({ code }) => code.startsWith('NOTICE')), ...lintPlan({ ...plan, diagnostics: [] }, lint)];
