import { pageElement } from './pageElement';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Excel would open the file as a new workbook; here it is offered for saving. */
export function offerFile(bytes: Uint8Array<ArrayBuffer>): void {
  const link = pageElement<HTMLAnchorElement>('opened-file');
  if (link.href) URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob([bytes], { type: XLSX }));
  link.download = 'Independent copy.xlsx';
  link.hidden = false;
  link.focus();
}
