import type { TrustListFile } from '../../core/platform/trust-list-file.ts';
import type { DescribedMakerList } from '../../core/platform/maker-lists.ts';
import type { Statement } from '../../core/platform/signed-statement.ts';
import type { Certificate } from '../../core/x509/certificate.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { MakerListFacts } from '../../shared/model/trust-lists.ts';
import type { PlatformTrustFiles } from '../platform/platform-trust.ts';
import type { Clock } from '../ports/clock.ts';

/** What is written down when a list is taken over. */
export interface TrustListConfirmation {
  /** The source that the list names. */
  readonly source: string;
  /** ISO 8601 */
  readonly acceptedAt: string;
  /** The file that it was read from. */
  readonly origin: string;
  /**
   * Certificates, DER in base64, that an earlier list of this source named and the present one does not. They are no
   * longer trusted, wherever else they lie.
   */
  readonly withdrawn: readonly string[];
}

/** A list in the trust folder. */
export interface StoredTrustList {
  readonly id: string;
  readonly confirmation: TrustListConfirmation;
  /** Null when the file is gone, or is not the one that was taken over. */
  readonly file: TrustListFile | null;
}

/** Keeps confirmed lists in a trust folder. Writing throws OUTPUT_UNWRITABLE or DISK_FULL. */
export interface TrustListStore {
  kept(): readonly StoredTrustList[];
  /** Replaces the list of the same source. @returns the id of the list */
  keep(file: TrustListFile, number: number, confirmation: TrustListConfirmation): string;
  remove(id: string): void;
}

/** A list that came with the program or was laid into the home; nobody has confirmed it yet. */
export interface LaidOutTrustList {
  readonly from: 'program' | 'home';
  readonly path: string;
  readonly text: string;
}

export interface TrustListPorts {
  readonly engine: SmEngine;
  readonly clock: Clock;
  readonly store: TrustListStore;
  readonly laidOut: () => readonly LaidOutTrustList[];
  /** Returns the platforms that the home is bound to, each with its pinned root. Rejects with the codes of the store. */
  readonly bound: () => Promise<readonly BoundRoot[]>;
  readonly synchronised: () => readonly SynchronisedTrust[];
  /** Describes the lists of makers alone that lie in the trust folder. */
  readonly makerLists: () => readonly MakerListFacts[];
  /** Describes a list of makers by the trust that it is to join; null for one that is damaged. */
  readonly describeMakers: (statement: Statement) => DescribedMakerList | null;
  /** Puts a list of makers into the trust folder, with its signer among the confirmed. @returns the name of its file */
  readonly addMakers: (statement: Statement, list: DescribedMakerList) => string;
  /** Writes down whose word counts from now on, or no more: in the register of the home, or beside a folder without one. */
  readonly record: (act: TrustListAct) => Promise<void>;
}

/** What becomes of a list on a person's word. */
export interface TrustListAct {
  readonly act: 'trustListAccepted' | 'trustListRemoved';
  /** The source that the list names, with its number. */
  readonly list: string;
  /** Name of the certificate that signed the list; null where it is not known any more. */
  readonly signer: string | null;
  /** SM3 of that certificate, hexadecimal: the fingerprint that the person has confirmed. */
  readonly fingerprint: string | null;
}

export interface BoundRoot {
  readonly platform: string;
  /** Null when the root on record cannot be read; nothing is by that platform then. */
  readonly root: Certificate | null;
}

/** A platform whose newest trust list was accepted by a synchronisation. */
export interface SynchronisedTrust {
  readonly platform: string;
  readonly files: Pick<PlatformTrustFiles, 'material' | 'list'>;
}
