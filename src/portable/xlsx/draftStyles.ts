import { lookOf, type CellLook } from '../../sheets/draftLooks';
import type { DraftCell } from '../../sheets/sheetDraft';
import { childNamed, childrenNamed } from './xml';
import type { XmlPart } from './xmlPart';
import { xmlAttribute } from './xmlText';

/** Number formats that every Excel has without a record. */
const BUILT_IN_FORMATS: Record<string, number> = {
  General: 0,
  '0': 1,
  '0.00': 2,
  '#,##0': 3,
  '#,##0.00': 4,
  '0%': 9,
  '0.00%': 10,
  '0.00E+00': 11,
  '@': 49,
};
const FIRST_OWN_FORMAT = 164;

/** Appends style records to styles.xml; the numbers of those that are there stay what they are. */
export class DraftStyles {
  private readonly indices = new Map<string, number>();
  private readonly lists = new Map<string, { readonly first: number; readonly added: string[] }>();
  private readonly formats = new Map(Object.entries(BUILT_IN_FORMATS));
  private nextFormat = FIRST_OWN_FORMAT;

  constructor(private readonly part: XmlPart) {
    for (const { attributes } of childrenNamed(childNamed(part.root, 'numFmts') ?? part.root, 'numFmt')) {
      this.nextFormat = Math.max(this.nextFormat, Number(attributes.numFmtId) + 1);
      if (!this.formats.has(attributes.formatCode))
        this.formats.set(attributes.formatCode, Number(attributes.numFmtId));
    }
  }

  /** The number for the attribute s of a cell; 0 is the workbook's normal style. */
  indexOf(cell: DraftCell): number {
    const look = lookOf(cell) ?? {};
    const format = cell.format ?? 'General';
    const key = JSON.stringify([look, format]);
    const index = this.indices.get(key) ?? this.addStyle(look, format);
    this.indices.set(key, index);
    return index;
  }

  /** Puts the records into the part; to be called once, when all styles are known. */
  finish(): void {
    const { part } = this;
    for (const [list, { first, added }] of this.lists) {
      const element = childNamed(part.root, list);
      const xml = added.join('');
      const count = String(first + added.length);
      if (element) {
        part.append(element, xml);
        part.setAttribute(element, 'count', count);
      } else {
        const later = LISTS.slice(LISTS.indexOf(list) + 1);
        part.insert(part.root, `<${part.prefix}${list} count="${count}">${xml}</${part.prefix}${list}>`, later);
      }
    }
  }

  private addStyle({ align, indent, wrap, ...look }: CellLook, format: string): number {
    const fontId = look.bold || look.italic || look.sizePoints || look.color ? this.add('fonts', this.font(look)) : 0;
    const fillId = look.fill ? this.add('fills', this.fill(look.fill)) : 0;
    const numFmtId = this.formatId(format);
    if (fontId + fillId + numFmtId === 0 && !align && !wrap) return 0;
    const applied = [
      ['applyNumberFormat', numFmtId > 0],
      ['applyFont', fontId > 0],
      ['applyFill', fillId > 0],
      ['applyAlignment', align ?? wrap],
    ].flatMap(([name, isApplied]) => (isApplied ? [` ${name}="1"`] : []));
    const p = this.part.prefix;
    const aligned =
      (align ? ` horizontal="${align}"` : '') +
      (indent ? ` indent="${indent}"` : '') +
      (wrap ? ' vertical="top" wrapText="1"' : '');
    const ids = `numFmtId="${numFmtId}" fontId="${fontId}" fillId="${fillId}" borderId="0" xfId="0"`;
    return this.add(
      'cellXfs',
      `<${p}xf ${ids}${applied.join('')}${aligned ? `><${p}alignment${aligned}/></${p}xf>` : '/>'}`,
    );
  }

  private formatId(format: string): number {
    const known = this.formats.get(format);
    if (known !== undefined) return known;
    const id = this.nextFormat;
    this.nextFormat += 1;
    this.formats.set(format, id);
    this.add('numFmts', `<${this.part.prefix}numFmt numFmtId="${id}" formatCode="${xmlAttribute(format)}"/>`);
    return id;
  }

  /** The workbook's own typeface and size, changed only where the look says so. */
  private font({ bold, italic, sizePoints, color }: CellLook): string {
    const p = this.part.prefix;
    const normal = childNamed(this.part.root, 'fonts')?.children[0];
    const own = (local: string) => {
      const element = normal && childNamed(normal, local);
      return element ? this.part.xml.slice(element.start, element.end) : '';
    };
    const size = sizePoints ? `<${p}sz val="${sizePoints}"/>` : own('sz');
    const shade = color ? `<${p}color rgb="${argb(color)}"/>` : own('color');
    return (
      `<${p}font>${bold ? `<${p}b/>` : ''}${italic ? `<${p}i/>` : ''}${size}${shade}` +
      `${own('name')}${own('family')}${own('charset')}${own('scheme')}</${p}font>`
    );
  }

  private fill(color: string): string {
    const p = this.part.prefix;
    const pattern = `<${p}patternFill patternType="solid"><${p}fgColor rgb="${argb(color)}"/><${p}bgColor indexed="64"/></${p}patternFill>`;
    return `<${p}fill>${pattern}</${p}fill>`;
  }

  /** @returns the record's number in its list, from 0 */
  private add(list: string, xml: string): number {
    const present = childNamed(this.part.root, list)?.children.length ?? 0;
    const { first, added } = this.lists.get(list) ?? { first: present, added: [] };
    this.lists.set(list, { first, added });
    const known = added.indexOf(xml);
    if (known >= 0) return first + known;
    added.push(xml);
    return first + added.length - 1;
  }
}

/** Children of styleSheet in the order of the schema. */
const LISTS: readonly string[] = [
  'numFmts',
  'fonts',
  'fills',
  'borders',
  'cellStyleXfs',
  'cellXfs',
  'cellStyles',
  'dxfs',
  'tableStyles',
  'colors',
  'extLst',
];

/** "#rrggbb" as the file has it, opaque. */
const argb = (color: string): string => `FF${color.slice(1).toUpperCase()}`;
