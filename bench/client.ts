import process from 'node:process';
import { setImmediate as leftoversDone } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { maxPageSize } from '../src/api/client';
import type { Contestant, ContestantName } from './client/contestants';
import { loadContestants } from './client/loadContestants';
import { startServer, type BenchServer } from './client/startServer';
import type { Bench } from './shared/Bench';
import { machine } from './shared/machine';
import { median } from './shared/median';
import { percentile } from './shared/percentile';
import { table } from './shared/table';

const datasets = 10_000;
const pages = datasets / maxPageSize;
const goals = { raw: 1.5, sdk: 1 };

type Contestants = Readonly<Record<ContestantName, Contestant>>;
type Figures = Readonly<Record<ContestantName, number>>;
/** Milliseconds of each repetition. */
type Times = Readonly<Record<ContestantName, number[]>>;

/** What the client costs beside plain `node:http` and the official SDK. */
export const bench: Bench = {
  about: `get and list ${count(datasets)} datasets beside node:http and the SDK. [--gets 3000] [--listings 30]`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        gets: { type: 'string', default: '3000' },
        listings: { type: 'string', default: '30' },
      },
    });
    const gets = numberOf(values.gets, '--gets');
    const listings = numberOf(values.listings, '--listings');

    const load = await loadContestants();
    const server = await startServer(datasets);
    const contestants = load(server.access);
    try {
      // Neither opening connections nor compiling is what is asked about.
      await measureGets(contestants, 500);
      await measureListings(contestants, 3);
      const requests = await countRequests(contestants, server);
      const getTimes = await measureGets(contestants, gets);
      const listTimes = await measureListings(contestants, listings);
      console.log(
        `${count(gets)} gets and ${count(listings)} listings of ${count(datasets)} datasets, by turns,`,
      );
      console.log(`with Node ${process.version} on ${machine()}\n`);
      console.log(report(getTimes, listTimes, requests));
    } finally {
      for (const each of Object.values(contestants)) each.close();
      await server.close();
    }
  },
};

async function measureGets(contestants: Contestants, rounds: number): Promise<Times> {
  return measure(contestants, rounds, async ({ get }, round) => {
    const id = `ds_generated_${String(((round * 7919) % datasets) + 1).padStart(5, '0')}`;
    const found = await get(id);
    if (found !== id) throw new Error(`Asked for ${id}, got ${found}.`);
  });
}

async function measureListings(contestants: Contestants, rounds: number): Promise<Times> {
  return measure(contestants, rounds, ({ list }) => listAll(list));
}

/** How many requests the server sees for one listing. */
async function countRequests(contestants: Contestants, server: BenchServer): Promise<Figures> {
  const figures = { ours: 0, raw: 0, sdk: 0 };
  for (const name of order(0)) {
    await server.takeRequestCount();
    await listAll(contestants[name].list);
    figures[name] = await server.takeRequestCount();
  }
  return figures;
}

async function listAll(list: Contestant['list']): Promise<void> {
  const found = await list();
  if (found !== datasets) throw new Error(`Listed ${found} of ${datasets} datasets.`);
}

/** One repetition of each in every round, so that what else the machine does disturbs all alike. */
async function measure(
  contestants: Contestants,
  rounds: number,
  repetition: (contestant: Contestant, round: number) => Promise<void>,
): Promise<Times> {
  const times: Times = { ours: [], raw: [], sdk: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const name of order(round)) {
      await leftoversDone();
      const started = performance.now();
      await repetition(contestants[name], round);
      times[name].push(performance.now() - started);
    }
  }
  return times;
}

/** Each of the six orders in its turn: who comes after whom must not matter. */
function order(round: number): readonly ContestantName[] {
  const names = ['ours', 'raw', 'sdk'] as const;
  const turned = [...names.slice(round % 3), ...names.slice(0, round % 3)];
  return round % 2 === 0 ? turned : turned.reverse();
}

function report(gets: Times, listings: Times, requests: Figures): string {
  const rows = [
    { name: 'get, median', figures: summarise(gets, median) },
    { name: 'get, p99', figures: summarise(gets, (times) => percentile(times, 0.99)) },
    { name: 'listing, median', figures: summarise(listings, median) },
  ];
  const ratio = ({ figures }: (typeof rows)[number], other: 'raw' | 'sdk'): number =>
    figures.ours / figures[other];
  const verdict = (other: 'raw' | 'sdk'): string => {
    const missed = rows.filter((row) => ratio(row, other) > goals[other]);
    return missed.length === 0 ? 'met' : `missed (${missed.map(({ name }) => name).join('; ')})`;
  };
  return [
    table([
      ['ms', 'ours', 'node:http', 'SDK', 'ours/node:http', 'ours/SDK'],
      ...rows.map((row) => [
        row.name,
        ...[row.figures.ours, row.figures.raw, row.figures.sdk].map((each) => each.toFixed(2)),
        ...[ratio(row, 'raw'), ratio(row, 'sdk')].map((each) => each.toFixed(2)),
      ]),
      ['requests per listing', ...[requests.ours, requests.raw, requests.sdk].map(String)],
    ]),
    '',
    `Goal: never slower than the SDK: ${verdict('sdk')}.`,
    `Goal: at most ${goals.raw} times node:http: ${verdict('raw')}.`,
    `Goal: no more requests than the ${pages} pages: ${requests.ours <= pages ? 'met' : 'missed'}.`,
  ].join('\n');
}

function summarise(times: Times, how: (times: readonly number[]) => number): Figures {
  return { ours: how(times.ours), raw: how(times.raw), sdk: how(times.sdk) };
}

/** @throws unless the text is a number of repetitions */
function numberOf(text: string, option: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${option} takes 1 or more.`);
  return number;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
