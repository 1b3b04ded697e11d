import * as vscode from 'vscode';
import type { FailureNotices } from '../host/failureNotices';
import type { Log } from '../host/log';
import { toCartesiaError } from '../api/errors';
import type { CommandId } from './ids';

/** What a command does; its result is what `executeCommand` gives to other code. */
export type Handler = (argument?: unknown) => unknown;

/** Registers every command. What a handler throws becomes one notification, with a way to retry. */
export function registerCommands(
  handlers: Readonly<Record<CommandId, Handler>>,
  log: Pick<Log, 'error'>,
  notices: Pick<FailureNotices, 'show'>,
  baseUrl: () => string | undefined,
): vscode.Disposable {
  const registrations = Object.entries(handlers).map(([id, handler]) => {
    const run = async (argument?: unknown): Promise<unknown> => {
      try {
        return await handler(argument);
      } catch (error) {
        const failure = toCartesiaError(error);
        if (failure.kind === 'internal') log.error(`${id} failed`, failure.cause);
        void notices.show(failure, baseUrl(), async () => run(argument));
        return undefined;
      }
    };
    return vscode.commands.registerCommand(id, run);
  });
  return vscode.Disposable.from(...registrations);
}
