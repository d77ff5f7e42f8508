import type { SealTarget } from '../../core/signing/index.ts';
import type { AppError } from '../../shared/errors.ts';
import type { SealInfo, TokenInfo } from '../../shared/model/token-info.ts';
import type { TrustedTime } from '../../shared/model/trusted-time.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { ByteProgress, DocumentEngine, PendingSeal, SealedFile } from '../documents/document-engine.ts';
import { fileNameOf } from '../documents/file-facts.ts';
import type { TokenPort } from '../ports.ts';
import { pinRefusal } from '../tokens/pin-guard.ts';
import { stampSignature, type TimeStampSource } from '../trusted-time/trusted-time.ts';

/** A seal that was chosen, with all that signing with it takes. */
export interface ChosenSeal {
  readonly token: TokenInfo;
  readonly info: SealInfo;
  /** SESeal, DER */
  readonly seal: Uint8Array;
  /** The certificate on the token that the seal lists, DER. */
  readonly certificate: Uint8Array;
}

export interface SealRequest {
  readonly inputPath: string;
  readonly outputPath: string;
  readonly chosen: ChosenSeal;
  readonly target: SealTarget;
  readonly reason?: string;
  readonly location?: string;
  /** The person knows that a wrong PIN now locks the token. */
  readonly lastTryConfirmed?: boolean;
}

/** A sealed file, and what is known of its time beyond the signer's claim. */
export interface StampedFile extends SealedFile {
  readonly trustedTime: TrustedTime;
}

/** What a document is known by once it is prepared. */
export interface PreparedDocument {
  /** Of the input, hexadecimal. */
  readonly sm3Before: string;
  readonly fileName: string;
  readonly target: SealTarget;
}

/** The rules of the jurisdiction: each answer is why the seal may not be used, or null. */
export interface SealingGate {
  /** Asked before anything is done. */
  before(chosen: ChosenSeal): Promise<AppError | null>;
  /** Asked once the document's hash is known and before the key is used. */
  prepared(chosen: ChosenSeal, document: PreparedDocument): Promise<AppError | null>;
}

type SealStep = 'preparing' | 'signing' | 'stamping' | 'publishing';

export interface SealPorts {
  readonly documents: DocumentEngine;
  readonly tokens: TokenPort;
  readonly onStep?: (step: SealStep) => void;
  readonly onProgress?: ByteProgress;
  /** Told what is known of the document before the key is used. */
  readonly onPrepared?: (prepared: Pick<PendingSeal, 'sm3Before' | 'page' | 'pages'>) => Promise<void>;
  /** Absent where no rules apply. */
  readonly gate?: SealingGate;
  /** Absent where no time is to be asked for. */
  readonly timeStamp?: TimeStampSource;
}

/**
 * The main job: seals one document. What could be refused without the key is refused before the PIN is used:
 * the document is prepared and hashed first. Nothing is left behind on failure, and a signing request that
 * fails is not repeated: each one costs a PIN entry or a try.
 *
 * @param pin the caller zeroes it afterwards; null seals in a login that stands, and fails with PIN_REQUIRED
 */
export async function sealDocument(
  request: SealRequest,
  pin: Uint8Array | null,
  ports: SealPorts,
): Promise<Result<StampedFile>> {
  const barred = (await ports.gate?.before(request.chosen)) ?? null;
  const refusal = barred ?? refusalOf(request.chosen, request.lastTryConfirmed === true);
  if (refusal !== null) return failure(refusal);

  ports.onStep?.('preparing');
  const { chosen, ...rest } = request;
  const preparation = { ...rest, seal: chosen.seal, certificate: chosen.certificate };
  const prepared = await ports.documents.prepare(preparation, ports.onProgress ?? (() => undefined));
  if (!prepared.ok) return prepared;

  const { ticket, digest, message, sm3Before } = prepared.value;
  try {
    await ports.onPrepared?.(prepared.value);
    const document = { sm3Before, fileName: fileNameOf(request.inputPath), target: request.target };
    const unapproved = (await ports.gate?.prepared(chosen, document)) ?? null;
    if (unapproved !== null) return failure(unapproved);
    ports.onStep?.('signing');
    const { module, serial } = chosen.token;
    const signed = await ports.tokens.signDigest(
      { module, serial, certificate: chosen.certificate, digest, message },
      pin,
    );
    if (!signed.ok) return signed;
    const { value, profile } = signed.value;
    if (ports.timeStamp !== undefined) ports.onStep?.('stamping');
    const { token, trustedTime } = await stampSignature(value, ports.timeStamp);
    ports.onStep?.('publishing');
    const sealed = await ports.documents.complete(ticket, value, token);
    if (!sealed.ok) return failure(withProfile(sealed.error, module, profile));
    return success({ ...sealed.value, trustedTime });
  } finally {
    await ports.documents.discard(ticket);
  }
}

/**
 * A signature that does not fit the certificate names the profile that it was made by: the person may choose
 * another. No other is tried without being chosen, because each attempt signs something.
 */
function withProfile(error: AppError, module: string, profile: string | null): AppError {
  if (error.code !== 'SIGNATURE_MISMATCH') return error;
  return { ...error, details: { ...error.details, module, profile } };
}

/** Why the chosen seal or its token cannot be used now; null where it can. */
function refusalOf({ token, info }: ChosenSeal, lastTryConfirmed: boolean): AppError | null {
  if (!info.usable && !token.pin.locked) return { code: info.reason ?? 'SEAL_DAMAGED' };
  return pinRefusal(token.pin, lastTryConfirmed);
}

/** How a person names a seal: by esID or name, and by token where several hold it. */
interface SealName {
  readonly seal: string;
  readonly tokenSerial?: string;
}

/** Finds the one seal that a name means. Fails with SEAL_NOT_FOUND, SEAL_AMBIGUOUS or TOKEN_NOT_FOUND. */
export function findSeal(
  name: SealName,
  tokens: readonly TokenInfo[],
): Result<{ token: TokenInfo; info: SealInfo }> {
  const searched = tokens.filter(
    (token) => name.tokenSerial === undefined || token.serial === name.tokenSerial,
  );
  if (searched.length === 0) return failure({ code: 'TOKEN_NOT_FOUND' });
  const seals = searched.flatMap((token) => token.seals.map((info) => ({ token, info })));
  const byId = seals.filter(({ info }) => info.esId === name.seal);
  const matches = byId.length > 0 ? byId : seals.filter(({ info }) => info.name === name.seal);
  if (matches.length > 1) return failure({ code: 'SEAL_AMBIGUOUS', details: { count: matches.length } });
  const match = matches[0];
  return match === undefined ? failure({ code: 'SEAL_NOT_FOUND' }) : { ok: true, value: match };
}
