import type { ReactNode } from 'react';
import { groupsOfFour } from '../../electron/shared/model/trust-lists.ts';

/** Shows a fingerprint in groups of four, as a person reads it aloud. */
export function Fingerprint({ hex }: { readonly hex: string }): ReactNode {
  return <code className="fingerprint">{groupsOfFour(hex.toUpperCase())}</code>;
}
