import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { apiVersion } from '../../src/api/transport';
import type { Figures, Job } from './job';

const run = promisify(execFile);
const lookEveryMs = 20;

/** Does a job in a process of its own. @param bundle of `contestants.ts` */
export async function runNode(bundle: string, job: Job): Promise<Figures> {
  const { stdout } = await run(process.execPath, [bundle, JSON.stringify(job)]);
  return JSON.parse(stdout) as Figures;
}

/** Whether there is a curl that can send several files at the same time. */
export async function hasCurl(): Promise<boolean> {
  const { stdout } = await run('curl', ['--help', 'all']).catch(() => ({ stdout: '' }));
  return stdout.includes('--parallel-max');
}

/** The same with curl. @param scratch folder for its settings */
export async function runCurl(
  { baseUrl, key, folder, names, parallel }: Omit<Job, 'contestant'>,
  scratch: string,
): Promise<Figures> {
  const transfers = names.map((name) =>
    [
      `url = "${baseUrl}/datasets/bench/files"`,
      `header = "Authorization: Bearer ${key}"`,
      `header = "Cartesia-Version: ${apiVersion}"`,
      'form = "purpose=fine_tune"',
      `form = "file=@${path.join(folder, name)}"`,
      'fail',
      'silent',
    ].join('\n'),
  );
  const settings = path.join(scratch, 'curl.txt');
  await writeFile(settings, transfers.join('\nnext\n'));
  const args = ['--parallel', '--parallel-max', String(parallel), '--config', settings];
  const started = performance.now();
  const running = run('curl', args);
  const { stop, peak } = watchMemory(running.child.pid);
  try {
    await running;
  } finally {
    stop();
  }
  return { milliseconds: performance.now() - started, peakBytes: peak() };
}

/**
 * Looks how much memory a process of another program has had, as long as it is there; Linux only.
 * The most there was comes after the start, so little is missed between two looks.
 */
function watchMemory(processId = 0): { stop: () => void; peak: () => number | undefined } {
  let peakBytes: number | undefined;
  const timer = setInterval(() => {
    readFile(`/proc/${processId}/status`, 'utf8').then(
      (status) => {
        const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(status) ?? [];
        if (kilobytes !== undefined) peakBytes = Number(kilobytes) * 1024;
      },
      () => undefined,
    );
  }, lookEveryMs);
  return {
    stop: () => {
      clearInterval(timer);
    },
    peak: () => peakBytes,
  };
}
