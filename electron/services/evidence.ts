import type { SealHistory } from '../shared/model/seal-history.ts';

/**
 * What verdicts rest on beside the trust folder, as it is kept on this computer. Calls reject with a CodedError of
 * the store.
 */
export interface EvidencePort {
  /** What the platforms have published of a seal. */
  sealStatus(esId: string): Promise<readonly SealHistory[]>;
  /** Lists that were superseded, DER: those of an issuer (its Name, DER) that were current at an instant. */
  archivedLists(issuer: Uint8Array, at: Date): Promise<readonly Uint8Array[]>;
  /** How old a list may be for a plain "valid", in milliseconds; null where no policy sets a limit. */
  listAgeLimitMs(): Promise<number | null>;
}

/** Where no platform is known. */
export const NO_EVIDENCE: EvidencePort = {
  sealStatus: () => Promise.resolve([]),
  archivedLists: () => Promise.resolve([]),
  listAgeLimitMs: () => Promise.resolve(null),
};
