import type { Statement } from '../../core/platform/signed-statement.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { PlatformSchema } from '../../shared/platform-api/platform-schema.ts';
import type { SyncProgress } from '../../shared/model/platform-view.ts';
import type { Result } from '../../shared/result.ts';
import type { Clock } from '../ports/clock.ts';
import type { PlatformStore } from './platform-store.ts';

export type PlatformDescription = PlatformSchema<'Platform'>;
export type RevocationListEntry = PlatformSchema<'RevocationListEntry'>;

/** A part of a list from an offset on, or the whole of it where the platform gives no parts. */
export interface ListPart {
  readonly bytes: Uint8Array;
  /** Where the part begins; 0 for the whole. */
  readonly offset: number;
  /** Of the whole list, in octets. */
  readonly total: number;
  readonly etag: string | null;
}

/** What everybody may read of a platform. Every call fails as the transport does. */
export interface PlatformListsApi {
  describe(): Promise<Result<PlatformDescription>>;
  /** @param etag of the list at hand; the answer is null where that is the newest */
  trustList(etag: string | null): Promise<Result<{ statement: Statement; etag: string | null } | null>>;
  revocationLists(): Promise<Result<readonly RevocationListEntry[]>>;
  /** @param etag of the part before, so that parts of two lists are never put together */
  revocationListPart(
    id: string,
    range: { readonly from: number; readonly length: number; readonly size: number },
    etag: string | null,
  ): Promise<Result<ListPart>>;
  /** What has changed since a full list; null where the platform has none for it. */
  deltaList(id: string, base: number): Promise<Result<Uint8Array | null>>;
  /** Events after a number. */
  sealStatus(after: number): Promise<Result<Statement>>;
}

/** A revocation list that was accepted. */
export interface KeptList {
  /** The platform's name for it. */
  readonly id: string;
  readonly file: string;
  readonly number: number;
  readonly isDelta: boolean;
  /** Its Name, DER in base64. */
  readonly issuer: string;
  /** ISO 8601 */
  readonly thisUpdate: string;
  readonly nextUpdate: string;
  /** Of the file, hexadecimal. */
  readonly sm3: string;
}

/** What verification takes from a platform; each certificate DER in base64. */
export interface PlatformTrustMaterial {
  /** Roots and authorities of the newest trust list. */
  readonly certificates: readonly string[];
  readonly makers: readonly string[];
  /** Named by an earlier trust list and by none since: no longer trusted, wherever else they lie. */
  readonly withdrawn: readonly string[];
  /** Of every authority the newest full list, and the delta list to it where there is one. */
  readonly lists: readonly KeptList[];
  /** What those have superseded. Never deleted: a verdict on an old document may rest on them. */
  readonly former: readonly KeptList[];
}

/**
 * The files of a platform's lists. A write replaces the material as a whole, durably, or not at all. Methods throw
 * OUTPUT_UNWRITABLE or DISK_FULL.
 */
export interface PlatformTrustFiles {
  /** Empty where there is none, or where it is damaged. */
  material(): PlatformTrustMaterial;
  replace(material: PlatformTrustMaterial): void;
  /** Null where it is not there. */
  list(file: string): Uint8Array | null;
  /** @returns its file name */
  addList(name: string, bytes: Uint8Array): string;
  /** What has arrived of a list so far; empty for nothing. */
  part(name: string): Uint8Array;
  addToPart(name: string, bytes: Uint8Array): void;
  dropPart(name: string): void;
  /** Drops all but these. */
  keepParts(names: readonly string[]): void;
}

export interface SyncPorts {
  readonly api: PlatformListsApi;
  readonly files: PlatformTrustFiles;
  readonly store: PlatformStore;
  readonly engine: SmEngine;
  readonly clock: Clock;
  /** How many entries the register of seal uses has; 0 where there is none. */
  readonly registerSize: () => Promise<number>;
  /** Waits; with jitter added by whoever provides it. */
  readonly pause: (ms: number) => Promise<void>;
  readonly progress: (progress: SyncProgress) => void;
}
