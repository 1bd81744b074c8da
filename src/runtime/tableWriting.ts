/** What only a click in the pane needs: a chunk of its own, so that it does not delay the functions. */
export { replaceTables } from '../workbook/replaceTables';
export { restoreTables } from '../workbook/restoreTables';
