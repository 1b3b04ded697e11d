import * as vscode from 'vscode';
import type { FailureNotices } from '../host/failureNotices';
import type { Log } from '../host/log';
import { toCartesiaError } from '../api/errors';
import { FailedTry } from './failedTry';
import type { CommandId } from './ids';

/**
 * What a command does; its result is what `executeCommand` gives to other code. From the menu of a
 * row it gets the row and, where several are selected, all of them.
 */
export type Handler = (argument?: unknown, selected?: unknown) => unknown;

/** Registers every command. What a handler throws becomes one notification, with a way to retry. */
export function registerCommands(
  handlers: Readonly<Record<CommandId, Handler>>,
  log: Pick<Log, 'error'>,
  notices: Pick<FailureNotices, 'show'>,
  baseUrl: () => string | undefined,
): vscode.Disposable {
  const registrations = Object.entries(handlers).map(([id, handler]) => {
    const perform = async (work: () => unknown): Promise<unknown> => {
      try {
        return await work();
      } catch (error) {
        const [cause, again] =
          error instanceof FailedTry ? [error.cause, error.again] : [error, work];
        const failure = toCartesiaError(cause);
        if (failure.kind === 'internal') log.error(`${id} failed`, failure.cause);
        void notices.show(failure, baseUrl(), () => perform(again));
        return undefined;
      }
    };
    return vscode.commands.registerCommand(id, (argument?: unknown, selected?: unknown) =>
      perform(() => handler(argument, selected)),
    );
  });
  return vscode.Disposable.from(...registrations);
}
