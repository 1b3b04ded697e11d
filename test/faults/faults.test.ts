import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cancelCases } from './cases/cancelled';
import { compressionCases } from './cases/compression';
import { connectionCases } from './cases/connection';
import { contentCases } from './cases/content';
import { echoCases } from './cases/echo';
import { framingCases } from './cases/framing';
import { repeatCases } from './cases/repeats';
import { statusCases } from './cases/statuses';
import { timeCases } from './cases/time';
import { tlsCases } from './cases/tls';
import type { FaultCase, Outcome } from './FaultCase';
import { runCase } from './runCase';

/*
 * The client against a server that breaks every rule, over real sockets. Each row says what goes
 * wrong and what must come of it; `runCase` also checks for each that it ends in time, that no
 * socket or timer is left behind, and that no part of the key is told.
 */
const table: readonly FaultCase[] = [
  ...connectionCases,
  ...tlsCases,
  ...timeCases,
  ...framingCases,
  ...statusCases,
  ...repeatCases,
  ...compressionCases,
  ...contentCases,
  ...echoCases,
  ...cancelCases,
];

describe('Bad days', () => {
  for (const row of table) it(title(row), () => runCase(row));

  it('are all different', () => {
    assert.equal(new Set(table.map(title)).size, table.length);
  });
});

function title({ fault, outcome }: FaultCase): string {
  const { requests } = outcome;
  return `${fault} ${ending(outcome)} after ${requests} ${requests === 1 ? 'request' : 'requests'}`;
}

function ending({ kind, reason }: Outcome): string {
  if (kind === undefined) return 'ends well';
  return `ends as ${kind}${reason === undefined ? '' : ` (${reason})`}`;
}
