/** Which of the account's collections is meant. */
export type ListRef =
  | { readonly kind: 'datasets' }
  | { readonly kind: 'fineTunes' }
  | { readonly kind: 'files'; readonly datasetId: string };

/** A text that is different for different lists. */
export function listKey(of: ListRef): string {
  return of.kind === 'files' ? `files:${of.datasetId}` : of.kind;
}
