import * as vscode from 'vscode';
import type { PageStrings } from './protocol';

/** Words of the page, in the language of VS Code. */
export function pageStrings(): PageStrings {
  const { l10n } = vscode;
  return {
    loading: l10n.t('Loading dataset…'),
    cancel: l10n.t('Cancel'),
    untitled: l10n.t('Untitled'),
    noDescription: l10n.t('No description'),
    created: l10n.t('created {0}', '{0}'),
    copyId: l10n.t('Copy ID'),
    copyJson: l10n.t('Copy JSON'),
    edit: l10n.t('Edit'),
    refresh: l10n.t('Refresh'),
    refreshing: l10n.t('Refreshing…'),
    loaded: l10n.t('Loaded {0}', '{0}'),
    otherFields: l10n.t('Other fields'),
    json: l10n.t('JSON'),
    jsonCut: l10n.t('Only the beginning is shown here. Copy JSON copies all of it.'),
    shownSince: l10n.t('What you see is from {0}.', '{0}'),
    deleted: l10n.t('This dataset has been deleted.'),
    close: l10n.t('Close'),
    getAnother: l10n.t('Get Another'),
    ...fileStrings(),
    ...trainingStrings(),
    ...editStrings(),
  };
}

function fileStrings() {
  const { l10n } = vscode;
  return {
    files: l10n.t('Files'),
    filterFiles: l10n.t('Filter by name'),
    fileName: l10n.t('Name'),
    fileSize: l10n.t('Size'),
    fileAdded: l10n.t('Added'),
    duplicateName: l10n.t('duplicate name'),
    noFiles: l10n.t('No files yet.'),
    noFileMatches: l10n.t('No file matches the filter.'),
    loadingFiles: l10n.t('Loading files…'),
    loadingMoreFiles: l10n.t('Loading files… {0} so far', '{0}'),
    loadMore: l10n.t('Load more'),
    loadAll: l10n.t('Load all'),
    moreFiles: l10n.t('{0} loaded, and there are more.', '{0}'),
    ofFiles: l10n.t('{0} of {1}', '{0}', '{1}'),
    oneFile: l10n.t('1 file'),
    manyFiles: l10n.t('{0} files', '{0}'),
    ofThoseLoaded: l10n.t('of those loaded'),
    deleteFiles: l10n.t('Delete'),
    deleteOneFile: l10n.t('Delete 1 file'),
    deleteManyFiles: l10n.t('Delete {0} files', '{0}'),
  };
}

function trainingStrings() {
  const { l10n } = vscode;
  return {
    trainings: l10n.t('Fine-tunes'),
    noTrainings: l10n.t('No training uses this dataset.'),
    noTrainingsYet: l10n.t('Not all trainings are loaded; none of these uses this dataset.'),
    loadingTrainings: l10n.t('Loading fine-tunes…'),
  };
}

function editStrings() {
  const { l10n } = vscode;
  return {
    name: l10n.t('Name'),
    description: l10n.t('Description'),
    save: l10n.t('Save'),
    saving: l10n.t('Saving…'),
    saved: l10n.t('Saved'),
    nameMissing: l10n.t('A dataset needs a name.'),
    conflict: l10n.t('Somebody else changed this dataset meanwhile. Nothing has been saved.'),
    theirName: l10n.t('Their name'),
    theirDescription: l10n.t('Their description'),
    overwrite: l10n.t('Overwrite'),
    takeTheirs: l10n.t('Take Theirs'),
  };
}
