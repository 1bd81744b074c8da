import type { DraftLook } from '../../sheets/sheetDraft';
import { childNamed, childrenNamed } from './xml';
import type { XmlPart } from './xmlPart';
import { xmlAttribute } from './xmlText';

interface Look {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly sizePoints?: number;
  readonly color?: string;
  readonly fill?: string;
  /** Line style by side. */
  readonly border?: { readonly top?: string; readonly bottom?: string };
  readonly wrap?: boolean;
}

/** Inputs blue, as finance models have them; green and red are those of Excel's own Good and Bad. */
const LOOKS: Record<DraftLook, Look> = {
  title: { bold: true, sizePoints: 16 },
  subtitle: { color: 'FF595959' },
  heading: { bold: true, sizePoints: 12, border: { bottom: 'thin' } },
  columnHeader: { bold: true, fill: 'FFD9E1F2', border: { bottom: 'thin' }, wrap: true },
  input: { color: 'FF0000FF' },
  result: { bold: true, fill: 'FFE2EFDA', border: { top: 'thin', bottom: 'thin' } },
  total: { bold: true, border: { top: 'thin', bottom: 'double' } },
  note: { italic: true, color: 'FF595959' },
  pass: { color: 'FF006100', fill: 'FFC6EFCE' },
  fail: { bold: true, color: 'FF9C0006', fill: 'FFFFC7CE' },
};

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
      if (!this.formats.has(attributes.formatCode)) this.formats.set(attributes.formatCode, Number(attributes.numFmtId));
    }
  }

  /** The number for the attribute s of a cell; 0 is the workbook's normal style. */
  indexOf(look: DraftLook | undefined, format: string | undefined): number {
    if (look === undefined && (format === undefined || format === 'General')) return 0;
    const key = `${look ?? ''}\n${format ?? ''}`;
    const index = this.indices.get(key) ?? this.addStyle(look ? LOOKS[look] : {}, format ?? 'General');
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

  private addStyle(look: Look, format: string): number {
    const fontId = look.bold || look.italic || look.sizePoints || look.color ? this.add('fonts', this.font(look)) : 0;
    const fillId = look.fill ? this.add('fills', this.fill(look.fill)) : 0;
    const borderId = look.border ? this.add('borders', this.border(look.border)) : 0;
    const p = this.part.prefix;
    const applied = [
      ['applyNumberFormat', format !== 'General'],
      ['applyFont', fontId > 0],
      ['applyFill', fillId > 0],
      ['applyBorder', borderId > 0],
      ['applyAlignment', look.wrap],
    ].flatMap(([name, isApplied]) => (isApplied ? [` ${name}="1"`] : []));
    const ids = `numFmtId="${this.formatId(format)}" fontId="${fontId}" fillId="${fillId}" borderId="${borderId}" xfId="0"`;
    const alignment = look.wrap ? `><${p}alignment vertical="top" wrapText="1"/></${p}xf>` : '/>';
    return this.add('cellXfs', `<${p}xf ${ids}${applied.join('')}${alignment}`);
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
  private font({ bold, italic, sizePoints, color }: Look): string {
    const p = this.part.prefix;
    const normal = childNamed(this.part.root, 'fonts')?.children[0];
    const own = (local: string) => {
      const element = normal && childNamed(normal, local);
      return element ? this.part.xml.slice(element.start, element.end) : '';
    };
    const size = sizePoints ? `<${p}sz val="${sizePoints}"/>` : own('sz');
    const shade = color ? `<${p}color rgb="${color}"/>` : own('color');
    return (
      `<${p}font>${bold ? `<${p}b/>` : ''}${italic ? `<${p}i/>` : ''}${size}${shade}` +
      `${own('name')}${own('family')}${own('charset')}${own('scheme')}</${p}font>`
    );
  }

  private fill(color: string): string {
    const p = this.part.prefix;
    const pattern = `<${p}patternFill patternType="solid"><${p}fgColor rgb="${color}"/><${p}bgColor indexed="64"/></${p}patternFill>`;
    return `<${p}fill>${pattern}</${p}fill>`;
  }

  private border({ top, bottom }: NonNullable<Look['border']>): string {
    const p = this.part.prefix;
    const side = (name: string, style?: string) =>
      style ? `<${p}${name} style="${style}"><${p}color auto="1"/></${p}${name}>` : `<${p}${name}/>`;
    const sides = side('left') + side('right') + side('top', top) + side('bottom', bottom) + side('diagonal');
    return `<${p}border>${sides}</${p}border>`;
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

