import { createRequire } from 'node:module';
import * as vscode from 'vscode';

/** What is used of the module with which VS Code patches `http` and `https`. */
interface ProxyAgent {
  resetCaches(): void;
  getOrLoadAdditionalCertificates(source: {
    loadSystemCertificatesFromNode: () => boolean;
    loadAdditionalCertificates: () => Promise<string[]>;
  }): Promise<unknown>;
}

/**
 * Lets this extension host find these certificates, PEM, where it otherwise keeps those of the
 * machine. What VS Code does with them is not touched.
 */
export async function replaceSystemCertificates(certificates: string[]): Promise<void> {
  const agent = proxyAgent();
  agent.resetCaches();
  for (const fromNode of [false, true]) {
    await agent.getOrLoadAdditionalCertificates({
      loadSystemCertificatesFromNode: () => fromNode,
      loadAdditionalCertificates: () => Promise.resolve(certificates),
    });
  }
}

/** From here on the machine's own certificates are looked for again. */
export function restoreSystemCertificates(): void {
  proxyAgent().resetCaches();
}

/** The very instance that VS Code uses; desktop builds may keep their modules in an archive. */
function proxyAgent(): ProxyAgent {
  const require = createRequire(`${vscode.env.appRoot}/`);
  try {
    return require('./node_modules.asar/@vscode/proxy-agent') as ProxyAgent;
  } catch {
    return require('@vscode/proxy-agent') as ProxyAgent;
  }
}
