/** What a command needs of the world, so that a test can be the world. */
import { DocumentRefused, type ExtractedText } from '../application/ports/documents';

export interface CliIo {
  stdout: { write(text: string): void };
  stderr: { write(text: string): void };
  /** Colours and wide excerpts are for terminals only. */
  isTty: boolean;
  /** width of the terminal in columns; 100 where there is none */
  columns?: number;
  /** @throws DocumentRefused; Error with `code: 'ENOENT'` and the like */
  readDocument(path: string): Promise<ExtractedText>;
  setExitCode(code: number): void;
}

/** Exit codes: 1 the notice is at fault, 2 the command could not be carried out. */
export const EXIT = { fault: 1, refused: 2 } as const;

const FILE_PROBLEMS: Record<string, string> = { ENOENT: '文件不存在', EACCES: '没有读取权限', EISDIR: '这是一个目录' };

/** Carries out a command on a file; a file that cannot be taken is said in one line, with its code. */
export const withDocument = async (io: CliIo, path: string, json: boolean, run: (document: ExtractedText) => void): Promise<void> => {
  let document: ExtractedText;
  try {
    document = await io.readDocument(path);
  } catch (error) {
    const problem = refusalOf(error, path);
    if (!problem) throw error;
    io.stderr.write(json ? `${JSON.stringify({ error: problem })}\n` : `${path}: ${problem.code} ${problem.message}\n`);
    io.setExitCode(EXIT.refused);
    return;
  }
  run(document);
};

const refusalOf = (error: unknown, path: string): { code: string; message: string; data: Record<string, string | number> } | null => {
  if (error instanceof DocumentRefused) return { code: error.code, message: error.message, data: { ...error.data } };
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = FILE_PROBLEMS[code];
  return known ? { code: 'FILE_NOT_READ', message: `${known}：${path}`, data: { path, reason: code } } : null;
};
