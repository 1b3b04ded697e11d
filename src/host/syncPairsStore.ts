import type * as vscode from 'vscode';
import type { SyncPairsStore } from '../model/syncPairs';
import { StateKey } from './names';

/** Keeps folders and their datasets in VS Code's storage for this workspace. */
export function syncPairsStore(state: vscode.Memento): SyncPairsStore {
  return {
    read: () => state.get(StateKey.syncPairs),
    write: (value) => state.update(StateKey.syncPairs, value),
  };
}
