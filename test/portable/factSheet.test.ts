import type { Fact } from '../../src/functions/native/fact';
import { factSheet } from '../../src/portable/facts/factSheet';

const WEIGHTS: Fact = {
  about: 'Llama 3.3 70B',
  means: 'weights in fp8',
  value: 71.6,
  unit: 'GB',
  kind: 'published',
  source: 'published config.json',
  checked: '2026-11-23',
};
const HOUR: Fact = { about: 'costs', means: 'rent', value: 3, unit: 'USD', kind: 'assumption', source: 'default' };

describe('the sheet of facts', () => {
  it('does not exist while nothing was asked for', () => {
    expect(factSheet('Model and GPU facts').drafts()).toEqual([]);
  });

  it('gives each fact one cell, with its unit, source and date beside it', () => {
    const sheet = factSheet('Model and GPU facts');
    expect(sheet.cellOf(WEIGHTS)).toBe("'Model and GPU facts'!$C$5");
    expect(sheet.cellOf({ ...WEIGHTS, means: 'weights in bf16', value: 141 })).toBe("'Model and GPU facts'!$C$6");
    expect(sheet.cellOf({ ...WEIGHTS })).toBe("'Model and GPU facts'!$C$5");
    const rows = sheet.drafts()[0].rows;
    expect(rows).toHaveLength(6);
    expect(rows[4].map((cell) => (cell as { value: unknown } | null)?.value)).toEqual([
      'Llama 3.3 70B',
      'weights in fp8',
      71.6,
      undefined,
      'GB',
      'fact',
      'published config.json',
      '2026-11-23',
    ]);
  });

  it('shows an assumption as a cell to be changed, and a formula by its own addresses', () => {
    const sheet = factSheet("Team's facts");
    const hour = sheet.cellOf(HOUR);
    expect(hour).toBe("'Team''s facts'!$C$5");
    const eight: Fact = { ...HOUR, means: 'eight GPUs', value: 24, kind: 'calculated', formula: `8*${hour}` };
    expect(sheet.cellOf(eight)).toBe("'Team''s facts'!$C$6");
    const rows = sheet.drafts()[0].rows;
    expect(rows[4][2]).toMatchObject({ value: 3, look: 'input' });
    expect(rows[5][2]).toMatchObject({ value: 24, formula: '=8*$C$5' });
  });
});
