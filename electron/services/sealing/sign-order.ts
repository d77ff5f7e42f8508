import type { ByteSource } from '../../core/bytes/byte-source.ts';
import type { Sha256 } from '../../core/cms/sha256.ts';
import type { SecurityStore } from '../../core/pdf/signatures/security-store.ts';
import type { SignatureRequest } from '../../core/signing/prepare-signature.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { AppError } from '../../shared/errors.ts';
import type { DocumentExamination } from '../../shared/model/preflight.ts';
import type { TrustedTime } from '../../shared/model/sealing.ts';
import type { PinState } from '../../shared/model/token.ts';
import type { Result } from '../../shared/result.ts';
import type { SealedFile } from '../documents/document-engine.ts';
import type { Clock, RandomBytes } from '../ports/clock.ts';
import type { FilePort, FileSource, OpenedDocument } from '../ports/files.ts';
import type { StandardSigningPort, TokenAddress, TokenPort } from '../ports/tokens.ts';
import type { Recorder } from '../register/acts-on-record.ts';
import type { CheckpointKey } from '../register/sign-checkpoint.ts';
import type { ListedSeal } from '../tokens/token-seals.ts';
import type { DigestStampSource } from '../trusted-time/trusted-time.ts';

/** The wish of a person to sign one document by CMS, without a seal. */
export interface SignOrder {
  /** Open; whoever opened it closes it afterwards. */
  readonly document: OpenedDocument;
  readonly outputPath: string;
  readonly address: TokenAddress;
  /** The token's word on its PIN. */
  readonly pinState: PinState;
  /** True when the person knows that a wrong PIN now locks the token. */
  readonly lastTryConfirmed?: boolean;
  /** DER of the certificate whose key signs. */
  readonly certificate: Uint8Array;
  /** DER of the certificates between it and its root. */
  readonly chain: readonly Uint8Array[];
  /** Name of an empty signature field; null makes a new one. */
  readonly field: string | null;
  readonly format: SignatureRequest['format'];
  readonly reason?: string;
  /** The red findings of the examination that the person accepts by their codes; they go on record. */
  readonly accepted?: readonly string[];
}

/** What signing rests on. */
export interface SigningParts {
  readonly tokens: StandardSigningPort & Pick<TokenPort, 'signDigest'>;
  readonly sha256: Sha256;
  readonly engine: SmEngine;
  /** The seals on the keys of this computer: a certificate of one of them signs nothing but by its seal. */
  readonly seals: readonly ListedSeal[];
  /** Gives a time stamp over the signature; null for none. */
  readonly timeStamp: DigestStampSource | null;
  /** Gathers what the signed document rests on, to be added to it (DSS); null adds nothing. */
  readonly validationData: ((signed: ByteSource) => Promise<SecurityStore>) | null;
  readonly files: FilePort;
  /** Tells whether something is at a path. */
  exists(path: string): boolean;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Lets the process do something else for a moment, such as answer a signal. */
  readonly turn: () => Promise<void>;
  readonly recorder: Recorder;
  /** Examines the document before it is signed, as before a seal. */
  examine(document: FileSource): Promise<Result<DocumentExamination>>;
}

/** The PIN of the token. */
export interface GivenPin {
  /** The caller zeroes it. */
  readonly pin: Uint8Array;
  /** Signs the register afterwards: an SM2 key of the same token; null leaves the register unsigned. */
  readonly registerKey: CheckpointKey | null;
}

/** What became of the validation data. The document is signed with or without it. */
export type ValidationData =
  | { readonly state: 'notAsked' }
  | ({ readonly state: 'added' } & Readonly<
      Record<'certificates' | 'revocationLists' | 'ocspResponses', number>
    >)
  | { readonly state: 'missing'; readonly error: AppError };

/** The signed document, as it is on the disk. */
export interface SignedFile extends SealedFile {
  readonly trustedTime: TrustedTime;
  readonly validationData: ValidationData;
}
