import * as vscode from 'vscode';
import { firstOf } from '../../host/firstOf';
import { oneLine, quickPickText } from '../../host/plainText';
import { problemText } from '../../host/uploadWords';
import { bytesText } from '../../shared/bytes';
import type { SyncPlan } from '../../upload/syncPlan';
import type { Comparison } from './compareFolder';

/** What can be done to bring a dataset in step with a folder. */
export type SyncPart = 'added' | 'changed' | 'newer' | 'gone';

/** Names of files that a part of the plan shows. */
const maxNames = 3;

/**
 * Asks what is to be done. Sending new files is ticked; replacing and deleting are for the person to
 * tick, and asked for once more.
 * @returns undefined when the person left
 */
export async function askForSync(
  comparison: Comparison,
): Promise<ReadonlySet<SyncPart> | undefined> {
  const { l10n, env } = vscode;
  const { datasetName, plan } = comparison;
  const size = (files: readonly { size: number }[]): string =>
    bytesText(
      files.reduce((sum, file) => sum + file.size, 0),
      env.language,
    );
  const items: (vscode.QuickPickItem & { part: SyncPart })[] = [
    {
      part: 'added',
      label: l10n.t('Send new files: {0}', plan.added.length),
      description: size(plan.added),
      detail: namesText(plan.added.map((file) => file.name)),
      picked: true,
    },
    {
      part: 'changed',
      label: l10n.t('Replace changed files: {0}', plan.changed.length),
      description: size(plan.changed.map(({ local }) => local)),
      detail: namesText(plan.changed.map(({ local }) => local.name)),
    },
    {
      part: 'newer',
      label: l10n.t('Replace files that are newer here: {0}', plan.newer.length),
      description: size(plan.newer.map(({ local }) => local)),
      detail: namesText(plan.newer.map(({ local }) => local.name)),
    },
    {
      part: 'gone',
      label: l10n.t('Delete files that are not in the folder: {0}', plan.gone.length),
      description: size(plan.gone),
      detail: namesText(plan.gone.map(({ filename }) => filename)),
    },
  ];
  const chosen = await vscode.window.showQuickPick(
    items.filter(({ part }) => plan[part].length > 0),
    {
      canPickMany: true,
      ignoreFocusOut: true,
      title: l10n.t('Sync to "{0}"', oneLine(datasetName, 60)),
      placeHolder: [l10n.t('The same in both: {0}', plan.same), ...remarks(comparison)].join(' · '),
    },
  );
  if (chosen === undefined || chosen.length === 0) return undefined;
  const parts = new Set(chosen.map(({ part }) => part));
  return (await agreed(datasetName, plan, parts)) ? parts : undefined;
}

/** What is not offered, and why: nothing is left out in silence. */
export function remarks({ leftOut, unreadable }: Comparison): readonly string[] {
  const { l10n } = vscode;
  const useless = [...leftOut].map(([problem, count]) => `${problemText(problem)}: ${count}`);
  return [
    ...(useless.length > 0 ? [l10n.t('Left out: {0}', useless.join(', '))] : []),
    ...(unreadable > 0
      ? [l10n.t('Could not be read, so nothing can be deleted: {0}', unreadable)]
      : []),
  ];
}

async function agreed(
  name: string,
  plan: SyncPlan,
  parts: ReadonlySet<SyncPart>,
): Promise<boolean> {
  const { l10n } = vscode;
  const replaced =
    (parts.has('changed') ? plan.changed.length : 0) + (parts.has('newer') ? plan.newer.length : 0);
  const deleted = parts.has('gone') ? plan.gone.length : 0;
  if (replaced + deleted === 0) return true;
  const unsent = parts.has('added') ? 0 : plan.added.length;
  const goOn = deleted > 0 ? l10n.t('Delete') : l10n.t('Replace');
  const count = replaced + deleted;
  const dataset = oneLine(name, 60);
  const chosen = await vscode.window.showWarningMessage(
    count === 1
      ? l10n.t('Delete 1 file from "{0}"?', dataset)
      : l10n.t('Delete {0} files from "{1}"?', count, dataset),
    {
      modal: true,
      detail: [
        ...(replaced > 0 ? [l10n.t('Replaced by what is in the folder: {0}.', replaced)] : []),
        ...(deleted > 0 ? [l10n.t('Not in the folder: {0}.', deleted)] : []),
        ...(unsent > 0 ? [l10n.t('New files that are not sent: {0}.', unsent)] : []),
        l10n.t('This cannot be undone.'),
      ].join('\n'),
    },
    goOn,
  );
  return chosen === goOn;
}

function namesText(names: readonly string[]): string {
  return firstOf(names, maxNames, (name) => quickPickText(oneLine(name, 60)));
}
