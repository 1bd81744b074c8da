import { describeShape, HostObject } from '../richApi/hostObject';
import { ItemCollection } from './itemCollection';

const SHAPE = describeShape('Setting', { scalars: ['key', 'value'] });
const COLLECTION = describeShape('SettingCollection', { isCollection: true });

/** Key and value pairs kept in the workbook; keys are matched exactly. */
export class SettingCollection extends ItemCollection<Setting> {
  readonly shape = COLLECTION;
  /** JSON values by key. */
  readonly values = new Map<string, unknown>();

  children(): Setting[] {
    return [...this.values.keys()].map((key) => new Setting(this, key));
  }

  find(key: unknown): Setting | null {
    return typeof key === 'string' && this.values.has(key) ? new Setting(this, key) : null;
  }

  add(key: string, value: unknown): Setting {
    this.values.set(key, value ?? null);
    return new Setting(this, key);
  }
}

export class Setting extends HostObject {
  readonly shape = SHAPE;

  constructor(
    private readonly collection: SettingCollection,
    readonly key: string,
  ) {
    super();
  }

  override identity() {
    return { _Id: this.key };
  }

  get value(): unknown {
    return this.collection.values.get(this.key);
  }

  set value(value: unknown) {
    this.collection.values.set(this.key, value);
  }

  delete(): void {
    this.collection.values.delete(this.key);
  }
}
