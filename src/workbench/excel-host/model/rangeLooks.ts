import { describeShape, HostObject } from '../richApi/hostObject';
import type { RangeFormat } from './rangeFormat';

const FONT = describeShape('RangeFont', { scalars: ['bold', 'color', 'italic', 'name', 'size'] });
const FILL = describeShape('RangeFill', { scalars: ['color'] });

export class RangeFont extends HostObject {
  readonly shape = FONT;

  constructor(private readonly format: RangeFormat) {
    super();
  }

  get bold(): boolean {
    return this.format.style.bold ?? false;
  }

  set bold(bold: boolean) {
    this.format.apply({ bold });
  }

  get italic(): boolean {
    return this.format.style.italic ?? false;
  }

  set italic(italic: boolean) {
    this.format.apply({ italic });
  }

  get color(): string {
    return this.format.style.color ?? '#000000';
  }

  set color(color: string) {
    this.format.apply({ color });
  }

  get size(): number {
    return this.format.style.size ?? 11;
  }

  set size(size: number) {
    this.format.apply({ size });
  }

  get name(): string {
    return this.format.style.font ?? 'Calibri';
  }

  set name(font: string) {
    this.format.apply({ font });
  }
}

export class RangeFill extends HostObject {
  readonly shape = FILL;

  constructor(private readonly format: RangeFormat) {
    super();
  }

  get color(): string {
    return this.format.style.fill ?? '#FFFFFF';
  }

  set color(fill: string) {
    this.format.apply({ fill });
  }

  clear(): void {
    this.format.apply({ fill: null });
  }
}
