/** Which of the account's collections is meant. */
export type ListRef =
  | { readonly kind: 'datasets' }
  | { readonly kind: 'fineTunes' }
  | { readonly kind: 'files'; readonly datasetId: string };
