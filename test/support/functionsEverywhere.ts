/**
 * Functions that three makers document, and no others may stand in the plain formulas of a copy:
 * - Excel 2016: ECMA-376 part 1 (5th edition, 2016), 18.17.7 "Functions"; Microsoft's list marks what is younger
 *   (https://support.microsoft.com/office/excel-functions-by-category-5f91f4e9-7b42-46d2-9bd1-63f26a86c0eb)
 * - LibreOffice 25.2: https://help.libreoffice.org/25.2/en-US/text/scalc/01/04060100.html
 * - Google Sheets: https://support.google.com/docs/table/25273
 * Spot-checked on 2026-11-27 in stored copies of Google's list: COUNTIFS GCD ISBLANK N NA NPV ROUNDUP. What LibreOffice has
 * is shown by the tests that recalculate copies there.
 */
export const FUNCTIONS_EVERYWHERE: ReadonlySet<string> = new Set(
  (
    'ABS AND COLUMN COLUMNS COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS EXACT FIND GCD HYPERLINK IF IFERROR INDEX INDIRECT INT ' +
    'ISBLANK ISERROR ISNUMBER ISTEXT MATCH MAX MEDIAN MIN N NA NOT NPV OR PMT PV ROUND ROUNDUP ROW ROWS SUMIF ' +
    'SUMPRODUCT T TRIM'
  ).split(' '),
);
