/** What only a click in the pane needs: a chunk of its own, so that it does not delay the functions. */
export { surveyWithEditsNamed } from '../workbook/editedRows';
export { readHistory } from '../workbook/readHistory';
export { replaceTables } from '../workbook/replaceTables';
export { restoreTables } from '../workbook/restoreTables';
export { typedRows } from '../workbook/typedRows';
export { writeMyPrices } from '../workbook/writeMyPrices';
export { completedUpdate } from './completedUpdate';
export { readSelectedRange } from './readSelectedRange';
export { myPricesOf } from './myPricesOf';
