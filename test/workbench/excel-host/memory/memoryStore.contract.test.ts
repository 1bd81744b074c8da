import { FunctionBridge } from '../../../../src/workbench/excel-host/functionBridge';
import { MemoryStore } from '../../../../src/workbench/excel-host/memory/memoryStore';
import { evaluateFormula } from '../../../support/evaluateFormula';
import { storeUnderTest } from '../../../support/contractSheet';
import { contractCases } from '../../../support/sheetStoreContract';

describe('the memory store keeps the contract of sheet stores', () => {
  const noFunctions = new FunctionBridge({ metadata: { functions: [] }, deliver: () => {}, answered: () => {} });

  it.each(contractCases)('$title', async ({ run }) => {
    await run(storeUnderTest(new MemoryStore(evaluateFormula(() => noFunctions))));
  });
});
