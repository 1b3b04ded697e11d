import * as vscode from 'vscode';
import { firstOf } from '../../host/firstOf';
import { oneLine, quickPickText } from '../../host/plainText';
import { enoughText, problemText, totalsText } from '../../host/uploadWords';
import {
  preflightTotals,
  skippedByDefault,
  withoutProblems,
  type PreflightFile,
  type PreflightGroup,
  type PreflightProblem,
  type PreflightReport,
} from '../../upload/preflightReport';

/** Names of files that a group shows. */
const maxNames = 3;

interface Item extends vscode.QuickPickItem {
  readonly does: 'upload' | 'report' | PreflightProblem | undefined;
}

/**
 * Shows what was found before anything is sent. Each group of problems can be left out or sent.
 * @param showReport shows all files in a panel; the question stays
 * @returns the files to send, or undefined when the person left
 */
export async function askForUpload(
  datasetName: string,
  report: PreflightReport,
  showReport: () => void,
): Promise<readonly PreflightFile[] | undefined> {
  const { l10n } = vscode;
  const skipped = new Set<PreflightProblem>(skippedByDefault);
  const picker = vscode.window.createQuickPick<Item>();
  picker.title = l10n.t('Upload to "{0}"', oneLine(datasetName, 80));
  picker.placeholder = l10n.t('Look at what was found, then upload');
  picker.ignoreFocusOut = true;
  picker.keepScrollPosition = true;
  const show = (active?: Item['does']): void => {
    picker.items = itemsOf(report, skipped);
    const item = picker.items.find(({ does }) => does === active);
    if (item !== undefined) picker.activeItems = [item];
  };
  show('upload');
  return new Promise<readonly PreflightFile[] | undefined>((resolve) => {
    picker.onDidAccept(() => {
      const does = picker.activeItems[0]?.does;
      if (does === undefined) return;
      if (does === 'report') showReport();
      else if (does === 'upload') {
        const files = withoutProblems(report, skipped);
        if (files.length > 0) resolve(files);
      } else {
        if (!skipped.delete(does)) skipped.add(does);
        show(does);
      }
    });
    picker.onDidHide(() => {
      resolve(undefined);
    });
    picker.show();
  }).finally(() => {
    picker.dispose();
  });
}

function itemsOf(report: PreflightReport, skipped: ReadonlySet<PreflightProblem>): Item[] {
  const { l10n } = vscode;
  const totals = preflightTotals(withoutProblems(report, skipped));
  const first: Item =
    totals.files === 0
      ? {
          label: l10n.t('Nothing is left to upload'),
          iconPath: icon('circle-slash'),
          does: 'upload',
        }
      : {
          label: l10n.t('Upload'),
          description: totalsText(totals),
          detail: enoughText(totals),
          iconPath: icon('cloud-upload'),
          does: 'upload',
        };
  const sent = new Set(withoutProblems(report, skipped));
  const problems = report.groups.map((group) =>
    groupItem(group, report.files, (file) => sent.has(file)),
  );
  return [
    first,
    ...(problems.length > 0
      ? [separator(l10n.t('What was noticed: choose to leave out or to send')), ...problems]
      : []),
    ...unusableItems(report),
    separator(''),
    { label: l10n.t('Show all files'), iconPath: icon('table'), does: 'report' },
  ];
}

function groupItem(
  { problem, files: indexes }: PreflightGroup,
  files: readonly PreflightFile[],
  isSent: (file: PreflightFile) => boolean,
): Item {
  const { l10n } = vscode;
  // What is chosen to be sent may be left out for another reason.
  const out = !indexes.some((index) => files[index] !== undefined && isSent(files[index]));
  return {
    label: `${problemText(problem)}: ${indexes.length.toLocaleString(vscode.env.language)}`,
    description: out ? l10n.t('left out') : l10n.t('sent'),
    detail: firstOf(indexes, maxNames, (index) =>
      quickPickText(oneLine(files[index]?.file.name ?? '', 60)),
    ),
    iconPath: icon(out ? 'circle-slash' : 'check'),
    does: problem,
  };
}

/** What cannot be sent at all is told, too: nothing is left out in silence. */
function unusableItems({ unusable }: PreflightReport): Item[] {
  if (unusable.length === 0) return [];
  const { l10n } = vscode;
  return [
    separator(l10n.t('Cannot be sent')),
    {
      label: l10n.t('links, hidden and unreadable files: {0}', unusable.length),
      detail: firstOf(unusable, maxNames, ({ path }) => quickPickText(path)),
      iconPath: icon('warning'),
      does: undefined,
    },
  ];
}

function separator(label: string): Item {
  return { label, kind: vscode.QuickPickItemKind.Separator, does: undefined };
}

function icon(name: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name);
}
