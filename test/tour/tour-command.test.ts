import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { registerTour } from '../../src/cli/tour';
import { forgetDemoAccess, keepDemoAccess, readDemoAccess } from '../../src/demo';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-tour-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(...options: string[]): Promise<{ out: string; err: string; exitCode: number }> {
  const result = { out: '', err: '', exitCode: 0 };
  const program = new Command();
  registerTour(program, {
    stdout: { write: (text) => void (result.out += text) },
    stderr: { write: (text) => void (result.err += text) },
    isTty: false,
    setExitCode: (code) => void (result.exitCode = code),
  });
  await program.parseAsync(['node', 'muster', 'tour', '--data-dir', folder, ...options]);
  return result;
}

describe('the file with the demo password', () => {
  it('is readable by its owner only, even where it was readable by others before', () => {
    writeFileSync(join(folder, 'demo.json'), '{}', { mode: 0o644 });
    keepDemoAccess(folder, { url: 'http://localhost:4100', password: 'secret' });
    expect(statSync(join(folder, 'demo.json')).mode & 0o777).toBe(0o600);
    expect(readDemoAccess(folder)).toEqual({ url: 'http://localhost:4100', password: 'secret' });
  });

  it('is nothing where there is none, or where it is something else', () => {
    expect(readDemoAccess(folder)).toBeNull();
    writeFileSync(join(folder, 'demo.json'), '{"url":1}');
    expect(readDemoAccess(folder)).toBeNull();
  });

  it('goes away', () => {
    keepDemoAccess(folder, { url: 'http://localhost:4100', password: 'secret' });
    forgetDemoAccess(folder);
    forgetDemoAccess(folder);
    expect(readDemoAccess(folder)).toBeNull();
  });
});

describe('muster tour', () => {
  it('asks for the password where it cannot know it', async () => {
    const { err, exitCode } = await run('--url', 'http://127.0.0.1:9');
    expect(exitCode).toBe(2);
    expect(err).toContain('The demo password of http://127.0.0.1:9 is not known.');
  });

  it('takes address and password from what the local server left', async () => {
    keepDemoAccess(folder, { url: 'http://127.0.0.1:9', password: 'secret' });
    const { err, exitCode } = await run();
    expect(exitCode).toBe(1);
    expect(err).toContain('No answer from http://127.0.0.1:9');
  });

  it('never sends that password to another machine', async () => {
    keepDemoAccess(folder, { url: 'http://127.0.0.1:9', password: 'secret' });
    const { err, exitCode } = await run('--url', 'http://muster.example');
    expect(exitCode).toBe(2);
    expect(err).toContain('The demo password of http://muster.example is not known.');
  });

  it('writes one JSON document with --json', async () => {
    const { out, exitCode } = await run('--url', 'http://127.0.0.1:9', '--password', 'secret', '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, steps: 0, failed: { why: expect.stringContaining('npm start') as string } });
  });
});
