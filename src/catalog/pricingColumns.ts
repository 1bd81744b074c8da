import { FEE_COLUMNS, MODIFIER_COLUMNS, TOKEN_RATE_COLUMNS } from './priceRow';

/** Every column that moves a model's price. A condition is none of them: with another condition it is another row. */
export const PRICING_COLUMNS = [...TOKEN_RATE_COLUMNS, ...FEE_COLUMNS, ...MODIFIER_COLUMNS, 'priority'] as const;
