import * as vscode from 'vscode';
import { apiVersion } from '../api/transport';
import type { AccessProvider } from '../host/accessProvider';
import { Setting } from '../host/names';
import {
  curlSnippet,
  pythonSnippet,
  typeScriptSnippet,
  type SnippetRequest,
} from '../model/snippets';
import { copyToClipboard } from './copyToClipboard';
import { datasetsMeant, type DatasetsMeantDependencies } from './datasetsMeant';

export interface CopySnippetDependencies extends DatasetsMeantDependencies {
  readonly access: Pick<AccessProvider, 'baseUrl'>;
}

type Copy = (argument?: unknown, selected?: unknown) => Promise<void>;

export function copyDatasetCurl(dependencies: CopySnippetDependencies): Copy {
  const { l10n } = vscode;
  return copySnippet(dependencies, {
    title: l10n.t('Copy Dataset Request as cURL'),
    write: (request) => curlSnippet(request, apiVersion),
    copied: l10n.t('Copied cURL command'),
  });
}

export function copyDatasetTypeScript(dependencies: CopySnippetDependencies): Copy {
  const { l10n } = vscode;
  return copySnippet(dependencies, {
    title: l10n.t('Copy Dataset Request as TypeScript'),
    write: typeScriptSnippet,
    copied: l10n.t('Copied TypeScript'),
  });
}

export function copyDatasetPython(dependencies: CopySnippetDependencies): Copy {
  const { l10n } = vscode;
  return copySnippet(dependencies, {
    title: l10n.t('Copy Dataset Request as Python'),
    write: pythonSnippet,
    copied: l10n.t('Copied Python'),
  });
}

interface Snippet {
  readonly title: string;
  readonly write: (request: SnippetRequest) => string;
  readonly copied: string;
}

function copySnippet(
  dependencies: CopySnippetDependencies,
  { title, write, copied }: Snippet,
): Copy {
  return async (argument, selected) => {
    const ids = await datasetsMeant(dependencies, title, argument, selected);
    if (ids.length === 0) return;
    const baseUrl = dependencies.access.baseUrl();
    const isDefault = baseUrl === defaultBaseUrl();
    await copyToClipboard(write({ ids, baseUrl, isDefault }), copied);
  };
}

/** As package.json says; that of the official SDKs too. */
function defaultBaseUrl(): string | undefined {
  return vscode.workspace.getConfiguration(Setting.section).inspect<string>(Setting.baseUrl)
    ?.defaultValue;
}
