import { FACT_FUNCTION_IDS } from '../../src/functions/associateAll';
import { FACT_FUNCTIONS } from '../../src/functions/factFunctions';

test('the functions of the later chunk are announced by the ids they have', () => {
  expect([...FACT_FUNCTION_IDS].sort()).toEqual(FACT_FUNCTIONS.map(({ id }) => id).sort());
});
