import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { errorText } from './errorText';

const groups = new Set<number>();
let watching = false;

/** Less than the grace that {@link endGroup} gives before it kills. */
const orderlyMs = 4000;
const graceMs = 5000;

/** Whether a process with this ID exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists and belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Starts a program in a process group of its own, so that {@link endGroup} reaches its children
 * too. Whatever is still running when this process ends is ended with it.
 */
export function startGroup(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): ChildProcess {
  watchExit();
  // On Windows `detached` opens a console window and gives no group; there taskkill /T does it.
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  const { pid } = child;
  if (pid !== undefined) groups.add(pid);
  return child;
}

/** Ends a program of {@link startGroup} and all its children; resolves when it is gone. */
export async function endGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const running = child.exitCode === null && child.signalCode === null;
  const gone = running ? new Promise((resolve) => child.once('exit', resolve)) : undefined;
  signalGroup(pid, 'SIGTERM');
  if (gone) {
    const timer = setTimeout(() => {
      signalGroup(pid, 'SIGKILL');
    }, graceMs);
    await gone;
    clearTimeout(timer);
  }
  // Children that outlived the program itself.
  signalGroup(pid, 'SIGKILL');
  groups.delete(pid);
}

/**
 * Calls back when the process that started this one is gone: npm, told to end, ends the shell
 * between them and tells nobody else.
 */
export function onOrphaned(then: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    then();
  }, 500);
  timer.unref();
}

/**
 * This process's environment without what an outer VS Code (its terminal, its debugger) or Node
 * would tell a VS Code that is started here.
 */
export function cleanEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(entry[0]),
    ),
  );
}

export interface Output {
  code: number | null;
  /** Standard output and error, interleaved as they came. */
  text: string;
}

/**
 * Runs a program to its end and collects what it prints.
 * @throws when it cannot be started or takes longer than `deadlineMs`.
 */
export async function runProgram(
  command: string,
  args: readonly string[],
  options: SpawnOptions & { deadlineMs: number; onText?: (text: string) => void },
): Promise<Output> {
  const { deadlineMs, onText, ...spawnOptions } = options;
  const child = startGroup(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...spawnOptions });
  let text = '';
  const collect = (chunk: string) => {
    text += chunk;
    onText?.(chunk);
  };
  child.stdout?.setEncoding('utf8').on('data', collect);
  child.stderr?.setEncoding('utf8').on('data', collect);
  const late = AbortSignal.timeout(deadlineMs);
  const end = () => void endGroup(child);
  late.addEventListener('abort', end);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (late.aborted) {
      throw new Error(`${command} did not end within ${Math.round(deadlineMs / 1000)} s.\n${text}`);
    }
    return { code, text };
  } catch (error) {
    if (late.aborted) throw error;
    throw new Error(`${command} could not be started: ${errorText(error)}`, { cause: error });
  } finally {
    late.removeEventListener('abort', end);
    if (child.pid !== undefined) groups.delete(child.pid);
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  if (process.platform === 'win32') {
    spawn('taskkill', ['/F', '/T', '/PID', String(pid)], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}

function watchExit(): void {
  if (watching) return;
  watching = true;
  process.on('exit', () => {
    for (const pid of groups) signalGroup(pid, 'SIGKILL');
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      const end = () => process.exit(signal === 'SIGINT' ? 130 : 143);
      // Whoever else listens (`npm start`, node:test) closes in order, but not for ever.
      if (process.listenerCount(signal) === 0) end();
      else setTimeout(end, orderlyMs).unref();
    });
  }
}
