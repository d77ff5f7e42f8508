/** The parts of a support bundle (诊断包), in the order in which a person looks through them. */
export const BUNDLE_PARTS = ['system', 'drivers', 'platforms', 'settings', 'problems'] as const;
export type BundlePartName = (typeof BUNDLE_PARTS)[number];

/** One file of the bundle, exactly as it goes into it. */
export interface BundlePart {
  readonly name: BundlePartName;
  /** Its name in the bundle. */
  readonly file: string;
  readonly text: string;
}
