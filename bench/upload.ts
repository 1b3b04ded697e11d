import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { temporaryFolder } from '../test/workbench/folders';
import type { Bench } from './shared/Bench';
import { machine } from './shared/machine';
import { median } from './shared/median';
import { table } from './shared/table';
import type { Figures, Job, NodeContestant } from './upload/job';
import { hasCurl, runCurl, runNode } from './upload/runJob';

const megabyte = 1_000_000;
const goals = { curl: 1.3, sdkStream: 1 / 5, memory: 100, parallelCurl: 1 };

type Contestant = NodeContestant | 'curl';
type Results = ReadonlyMap<Contestant, readonly Figures[]>;

/** What an upload takes beside curl and the official SDK. */
export const bench: Bench = {
  about:
    'upload 1 GB in one file and in 1,000 beside curl and the SDK. [--megabytes 1000] [--files 1000] [--parallel 3] [--rounds 3]',
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        megabytes: { type: 'string', default: '1000' },
        files: { type: 'string', default: '1000' },
        parallel: { type: 'string', default: '3' },
        rounds: { type: 'string', default: '3' },
      },
    });
    const megabytes = numberOf(values.megabytes, '--megabytes');
    const files = numberOf(values.files, '--files');
    const parallel = numberOf(values.parallel, '--parallel');
    const rounds = numberOf(values.rounds, '--rounds');

    const { folder, remove } = await temporaryFolder('cartesia-bench');
    const server = await startServer();
    try {
      const bundle = await bundleContestants(folder);
      const curl: Contestant[] = (await hasCurl()) ? ['curl'] : [];
      const measure = async (
        name: string,
        contestants: readonly Contestant[],
        each: number,
        count: number,
        atOnce: number,
      ): Promise<Results> => {
        const where = path.join(folder, name);
        const names = await makeFiles(where, count, each);
        const job = { baseUrl: server.url, key: 'none', folder: where, names, parallel: atOnce };
        const results = new Map<Contestant, Figures[]>(contestants.map((who) => [who, []]));
        for (let round = 0; round < rounds; round += 1) {
          for (const who of round % 2 === 0 ? contestants : [...contestants].reverse()) {
            const figures =
              who === 'curl'
                ? await runCurl(job, folder)
                : await runNode(bundle, { ...job, contestant: who } satisfies Job);
            const { uploads, bytes } = await server.take();
            if (uploads !== count || bytes < count * each)
              throw new Error(`${who}: ${uploads} uploads, ${bytes} bytes`);
            results.get(who)?.push(figures);
          }
        }
        return results;
      };
      console.log(
        `Node ${process.version} on ${machine()}, the median of ${rounds} rounds by turns.`,
      );
      const one = await measure(
        'one',
        ['ours', ...curl, 'sdkBlob', 'sdkStream'],
        megabytes * megabyte,
        1,
        1,
      );
      console.log(`\nOne file of ${megabytes} MB:\n\n${report(one)}\n`);
      console.log(goal(`at most ${goals.curl} times curl`, ratio(one, 'curl'), goals.curl));
      console.log(
        goal(
          'at least 5 times faster than the SDK from a read stream',
          ratio(one, 'sdkStream'),
          goals.sdkStream,
        ),
      );
      console.log(goal(`at most ${goals.memory} MB over idle`, peak(one, 'ours'), goals.memory));
      const many = await measure('many', ['ours', ...curl, 'sdkStream'], megabyte, files, parallel);
      console.log(`\n${files} files of 1 MB, ${parallel} at the same time:\n\n${report(many)}\n`);
      console.log(
        goal(
          'as fast as curl with as many at the same time',
          ratio(many, 'curl'),
          goals.parallelCurl,
        ),
      );
    } finally {
      await server.close();
      await remove();
    }
  },
};

interface Server {
  readonly url: string;
  readonly take: () => Promise<{ readonly uploads: number; readonly bytes: number }>;
  readonly close: () => Promise<void>;
}

async function startServer(): Promise<Server> {
  const child = fork(path.join(import.meta.dirname, 'upload', 'server.ts'), {
    execArgv: ['--import', 'tsx'],
  });
  const [url] = (await once(child, 'message')) as [string];
  return {
    url,
    take: async () => {
      const answer = once(child, 'message');
      child.send('take');
      const [counts] = (await answer) as [{ uploads: number; bytes: number }];
      return counts;
    },
    close: async () => {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

/** With the settings of the extension's own bundle: what is measured is what is shipped. */
async function bundleContestants(folder: string): Promise<string> {
  const outfile = path.join(folder, 'contestants.mjs');
  await esbuild.build({
    entryPoints: [path.join(import.meta.dirname, 'upload', 'contestants.ts')],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['web-streams-polyfill/*'],
    logLevel: 'warning',
  });
  return outfile;
}

/** Files without holes: what a disk need not read would be too easy. */
async function makeFiles(folder: string, count: number, bytes: number): Promise<string[]> {
  await mkdir(folder);
  const piece = Buffer.alloc(megabyte, 'sound ');
  const names = Array.from({ length: count }, (_, number) => `${number}.wav`);
  for (const name of names) {
    await using file = await open(path.join(folder, name), 'w');
    for (let written = 0; written < bytes; written += piece.length) await file.write(piece);
  }
  return names;
}

function report(results: Results): string {
  return table([
    ['', 'seconds', 'ours/this', 'MB over idle (of curl: all)', 'ours/this'],
    ...[...results.keys()].map((who) => [
      { ours: 'ours', curl: 'curl', sdkBlob: 'SDK, blob', sdkStream: 'SDK, read stream' }[who],
      (time(results, who) / 1000).toFixed(2),
      ratio(results, who).toFixed(2),
      known(peak(results, who), 0),
      known(peak(results, 'ours') / peak(results, who), 2),
    ]),
  ]);
}

/** What could not be measured stays empty. */
function known(figure: number, digits: number): string {
  return Number.isFinite(figure) ? figure.toFixed(digits) : '';
}

function time(results: Results, who: Contestant): number {
  const figures = results.get(who) ?? [];
  return figures.length === 0 ? NaN : median(figures.map(({ milliseconds }) => milliseconds));
}

/** Our time as a part of theirs. */
function ratio(results: Results, who: Contestant): number {
  return time(results, 'ours') / time(results, who);
}

/** Megabytes. */
function peak(results: Results, who: Contestant): number {
  return median((results.get(who) ?? []).map(({ peakBytes = NaN }) => peakBytes / megabyte));
}

function goal(text: string, figure: number, most: number): string {
  const verdict = Number.isNaN(figure) ? 'not measured' : figure <= most ? 'met' : 'missed';
  return `Goal: ${text}: ${verdict}.`;
}

/** @throws unless the text is a whole number above 0 */
function numberOf(text: string, option: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${option} takes 1 or more.`);
  return number;
}
