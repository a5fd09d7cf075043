import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';

export const repo = fileURLToPath(new URL('../../..', import.meta.url));
const program = join(repo, 'main/cli/main.ts');

export type Run = { code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string };
export type Options = { stdin?: string; env?: Record<string, string>; cwd?: string };

/** A folder for one test, and the command line on a workspace in it. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'galley-cli-'));
  readonly workspace = this.path('work.galley');

  constructor() {
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  file(name: string, text: string | Uint8Array): string {
    writeFileSync(this.path(name), text);
    return this.path(name);
  }

  /** Whether a process has put pages of the workspace into its journal. */
  isBeingWritten(): boolean {
    return (statSync(`${this.workspace}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 1_000_000;
  }

  run(args: string[], options: Options = {}): Promise<Run> {
    const env = { GALLEY_WORKSPACE: this.workspace, GALLEY_KEYS: this.path('keys'), TZ: 'UTC', ...options.env };
    return runProgram(process.execPath, [program, ...args], { cwd: this.folder, ...options, env });
  }

  /** Runs a command that must be done, and gives what it wrote to stdout. */
  async galley(...args: string[]): Promise<string> {
    const { stdout } = await this.done(args);
    return stdout;
  }

  /** Runs a command that must be done, and gives the value it printed. */
  async json<T = unknown>(...args: string[]): Promise<T> {
    const { stdout } = await this.done([...args, '--json']);
    return JSON.parse(stdout) as T;
  }

  async done(args: string[], options: Options = {}): Promise<Run> {
    const run = await this.run(args, options);
    expect(run, args.join(' ')).toMatchObject({ code: 0, signal: null });
    return run;
  }

  /** Runs a command that must be refused: one sentence on stderr, which is given, and nothing on stdout. */
  async refused(args: string[], options: Options = {}, code = 1): Promise<string> {
    const run = await this.run(args, options);
    expect(run, args.join(' ')).toMatchObject({ code, stdout: '' });
    expect(run.stderr).toMatch(/^[^\n]+[.?)…]\n$/);
    return run.stderr.trimEnd();
  }

  async commit(name: string, text: string, message = 'why'): Promise<void> {
    await this.done(['commit', name, '--stdin', '-m', message], { stdin: text });
  }
}

export async function newWorkspace(): Promise<Desk> {
  const desk = new Desk();
  await desk.galley('init', '--name', 'Ana');
  return desk;
}

export function runProgram(command: string, args: string[], { stdin, env, cwd }: Options): Promise<Run> {
  const { FORCE_COLOR: _, NO_COLOR: __, NODE_OPTIONS: ___, ...inherited } = process.env;
  const child = spawn(command, args, { cwd, env: { ...inherited, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  // A command that refuses early never reads what it is given.
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin ?? '');
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
