import { parseDatasetId, type DatasetIdProblem } from '../api/datasetId';

const prefix = '/dataset/';

/**
 * A link that opens a dataset in VS Code.
 * @param scheme that of the running build, e.g. "vscode"
 */
export function datasetLink(scheme: string, extensionId: string, id: string): string {
  return `${scheme}://${extensionId}${prefix}${encodeURIComponent(id)}`;
}

/**
 * Reads the path of a link as VS Code hands it over, percent-decoded once: all behind the prefix is
 * the ID, a slash included. VS Code leaves what it cannot decode as it is, so an escape that is still
 * there was malformed or encoded twice, and the link is refused.
 */
export function parseDatasetLink(
  path: string,
): { readonly id: string } | { readonly problem: DatasetIdProblem | 'noDataset' | 'malformed' } {
  if (!path.startsWith(prefix)) return { problem: 'noDataset' };
  const rest = path.slice(prefix.length);
  return /%[\da-f]{2}/i.test(rest) ? { problem: 'malformed' } : parseDatasetId(rest);
}
