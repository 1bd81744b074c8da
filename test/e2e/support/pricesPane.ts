import type { Frame, Locator } from 'playwright-core';

/** Titles of the lists in the form, as far as the tests use them. */
export const GENAI = 'genai-prices (community list, MIT)';
export const MODELS_DEV = 'models.dev (community list, MIT)';
export const OPEN_ROUTER = 'OpenRouter (its own list)';
export const LITE_LLM = 'LiteLLM price map (community list, MIT)';
export const LAMBDA = 'SkyPilot catalogue, Lambda';

/** A write of the tables goes through the whole protocol. */
const WRITE_MS = 60_000;

/** What a person does in the Prices view, by what is written on it. */
export interface PricesPane {
  insertTables(): Promise<void>;
  /** Ticks exactly the lists named, each to be read from the address given. */
  chooseSources(addresses: Readonly<Record<string, string>>): Promise<void>;
  /** With the sources chosen before; does not wait. */
  refresh(): Promise<void>;
  restore(): Promise<void>;
  readonly difference: Locator;
  /** The card of a model in the difference, which is searched for it. */
  card(name: string): Promise<Locator>;
  /** What the card of a model says of one price, such as "input". */
  change(name: string, price: string): Promise<string | null>;
  accept(): Promise<void>;
  /** Opens a part that is closed at first. */
  open(part: string): Promise<void>;
}

export function pricesPane(pane: Frame): PricesPane {
  const button = (name: string | RegExp) => pane.getByRole('button', { name, exact: typeof name === 'string' });
  const difference = pane.getByRole('region', { name: 'Difference to approve' });
  const card = async (name: string) => {
    await pane.getByRole('searchbox', { name: 'Search models and GPUs' }).fill(name);
    return difference
      .getByRole('listitem')
      .filter({ has: pane.getByRole('checkbox', { name: new RegExp(`^${name} `) }) });
  };
  return {
    difference,
    card,
    change: async (name, price) =>
      (await card(name))
        .getByRole('listitem')
        .filter({ hasText: new RegExp(`^${price}`) })
        .textContent(),
    async insertTables() {
      await button('Insert price tables').click();
      await pane.getByText(/^Prices inserted/).waitFor({ timeout: WRITE_MS });
    },
    async chooseSources(addresses) {
      await openDetails(pane, /^Model prices/);
      await openDetails(pane, /^GPU rental prices/);
      for (const box of await pane.getByRole('region', { name: 'Refresh prices' }).getByRole('checkbox').all())
        await box.setChecked(false);
      for (const title of Object.keys(addresses)) await pane.getByRole('checkbox', { name: title }).check();
      await openDetails(pane, /^Other addresses/);
      for (const [title, address] of Object.entries(addresses))
        await pane.getByLabel(`Address of ${title}`).fill(address);
    },
    refresh: () => button('Refresh').click(),
    async restore() {
      await button('Restore previous prices').click();
      await pane.getByRole('alertdialog').getByRole('button', { name: 'Restore', exact: true }).click();
      await pane.getByText(/^Prices restored/).waitFor({ timeout: WRITE_MS });
    },
    async accept() {
      await button('Write the ticked prices').click();
      await pane.getByText(/^Prices refreshed/).waitFor({ timeout: WRITE_MS });
    },
    open: (part) => button(part).click(),
  };
}

/** The small parts of a form that open in place. */
export async function openDetails(pane: Frame, summary: RegExp): Promise<void> {
  const details = pane.locator('details').filter({ has: pane.locator('summary').getByText(summary) });
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
}
