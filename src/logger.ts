import pino, { type Logger } from 'pino';

/** Standard error, in one line each: standard output belongs to what is printed for people. */
export function createLogger(level: string): Logger {
  return pino({ level, base: undefined, redact: ['*.password', '*.token'] }, pino.destination({ dest: 2, sync: true }));
}
