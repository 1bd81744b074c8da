import type { SettingCollection } from '../model/settings';
import type { SettingsPort } from '../xdmHost';

/** `Office.context.document.settings` and `workbook.settings` are the same settings. */
export function documentSettings(collection: SettingCollection): SettingsPort {
  return {
    load: () => [...collection.values].map(([key, value]) => [key, JSON.stringify(value)] as const),
    save: (settings) => {
      collection.values.clear();
      for (const [key, json] of settings) collection.values.set(key, JSON.parse(json) as unknown);
    },
  };
}
