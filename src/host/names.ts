/** Names that package.json, VS Code's stores and the code must agree on, each declared once. */

export const extensionId = 'cartesia-datasets.cartesia-datasets';

export const Setting = {
  section: 'cartesia',
  baseUrl: 'baseUrl',
  uploadConcurrency: 'uploadConcurrency',
} as const;

export const View = { datasets: 'cartesia.datasets' } as const;

export const PanelType = {
  dataset: 'cartesia.dataset',
  audioReport: 'cartesia.audioReport',
} as const;

/** Schemes of the addresses that VS Code asks us for. */
export const Scheme = { dataset: 'cartesia', report: 'cartesia-report' } as const;

/** Context keys that `when` clauses read. */
export const ContextKey = {
  /** What the list of datasets has to show: one of {@link ListSituation}. */
  listSituation: 'cartesia.listSituation',
  /** True while the list loads, from 300 ms on. */
  listLoading: 'cartesia.listLoading',
  /** True where the list has a further page. */
  listHasMore: 'cartesia.listHasMore',
  /** True while the tree is filtered. */
  filterOn: 'cartesia.filterOn',
} as const;

export type ListSituation = 'noKey' | 'keyElsewhere' | 'empty' | 'noMatch' | 'filled';

/** VS Code's own page on machines that keep no secrets. */
export const keyringHelp =
  'https://code.visualstudio.com/docs/configure/settings-sync#_troubleshooting-keychain-issues';

export const SecretName = { apiKey: 'cartesia.apiKey' } as const;

export const StateKey = {
  recentDatasets: 'cartesia.recentDatasets',
  /** Of the workspace: folders that are kept in step with datasets. */
  syncPairs: 'cartesia.syncPairs',
  /** Of the workspace: filter and order of the tree. */
  viewSettings: 'cartesia.viewSettings',
} as const;
