import type { SheetDraft } from '../sheetDraft';
import { breakEven } from './breakEven';
import { modelRouting } from './modelRouting';
import { priceCheck } from './priceCheck';
import { supportChat } from './supportChat';

export interface StarterSheet {
  readonly id: string;
  /** What one can see in it, in a sentence. */
  readonly shows: string;
  readonly draft: () => SheetDraft;
}

/** Sheets to begin with: a few blue cells to change, every other figure a formula. */
export const STARTER_SHEETS: readonly StarterSheet[] = [
  {
    id: 'support-chat',
    shows: 'Five models on the same traffic: cost per request and month, and how much dearer than the cheapest.',
    draft: supportChat,
  },
  {
    id: 'price-check',
    shows: 'One request line by line with the source of every price, the prices of a contract beside it, other models.',
    draft: priceCheck,
  },
  {
    id: 'break-even',
    shows:
      'An API against own GPUs: the verdict with best and worst case, cost per month and per 1M tokens, speed, GPUs.',
    draft: breakEven,
  },
  {
    id: 'model-routing',
    shows:
      'Tasks between a small and a strong model: router or cascade, a backup, and whether routing is worth building.',
    draft: modelRouting,
  },
];
