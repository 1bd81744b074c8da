/** The packages the snapshot is made of: exact versions, so that the same command gives the same bytes. */
export const PI_AI = {
  name: '@earendil-works/pi-ai',
  version: '1.5.2',
  /** sha512 of the published tarball, as the registry lists it. */
  integrity: 'sha512-2tWPSnV3qzfiDIY3aWluBag3vC++Vs+VsXt/UquSU5onPMohPih72FUhIhaqmDdMYubOgB3Byl9uF4Vk40JLvQ==',
  licence: 'MIT',
  /** `generatedAt` of the data inside the package. */
  checked: '2026-11-10',
} as const;

/** A dev dependency; its integrity is in package-lock.json. */
export const GENAI_PRICES = {
  name: '@pydantic/genai-prices',
  version: '0.1.8',
  licence: 'MIT',
  /** Date of the release. */
  checked: '2026-09-23',
} as const;

/** The date the prices are meant for: the default `as_of` of every function. */
export const SNAPSHOT_DATE = '2026-11-23';
