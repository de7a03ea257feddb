/** Why a program could not go on: what somebody can mend in a sentence, anything else with its stack. */
import { ConfigRefused } from '../config';
import { AuditFileRefused } from '../infrastructure/audit';
import { DatabaseRefused } from '../infrastructure/database';

export function explain(error: unknown): string {
  if (error instanceof ConfigRefused) return error.message;
  if (error instanceof DatabaseRefused) return `${error.code}\n${error.zh}\n${error.en}`;
  if (error instanceof AuditFileRefused)
    return `${error.code}\n文件无法作为审计文件读取。\nThis cannot be read as a file for auditors: ${error.message}`;
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'path' in error)
    return `FILE_NOT_FOUND\n文件或目录不存在：${String(error.path)}\nThere is no such file or folder: ${String(error.path)}`;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return `PORT_IN_USE\n端口已被占用，请用环境变量 PORT 指定其他端口。\n${error.message}; choose another one with PORT.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
