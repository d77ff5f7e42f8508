import { z } from 'zod';
import type { ImportedPresets, LastPlacementOffer, Preset } from '../../shared/model/preset.ts';
import { operation, typeOnly } from '../operation.ts';
import { documentOnly, placedSeals, type SealTarget, WITH_PLACES } from './fields.ts';

const presetName = z.string().min(1).max(100);

/** A seal of a preset on the key that has it now, with its true size and its places. */
export interface FoundSeal {
  readonly tokenSerial: string;
  readonly esId: string;
  readonly name: string;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly target: SealTarget;
}

/** Seals and places that are used again (预设), and how the last document of a kind was sealed. */
export const presets = {
  list: operation({ answer: typeOnly<readonly Preset[]>() }),
  /** Keeps seals and places under a name. */
  save: operation({
    request: z.strictObject({
      name: presetName,
      seals: placedSeals,
      /** Each seal is named by its kind, such as 公章, so that another company finds its own. */
      byKind: z.boolean(),
      /** Replaces the preset of that name. */
      replaces: z.boolean(),
    }),
    answer: typeOnly<null>(),
    largest: WITH_PLACES,
  }),
  rename: operation({
    request: z.strictObject({ name: presetName, newName: presetName }),
    answer: typeOnly<null>(),
  }),
  remove: operation({ request: z.strictObject({ name: presetName }), answer: typeOnly<null>() }),
  /** Finds the seals of a preset on the keys that are plugged in. */
  find: operation({
    request: z.strictObject({ name: presetName }),
    answer: typeOnly<readonly FoundSeal[]>(),
  }),
  /** How the last document like an open one was sealed; null if none was. */
  last: operation({ request: documentOnly, answer: typeOnly<LastPlacementOffer | null>() }),
  /** Finds its seals, likewise. */
  findLast: operation({ request: documentOnly, answer: typeOnly<readonly FoundSeal[]>() }),
  /** Saves presets into a file that the person chooses; its name, or null where they change their mind. */
  export: operation({
    request: z.strictObject({
      /** Null for all. */
      name: presetName.nullable(),
    }),
    answer: typeOnly<string | null>(),
  }),
  /** Takes in a file that the person chooses, all or none; null where they change their mind. */
  import: operation({ answer: typeOnly<ImportedPresets | null>() }),
  /** Takes in the file that was chosen last, and replaces presets of the same name. */
  importReplacing: operation({ answer: typeOnly<ImportedPresets>() }),
} as const;
