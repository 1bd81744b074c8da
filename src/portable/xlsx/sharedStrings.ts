import { isMain } from './namespaces';
import { scanXml } from './xml';
import { cellTextFromXml } from './xmlText';

/** The workbook's texts by index: runs of rich text joined, readings of Asian text (rPh) left out. */
export function readSharedStrings(xml: string, partName: string): string[] {
  const texts: string[] = [];
  let item = '';
  let isText = false;
  let inReading = false;
  scanXml(xml, partName, {
    open({ local, uri }) {
      if (!isMain(uri)) return;
      if (local === 'si') item = '';
      else if (local === 'rPh') inReading = true;
      else if (local === 't') isText = !inReading;
    },
    close({ local, uri }) {
      if (!isMain(uri)) return;
      if (local === 'si') texts.push(cellTextFromXml(item));
      else if (local === 'rPh') inReading = false;
      else if (local === 't') isText = false;
    },
    text(text) {
      if (isText) item += text;
    },
  });
  return texts;
}
