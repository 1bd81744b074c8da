import fc from 'fast-check';

export const share = (max: number) => fc.integer({ min: 1, max: 1000 }).map((count) => (count * max) / 1000);

/** Settings of rented GPUs, of own ones, and of what comes on top; each key now and then. */
export const RENTED = fc.record(
  {
    gpu_hour_usd: share(10),
    plan: fc.constantFrom('on_demand', 'spot'),
    billing: fc.constantFrom('always_on', 'schedule', 'scale_to_zero'),
    spot_loss_share: share(1),
    starts_per_month: fc.integer({ min: 0, max: 500 }),
    active_hours_per_month: fc.integer({ min: 1, max: 730 }),
  },
  { requiredKeys: [] },
);
export const BOUGHT = fc.record(
  {
    server_price_usd: fc.integer({ min: 1000, max: 600_000 }),
    gpus_per_server: fc.constantFrom(1, 2, 3, 4, 6, 8),
    life_years: fc.constantFrom(1, 2.5, 4, 5),
    discount_rate: fc.constantFrom(0, 0.05, 0.123),
    gpu_load_w: fc.integer({ min: 1, max: 1000 }),
    pue: fc.constantFrom(1, 1.2, 1.75),
    residual_share: share(1),
  },
  { requiredKeys: [] },
);
export const EXTRAS = fc.record(
  {
    licence_usd_per_gpu_year: fc.integer({ min: 0, max: 5000 }),
    staff_fte: share(3),
    gpus_per_fte: fc.integer({ min: 1, max: 200 }),
    setup_usd: fc.integer({ min: 0, max: 90_000 }),
    other_usd_per_month: fc.integer({ min: 0, max: 5000 }),
  },
  { requiredKeys: [] },
);
