import type { SheetDraft } from '../sheetDraft';
import { breakEven } from './breakEven';
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
    shows: 'An API against own GPUs in fifteen steps: memory, speed, number of GPUs, cost per month, months to pay back.',
    draft: breakEven,
  },
];
