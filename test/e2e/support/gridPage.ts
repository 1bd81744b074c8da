/** The browser half of the grid's tests: a grid without a starter sheet, and cells by address. Built by `openGridPage`. */
import { LexerTreeBuilder } from '@univerjs/preset-sheets-core';
import { parseAddress } from '../../../src/workbench/excel-host/address';
import type { Scalar } from '../../../src/workbench/excel-host/sheetStore';
import { createGrid } from '../../../src/workbench/grid/createGrid';
import type { Grid } from '../../../src/workbench/grid/createGrid';

declare global {
  interface Window {
    grid: Grid;
    /** With the given sheets beside the first one. */
    openGrid(sheetNames: readonly string[]): Promise<void>;
    sheetId(name: string): string;
    /** Contents by address; text that starts with "=" is a formula. Waits for the result. */
    put(sheetName: string, contents: Record<string, Scalar>): Promise<void>;
    values(sheetName: string, ...addresses: string[]): Scalar[];
    /** Reads a formula as the cell editor does while it is being typed. */
    parseUnfinished(text: string): void;
  }
}

window.openGrid = async (sheetNames) => {
  const container = document.createElement('div');
  container.style.cssText = 'height: 600px; width: 1000px';
  document.body.append(container);
  window.grid = await createGrid(container);
  sheetNames.forEach((name) => window.grid.store.addSheet(name));
};

window.sheetId = (name) => {
  const sheet = window.grid.store.sheets().find((candidate) => candidate.name === name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet.id;
};

window.put = async (sheetName, contents) => {
  const { store } = window.grid;
  const id = window.sheetId(sheetName);
  for (const [address, value] of Object.entries(contents)) {
    const isFormula = typeof value === 'string' && value.startsWith('=');
    store.write(id, rectOf(address), [[isFormula ? { formula: value } : { value }]]);
  }
  await store.settled();
};

window.values = (sheetName, ...addresses) =>
  addresses.map((address) => window.grid.store.read(window.sheetId(sheetName), rectOf(address))[0][0].value);

window.parseUnfinished = (text) => {
  window.grid.univer.injector.get(LexerTreeBuilder).sequenceNodesBuilder(text);
};

function rectOf(address: string) {
  const parsed = parseAddress(address);
  if (!parsed) throw new Error(`no address: ${address}`);
  const { row, col, rows, cols } = parsed;
  return { row, col, rows, cols };
}
