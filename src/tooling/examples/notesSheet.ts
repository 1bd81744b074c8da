import type { SheetDraft } from '../../sheets/sheetDraft';

/** The sheet of an example for whoever opens it without the add-in. */
export function notesSheet(id: string): SheetDraft {
  return {
    name: 'Notes',
    columnWidthsPoints: [560],
    rows: [
      [{ value: 'If figures turn into #NAME?', look: 'title' }],
      [
        {
          value:
            'This workbook uses functions of the add-in “LLM Cost”. Without it the figures stay until the workbook is recalculated; LibreOffice does that at once.',
          look: 'subtitle',
        },
      ],
      [],
      ['To calculate it: install LLM Cost for Excel (Home, Add-ins), then open the workbook again.'],
      [`To read, check and recalculate it without the add-in: open ${id}-independent.xlsx, which is beside this file.`],
      ['To make such a copy of your own workbook: choose “Make independent copy” in the pane of the add-in.'],
      ['Nothing is lost by opening or saving this workbook without the add-in: the formulas stay in the cells.'],
    ],
  };
}
