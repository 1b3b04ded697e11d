import { runProgram } from '../test/workbench/processes';

/**
 * Runs a script with this Node in `folder`, silently.
 * @throws with everything it printed when it fails.
 */
export async function runNode(args: readonly string[], folder: string): Promise<void> {
  const { code, text } = await runProgram(process.execPath, args, {
    cwd: folder,
    deadlineMs: 5 * 60_000,
  });
  if (code !== 0) throw new Error(`${args.join(' ')} ended with code ${String(code)}:\n${text}`);
}
