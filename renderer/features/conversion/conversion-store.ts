import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../electron/shared/errors.ts';
import { type ConversionOffer, CONVERTIBLE } from '../../../electron/shared/model/conversion.ts';
import type { OpenDocument } from '../../../electron/shared/model/sealing.ts';
import type { AppBridge } from '../../lib/bridge.ts';

export type ConversionState =
  | { readonly step: 'none' }
  | { readonly step: 'looking'; readonly offerId: string }
  | { readonly step: 'asking'; readonly offerId: string; readonly offer: ConversionOffer }
  /** It cannot be converted here, or was not. */
  | { readonly step: 'failed'; readonly offerId: string; readonly error: AppError }
  | { readonly step: 'working'; readonly offerId: string; readonly offer: ConversionOffer };

export interface ConversionStore {
  readonly state: ConversionState;
  /** What the open documents were made of, by their ids. */
  readonly origins: Readonly<Record<string, ConversionOffer>>;
  /** Asks what can be made of a file that could not be opened. @param error why it could not, null once it is shown no more */
  readonly follow: (error: AppError | null) => void;
  readonly begin: () => Promise<void>;
  readonly cancel: () => void;
  /** Stops saying what a document was made of. */
  readonly forgetOrigin: (documentId: string) => void;
}

/** Returns the offer that comes with an error; null when there is none. */
export function offerIn(error: AppError | null): string | null {
  const offer = error !== null && CONVERTIBLE.has(error.code) ? error.details?.['offer'] : undefined;
  return typeof offer === 'string' ? offer : null;
}

/** Tells whether the file can be converted now. */
export const offersConversion = ({ step }: ConversionState): boolean =>
  step === 'asking' || step === 'working';

/**
 * Makes the store of the conversion of one file to PDF. No program is started before {@link ConversionStore.begin}.
 * @param show opens the new document
 */
export function createConversionStore(
  conversions: AppBridge['conversions'],
  show: (document: OpenDocument) => void,
): StoreApi<ConversionStore> {
  return createStore<ConversionStore>((set, get) => {
    const isAbout = (offerId: string): boolean => {
      const { state } = get();
      return state.step !== 'none' && state.offerId === offerId;
    };
    const look = async (offerId: string): Promise<void> => {
      set({ state: { step: 'looking', offerId } });
      const result = await conversions.describe({ offerId });
      if (!isAbout(offerId)) return;
      if (result.ok) set({ state: { step: 'asking', offerId, offer: result.value } });
      else set({ state: { step: 'failed', offerId, error: result.error } });
    };
    return {
      state: { step: 'none' },
      origins: {},
      follow: (error) => {
        const offerId = offerIn(error);
        if (offerId !== null && isAbout(offerId)) return;
        if (get().state.step === 'working') void conversions.cancel();
        if (offerId === null) set({ state: { step: 'none' } });
        else void look(offerId);
      },
      begin: async () => {
        const { state } = get();
        if (state.step !== 'asking') return;
        const { offerId, offer } = state;
        set({ state: { step: 'working', offerId, offer } });
        const result = await conversions.begin({ offerId });
        if (!isAbout(offerId)) return;
        if (result.ok) {
          const { document, origin } = result.value;
          set({ state: { step: 'none' }, origins: { ...get().origins, [document.id]: origin } });
          show(document);
        } else if (result.error.code === 'CANCELLED') set({ state: { step: 'asking', offerId, offer } });
        else set({ state: { step: 'failed', offerId, error: result.error } });
      },
      cancel: () => void conversions.cancel(),
      forgetOrigin: (documentId) => {
        const kept = Object.entries(get().origins).filter(([id]) => id !== documentId);
        set({ origins: Object.fromEntries(kept) });
      },
    };
  });
}
