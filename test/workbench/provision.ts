import { chooseBuild } from './chooseBuild';
import { chromium } from './chromium';
import { desktopBuild } from './desktopBuild';
import type { Release } from './releases';
import { serverBuild } from './serverBuild';

/** Fetches everything that these versions of VS Code need here; nothing to do but the first time. */
export async function provision(releases: readonly Release[]): Promise<void> {
  if ((await chooseBuild()) === 'desktop') {
    // One after the other: both would draw a progress line.
    for (const release of releases) await desktopBuild(release);
  } else {
    await Promise.all([chromium(), ...releases.map((release) => serverBuild(release))]);
  }
}
