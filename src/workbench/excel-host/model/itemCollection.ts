import { HostCollection, HostObject } from '../richApi/hostObject';
import { itemNotFound } from '../richApi/richApiError';

/** The look-ups every Office.js collection has. */
export abstract class ItemCollection<Item extends HostObject> extends HostCollection {
  abstract override children(): Item[];
  /** Null when there is none. */
  abstract find(key: unknown): Item | null;

  getItem(key: unknown): Item {
    return this.find(key) ?? itemNotFound();
  }

  getItemOrNullObject(key: unknown): Item | null {
    return this.find(key);
  }

  getItemAt(index: number): Item {
    return this.children()[index] ?? itemNotFound();
  }

  getCount(): number {
    return this.children().length;
  }

  get count(): number {
    return this.getCount();
  }
}
