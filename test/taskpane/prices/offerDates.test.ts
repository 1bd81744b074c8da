import { offerDates } from '../../../src/taskpane/prices/atAGlance/offerDates';
import { embeddedGpuPrices } from '../../../src/catalog/embeddedGpuPrices';

test('the day of most offers is one that at least half of them are no newer than', () => {
  const checked = (days: string[]) => days.map((day) => ({ checked: day }));
  expect(offerDates(checked(['2026-10-19', '2026-04', '2026-09-25', '2026-09-25']))).toEqual({
    first: '2026-04',
    most: '2026-09-25',
    last: '2026-10-19',
  });
  expect(offerDates(checked(['2026-11-01', '']))).toEqual({
    first: '2026-11-01',
    most: '2026-11-01',
    last: '2026-11-01',
  });
  expect(offerDates([])).toBeUndefined();
});

test('the offers that come with the add-in: 9 of 2026-04, 33 of 2026-09-25, 1 of 2026-10-19', () => {
  expect(offerDates(embeddedGpuPrices().rows)).toEqual({ first: '2026-04', most: '2026-09-25', last: '2026-10-19' });
});
