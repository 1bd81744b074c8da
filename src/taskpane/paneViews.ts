import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { PaneTab } from '../runtime/paneTab';
import type { ViewProps } from './useRuntime';

interface PaneView {
  readonly title: string;
  readonly View: LazyExoticComponent<ComponentType<ViewProps>>;
}

/** The views of the pane in the order of their tabs; each is fetched when it is first looked at. */
export const PANE_VIEWS: Partial<Record<PaneTab, PaneView>> = {
  prices: view('Prices', () => import('./prices/PricesView').then(({ PricesView }) => PricesView)),
  insert: view('Insert', () => import('./insert/InsertView').then(({ InsertView }) => InsertView)),
  check: view('Check', () => import('./check/CheckView').then(({ CheckView }) => CheckView)),
  share: view('Share', () => import('./share/ShareView').then(({ ShareView }) => ShareView)),
  help: view('Help', () => import('./help/HelpView').then(({ HelpView }) => HelpView)),
};

function view(title: string, load: () => Promise<ComponentType<ViewProps>>): PaneView {
  return { title, View: lazy(async () => ({ default: await load() })) };
}
