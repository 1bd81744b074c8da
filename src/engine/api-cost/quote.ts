/** An amount that never hides a missing price. */
export type Quote =
  | { readonly kind: 'known'; readonly usd: number }
  /** At least `usd`: the units named have no price. */
  | { readonly kind: 'floor'; readonly usd: number; readonly unpriced: readonly string[] }
  | { readonly kind: 'unpriced'; readonly unpriced: readonly string[] };
