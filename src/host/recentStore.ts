import type * as vscode from 'vscode';
import type { RecentStore } from '../model/recentDatasets';
import { StateKey } from './names';

/** Keeps the datasets opened lately in VS Code's storage, for all windows of this machine. */
export function recentStore(state: vscode.Memento): RecentStore {
  return {
    read: () => state.get(StateKey.recentDatasets),
    write: (value) => state.update(StateKey.recentDatasets, value),
  };
}
