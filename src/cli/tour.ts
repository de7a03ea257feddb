/** `muster tour`: plays a whole campaign against a running server, as its different users. */
import { setFlagsFromString } from 'node:v8';
import { Option, type Command } from 'commander';
import { readDemoAccess } from '../demo/password-file';
import { playTour } from '../tour/play';
import { jsonPrinter, peoplePrinter } from '../tour/printer';
import type { Rehearsal } from '../tour/rehearsal';
import { EXIT, type CliIo } from './io';

interface Options {
  url?: string;
  password?: string;
  dataDir: string;
  json?: boolean;
}

const DEFAULT_URL = 'http://localhost:4000';
const LOCAL = ['localhost', '127.0.0.1', '[::1]'];

export function registerTour(program: Command, io: Pick<CliIo, 'stdout' | 'stderr' | 'isTty' | 'setExitCode'>): void {
  program
    .command('tour')
    .summary('走一遍完整的专项行动 · play a whole campaign')
    .description(
      '以各方用户身份，通过 HTTP 走完一次完整的专项行动，逐步打印。需要演示账号；与服务器同在一台机器时无需任何参数。 · Plays a whole campaign over HTTP against a running server with demo accounts.',
    )
    .addOption(new Option('--url <url>', `服务器地址，默认取本机服务器，否则 ${DEFAULT_URL} · address of the server`).env('URL'))
    .addOption(new Option('--password <password>', '演示账号的密码 · password of the demo accounts').env('TOUR_PASSWORD'))
    .addOption(new Option('--data-dir <folder>', '本机服务器的数据目录 · data folder of the local server').env('DATA_DIR').default('./data'))
    .option('--json', '以JSON输出 · as JSON')
    .action(async ({ url: given, password: told, dataDir, json }: Options) => {
      const kept = readDemoAccess(dataDir);
      const url = given ?? kept?.url ?? DEFAULT_URL;
      // The password that lies on this machine is for the server of this machine.
      const password = told ?? (kept && isLocal(url) ? kept.password : null);
      if (password === null) return refuse(io, url);
      const rehearse = async (): Promise<Rehearsal> => {
        // The embedded PostgreSQL lives for seconds here: to optimise its code takes longer than what the code has to do.
        setFlagsFromString('--liftoff-only');
        return (await import('../demo/rehearsal')).openRehearsal();
      };
      const { ok } = await playTour({ url, password }, json ? jsonPrinter(io) : peoplePrinter(io), rehearse);
      if (!ok) io.setExitCode(EXIT.fault);
    });
}

function isLocal(url: string): boolean {
  return URL.canParse(url) && LOCAL.includes(new URL(url).hostname);
}

function refuse(io: Pick<CliIo, 'stderr' | 'setExitCode'>, url: string): void {
  io.stderr.write(
    `不知道 ${url} 的演示密码。服务器启动时会打印；请用 --password 或 TOUR_PASSWORD 给出。本机服务器请先 npm start，数据目录不是 ./data 的请设置 DATA_DIR。\n` +
      `The demo password of ${url} is not known. The server prints it when it starts: give it with --password or TOUR_PASSWORD. For a local server run npm start first, and set DATA_DIR if its data folder is not ./data.\n`,
  );
  io.setExitCode(EXIT.refused);
}
