/** What a signed list of trust and makers (信任与制章者名单) says, and whose word it is. */
export interface DescribedTrustList {
  /** The id of the platform, or the name that its issuer gives to the list. */
  readonly source: string;
  readonly number: number;
  /** ISO 8601 */
  readonly issuedAt: string;
  readonly nextUpdate: string;
  /** A newer list was due before now. */
  readonly isOutdated: boolean;
  readonly signer: {
    readonly subject: string;
    /** Of its certificate, hexadecimal. */
    readonly sm3: string;
    readonly sha256: string;
  };
  /** Names of the certificates. */
  readonly roots: readonly string[];
  readonly authorities: readonly string[];
  readonly timeStampers: readonly string[];
  readonly makers: readonly string[];
  /** The number of revocation lists that came with it, and the issue date of the oldest. */
  readonly revocationLists: { readonly count: number; readonly asOf: string | null };
}

/** A list before it is taken over, with what it would be. */
export interface OfferedTrustList extends DescribedTrustList {
  /** It needs a person's word, renews a confirmed list, or is that very list. */
  readonly step: 'new' | 'renewal' | 'same';
  /** The file that it was read from. */
  readonly file: string;
}

/** A list that a person has confirmed. */
export interface KeptTrustList {
  /** Names it where it is kept. */
  readonly id: string;
  /** A changed one was altered on the disk, or has lost its file. It counts for nothing. */
  readonly state: 'inForce' | 'outdated' | 'changed';
  /** ISO 8601 */
  readonly acceptedAt: string;
  /** The file that it was read from. */
  readonly file: string;
  /** Null for a changed one. */
  readonly list: DescribedTrustList | null;
}

/** A list of makers alone before it is taken over; its signer needs a person's word. */
export interface OfferedMakerList {
  readonly kind: 'makers';
  /** The file that it was read from. */
  readonly file: string;
  readonly number: number;
  /** ISO 8601 */
  readonly issuedAt: string;
  /** Name of the signer. */
  readonly signer: string;
  /** Of its certificate, hexadecimal. */
  readonly sm3: string;
  readonly makers: readonly string[];
}

export interface MakerListFacts {
  readonly file: string;
  readonly state: 'inForce' | 'superseded' | 'unconfirmed' | 'damaged';
  readonly signer: string | null;
  /** SM3 of the signer's certificate, hexadecimal. */
  readonly sm3: string | null;
  /** ISO 8601 */
  readonly issuedAt: string | null;
  readonly makers: readonly string[];
}

export interface TrustListsView {
  readonly kept: readonly KeptTrustList[];
  /** The trust lists that synchronisations have brought, by the platform's id. */
  readonly platforms: readonly DescribedTrustList[];
  /** Lists of makers alone, which an administrator or a root has signed (`sealdesk makers`). */
  readonly makers: readonly MakerListFacts[];
  /** The home is bound to these platforms, and takes no lists but theirs. */
  readonly boundTo: readonly string[];
  /** Lists that came with the program or were laid into the home, and that nobody has confirmed yet. */
  readonly offered: readonly (OfferedTrustList & { readonly from: 'program' | 'home' })[];
}

/** What verdicts say of the confirmed lists that they rest on. */
export interface TrustListAge {
  readonly source: string;
  /** ISO 8601 */
  readonly issuedAt: string;
  readonly nextUpdate: string;
  readonly state: KeptTrustList['state'];
}

/** Writes a fingerprint in groups of four, which people compare with ease. */
export function groupsOfFour(fingerprint: string): string {
  return fingerprint.match(/.{1,4}/g)?.join(' ') ?? '';
}

/** Reads a fingerprint as a person typed or pasted it, in groups or not: blanks and colons do not count. */
export function typedFingerprint(typed: string): string {
  return typed.replace(/[\s:]/g, '').toLowerCase();
}
