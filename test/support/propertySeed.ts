import fc from 'fast-check';

/**
 * Property tests draw the same examples in every run, so that one commit has one verdict. PROPERTY_SEED=random draws
 * new ones; a failure names its seed, and PROPERTY_SEED=<that number> draws those again.
 */
const { PROPERTY_SEED = '20261127' } = process.env;
if (PROPERTY_SEED !== 'random') fc.configureGlobal({ seed: Number(PROPERTY_SEED) });
