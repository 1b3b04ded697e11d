import type * as vscode from 'vscode';
import type { ViewSettingsStore } from '../model/viewSettings';
import { StateKey } from './names';

/** Keeps filter and order of the tree in VS Code's storage for this workspace. */
export function viewSettingsStore(state: vscode.Memento): ViewSettingsStore {
  return {
    read: () => state.get(StateKey.viewSettings),
    write: (value) => state.update(StateKey.viewSettings, value),
  };
}
