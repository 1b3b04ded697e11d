/** Every command of the extension; package.json declares the same ones. */
export const Command = {
  setApiKey: 'cartesia.setApiKey',
  removeApiKey: 'cartesia.removeApiKey',
  getDataset: 'cartesia.getDataset',
  openDataset: 'cartesia.openDataset',
  copyDatasetJson: 'cartesia.copyDatasetJson',
  copyDatasetId: 'cartesia.copyDatasetId',
  refreshDatasets: 'cartesia.refreshDatasets',
  loadMoreDatasets: 'cartesia.loadMoreDatasets',
  retryDatasets: 'cartesia.retryDatasets',
  cancelLoading: 'cartesia.cancelLoading',
  showLog: 'cartesia.showLog',
} as const;

export type CommandId = (typeof Command)[keyof typeof Command];
