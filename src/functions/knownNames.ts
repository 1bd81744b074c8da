import { ACCELERATORS, OPEN_MODEL_FACTS } from '../catalog/facts';
import { WORKLOAD_PROFILES } from '../engine/tokens/workloadProfiles';

/** A name as it is shown and written, and other spellings of it that the functions understand. */
export interface KnownName {
  readonly name: string;
  readonly aliases: readonly string[];
  /** What tells it from others of the list. */
  readonly about: string;
}

/** Names that do not depend on the price tables, for lists to choose from. */
export interface KnownNames {
  readonly openModels: readonly KnownName[];
  readonly gpus: readonly KnownName[];
  readonly workloads: readonly KnownName[];
}

export function knownNames(): KnownNames {
  return {
    openModels: OPEN_MODEL_FACTS.map(({ id, name, aliases = [] }) => ({ name: id, aliases, about: name })),
    gpus: ACCELERATORS.map(({ id, name, aliases = [], memoryGb }) => ({
      name,
      aliases: [id, ...aliases],
      about: `${memoryGb} GB`,
    })),
    workloads: WORKLOAD_PROFILES.map(({ name, aliases, source }) => ({ name, aliases, about: source })),
  };
}
