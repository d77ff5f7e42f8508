import type { PageRange } from '../page-range.ts';
import type { ApprovedRule } from './approval.ts';
import type { DateStyle } from './seal-places.ts';

/** A seal as a preset names it: the very one, or the one whose name is this or ends with it, such as 公章. */
export type PresetSealName =
  | { readonly by: 'id'; readonly esId: string; readonly name: string }
  | { readonly by: 'name'; readonly name: string };

/** The place of a seal in a preset. Millimetres run from the page's top left to the seal's centre. */
export type PresetTarget =
  | { readonly kind: 'place'; readonly page: number | 'last'; readonly xMm: number; readonly yMm: number }
  | { readonly kind: 'field'; readonly name: string }
  | {
      readonly kind: 'list';
      readonly field: string | null;
      readonly places: readonly ApprovedRule[];
      readonly beside?: readonly PresetDate[];
    };

/** The date of sealing beside a seal. It says no day: each document gets that of its own sealing. */
export interface PresetDate {
  readonly kind: 'date';
  readonly pages: PageRange;
  readonly where:
    | { readonly kind: 'point'; readonly xMm: number; readonly yMm: number }
    | {
        readonly kind: 'keyword';
        readonly keyword: { readonly text: string; readonly isPattern: boolean };
        readonly which: number;
        readonly dxMm: number;
        readonly dyMm: number;
      };
  /** As it is written; by the words before it if absent. */
  readonly style?: DateStyle;
}

/** One seal of a preset, and where it goes. */
export interface PresetSeal {
  readonly seal: PresetSealName;
  readonly target: PresetTarget;
}

/** A combination of seals and places that people use again (预设). */
export interface Preset {
  readonly name: string;
  /** In the order of the act. */
  readonly seals: readonly PresetSeal[];
}

/** How the last document like one was sealed, for an offer to do it again. */
export interface LastPlacementOffer {
  /** The name of that document. */
  readonly fileName: string;
  /** ISO 8601 */
  readonly at: string;
  readonly seals: readonly PresetSeal[];
}

/** What came of taking in a file of presets. */
export interface ImportedPresets {
  /** The names of those that are new here, or replaced one of the same name. */
  readonly added: readonly string[];
  readonly replaced: readonly string[];
}
