import * as vscode from 'vscode';
import { idProblemText } from '../host/explain';
import { oneLine, withoutLinks } from '../host/plainText';
import { parseDatasetLink } from '../model/datasetLink';
import { Command } from './ids';

/**
 * Opens the dataset that a link names, e.g. `vscode://cartesia-datasets.cartesia-datasets/dataset/x`.
 * Anybody can make such a link, so the person is asked before the key is used. It only reads; what
 * stands behind `?` or `#` is not looked at.
 */
export function linkHandler(): vscode.UriHandler {
  const { l10n } = vscode;
  let asking = false;
  return {
    handleUri: async ({ path }) => {
      const link = parseDatasetLink(path);
      if ('problem' in link) {
        void vscode.window.showErrorMessage(refusal(link.problem));
        return;
      }
      // A page that opens links in a loop gets one question, not a heap of them.
      if (asking) return;
      asking = true;
      const open = l10n.t('Open');
      try {
        const chosen = await vscode.window.showInformationMessage(
          withoutLinks(
            l10n.t('Open the dataset "{0}" of your Cartesia account?', oneLine(link.id, 80)),
          ),
          {
            modal: true,
            detail: l10n.t(
              'A link from outside VS Code asks for it. The dataset is read with your API key; nothing is changed.',
            ),
          },
          open,
        );
        if (chosen !== open) return;
      } finally {
        asking = false;
      }
      await vscode.commands.executeCommand(Command.getDataset, link.id);
    },
  };
}

type LinkProblem = Extract<ReturnType<typeof parseDatasetLink>, { problem: unknown }>['problem'];

function refusal(problem: LinkProblem): string {
  const { l10n } = vscode;
  switch (problem) {
    case 'noDataset':
      return l10n.t('This link cannot be opened, because it does not lead to a dataset.');
    case 'malformed':
      return l10n.t('This link cannot be opened, because it is damaged. Copy it again.');
    case 'empty':
    case 'tooLong':
    case 'controlCharacter':
    case 'apiKey':
    case 'notAnId':
      return l10n.t('This link cannot be opened. {0}', idProblemText(problem));
  }
}
