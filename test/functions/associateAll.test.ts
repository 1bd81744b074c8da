import { LATER_FUNCTION_IDS } from '../../src/functions/associateAll';
import { LATER_FUNCTIONS } from '../../src/functions/laterFunctions';

test('the functions of the later chunk are announced by the ids they have', () => {
  expect([...LATER_FUNCTION_IDS].sort()).toEqual(LATER_FUNCTIONS.map(({ id }) => id).sort());
});
