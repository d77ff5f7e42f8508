import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { PresetsView } from '../features/presets/presets-view.tsx';
import type { Stores } from './stores.ts';

/** The presets beside the list of places, which they keep and fill. */
export function Presets({ stores }: { readonly stores: Stores }): ReactNode {
  const canSave = useStore(stores.seal, ({ state }) => state.step === 'placed');
  const leavesOutPictures = useStore(
    stores.seal,
    ({ state }) => 'rows' in state && state.rows.some(({ rule }) => rule.kind === 'handwriting'),
  );
  const canUse = useStore(
    stores.seal,
    ({ subject, bound, state }) =>
      subject !== null &&
      bound === null &&
      (state.step === 'choosing' || state.step === 'placing' || state.step === 'placed'),
  );
  const given = { canSave, leavesOutPictures, canUse };
  return <PresetsView store={stores.presets} {...given} />;
}
