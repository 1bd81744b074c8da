import { findProvider } from '@pydantic/genai-prices';
import { GENAI_PROVIDERS } from '../../src/feeds/genaiPrices/genaiModels';

/** The real list in the feed's own format, as the installed package holds it, with other prices for some models. */
export function genaiFeedText(changed: Readonly<Record<string, object>> = {}): string {
  const providers = Object.keys(GENAI_PROVIDERS).map((providerId) => {
    const provider = findProvider({ providerId });
    if (!provider) throw new Error(`The package has no provider ${providerId}`);
    return {
      ...provider,
      models: provider.models.map((model) => ({ ...model, prices: changed[model.id] ?? model.prices })),
    };
  });
  return JSON.stringify(providers);
}
