import { cpus, loadavg } from 'node:os';

/** What figures depend on besides what is measured: a machine with other work to do is slow. */
export function machine(): string {
  const [load = 0] = loadavg();
  return `${cpus().length} processors with a load of ${load.toFixed(1)}`;
}
