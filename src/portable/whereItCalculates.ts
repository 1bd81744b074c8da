/** Where the formulas of a copy calculate: the same words in the copy's Read me, in the pane and in the README. */
export const WHERE_IT_CALCULATES =
  'They use only functions that Excel 2016, LibreOffice and Google Sheets all document, and are tested in LibreOffice.';
