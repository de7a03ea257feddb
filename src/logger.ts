import pino, { type Logger } from 'pino';
import { describeFault } from './application/describe-fault';

/** Standard error, in one line each: standard output belongs to what is printed for people. */
export function createLogger(level: string): Logger {
  return pino({ level, base: undefined, redact: ['*.password', '*.token'] }, pino.destination({ dest: 2, sync: true }));
}

/** What nobody expected, without the data that its message may quote. */
export function faultLog(logger: Logger): (error: unknown, what: string) => void {
  return (error, what) => logger.error({ error: describeFault(error) }, what);
}
