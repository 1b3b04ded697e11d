/** Where requests go and what opens the door there. */
export interface Access {
  /** Checked base URL without a trailing slash; a path prefix is kept. */
  readonly baseUrl: string;
  readonly key: string;
}
