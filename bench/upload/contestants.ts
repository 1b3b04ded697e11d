import { createReadStream, openAsBlob } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import Cartesia from '@cartesia/cartesia-js';
import { CartesiaClient } from '../../src/api/client';
import { apiVersion, Transport } from '../../src/api/transport';
import { collectFiles, type FileCandidate } from '../../src/upload/collectFiles';
import { uploadBatch } from '../../src/upload/uploadBatch';
import type { Figures, Job } from './job';

/*
 * Does one job in a process of its own, bundled as the extension is, and prints what it took:
 * `node contestants.cjs '{"contestant":…}'`.
 */
const job = JSON.parse(process.argv[2] ?? '') as Job;
const upload = { ours, sdkStream: sdk(stream), sdkBlob: sdk(blob) }[job.contestant];
const idle = process.memoryUsage.rss();
const started = performance.now();
await upload(job);
const milliseconds = performance.now() - started;
// Kilobytes; the most there ever was.
const peakBytes = Math.max(0, process.resourceUsage().maxRSS * 1024 - idle);
console.log(JSON.stringify({ milliseconds, peakBytes } satisfies Figures));

/** All that the extension does: find the files, look what is there, send, count. */
async function ours({ baseUrl, key, folder, parallel }: Job): Promise<void> {
  const transport = new Transport({ access: () => Promise.resolve({ baseUrl, key }) });
  const files: FileCandidate[] = [];
  for await (const found of collectFiles([folder])) {
    if (found.kind === 'file') files.push(found.file);
  }
  const { results } = await uploadBatch({
    client: new CartesiaClient(transport),
    datasetId: 'bench',
    files,
    signal: new AbortController().signal,
    concurrency: parallel,
    onProgress: () => undefined,
  });
  if (!results.every(({ kind }) => kind === 'sent')) throw new Error(JSON.stringify(results));
  transport.dispose();
}

type SdkFile = NonNullable<Parameters<Cartesia['datasets']['files']['upload']>[1]['file']>;

function sdk(open: (file: string) => SdkFile | Promise<SdkFile>): (job: Job) => Promise<void> {
  return async ({ baseUrl, key, names, folder, parallel }) => {
    const client = new Cartesia({
      baseURL: baseUrl,
      apiKey: key,
      maxRetries: 0,
      timeout: 600_000,
      defaultHeaders: { 'cartesia-version': apiVersion },
    });
    const next = names.values();
    const work = async (): Promise<void> => {
      for (const name of next) {
        const file = await open(path.join(folder, name));
        await client.datasets.files.upload('bench', { file, purpose: 'fine_tune' });
      }
    };
    await Promise.all(Array.from({ length: parallel }, work));
  };
}

function stream(file: string): SdkFile {
  return createReadStream(file);
}

async function blob(file: string): Promise<SdkFile> {
  return new File([await openAsBlob(file)], path.basename(file));
}
