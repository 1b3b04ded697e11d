import type { TreeNode } from '../tree/node';
import type { DatasetTree } from '../tree/datasetTree';
import type { Handler } from './register';

/**
 * What keys do in the tree. The row with the focus need not be a selected one, and VS Code tells
 * extensions only of selected ones; but it hands the focused row to the commands of a view's title,
 * and the keybindings in package.json ask for it in the same way (`$focusedTreeItem`).
 */
export interface SelectedRowsDependencies {
  readonly tree: Pick<DatasetTree, 'selection'>;
  readonly renameDataset: Handler;
  readonly deleteDataset: Handler;
  readonly deleteFile: Handler;
}

export function renameSelected({ renameDataset }: SelectedRowsDependencies): Handler {
  return (focused) =>
    isRow(focused) && focused.kind === 'dataset' ? renameDataset(focused) : undefined;
}

/** Deletes the focused row, and with it all selected ones of its kind where it is one of them. */
export function deleteSelected(dependencies: SelectedRowsDependencies): Handler {
  const { tree, deleteDataset, deleteFile } = dependencies;
  return (focused) => {
    if (!isRow(focused)) return undefined;
    const rows = tree.selection.includes(focused) ? tree.selection : [focused];
    const alike = rows.filter(({ kind }) => kind === focused.kind);
    if (focused.kind === 'dataset') return deleteDataset(focused, alike);
    return focused.kind === 'file' ? deleteFile(focused, alike) : undefined;
  };
}

/** Only VS Code calls these commands, with what it got from the tree. */
function isRow(argument: unknown): argument is TreeNode {
  return typeof argument === 'object' && argument !== null && 'kind' in argument;
}
