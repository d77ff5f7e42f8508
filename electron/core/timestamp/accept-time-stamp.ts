import { CodedError } from '../../shared/errors.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import { readTrustStore, type TrustStore } from '../x509/trust-store.ts';
import { judgeTimeStamp, findAuthority, type AuthorityContext } from './judge-time-stamp.ts';
import { sameImprint, type MessageImprint } from './message-imprint.ts';
import { decodeTimeStampRequest, type TimeStampRequest } from './time-stamp-request.ts';
import { decodeTimeStampResponse, type TimeStampResponse } from './time-stamp-response.ts';
import { decodeTimeStampToken, type TimeStampToken } from './time-stamp-token.ts';

export interface AcceptanceContext extends Omit<AuthorityContext, 'trust'> {
  /** The trust store; null if no authority can be judged, so that only the token itself is checked. */
  readonly trust: TrustStore | null;
}

const NOBODY: TrustStore = readTrustStore({ certificates: [], crls: [] });

/** Faults that later lists may still settle, so that they are no reason to refuse the token. */
const OPEN_QUESTIONS: ReadonlySet<string> = new Set(['noList', 'staleList', 'badList']);

const GRANTED: readonly number[] = [0, 1];

/**
 * Checks the answer to a request as RFC 3161 §2.2 asks of the requester, before the token goes into a
 * document: status, imprint, nonce, policy, one signer, its signature and certificate, and the authority
 * behind it.
 * @param request DER, as it was sent
 * @returns the token, DER
 * @throws CodedError STAMP_REFUSED with the authority's status and words; STAMP_INVALID with the broken
 *   `rule`
 */
export function acceptTimeStamp(
  response: Uint8Array,
  request: Uint8Array,
  context: AcceptanceContext,
): Uint8Array {
  const asked = decodeTimeStampRequest(request);
  const token = grantedToken(read(() => decodeTimeStampResponse(response)));
  const contradiction = requestFault(
    read(() => decodeTimeStampToken(token)),
    asked,
  );
  if (contradiction !== null) throw invalid(contradiction);
  const mistrust = tokenFault(token, asked.imprint, context);
  if (mistrust !== null) throw invalid(mistrust);
  return token;
}

function read<T>(decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof CodedError) throw invalid('format');
    throw error;
  }
}

function grantedToken({ status, failures, text, token }: TimeStampResponse): Uint8Array {
  if (!GRANTED.includes(status)) {
    throw new CodedError('STAMP_REFUSED', text, { status, failure: failures[0] ?? null, text });
  }
  if (token === null) throw invalid('noToken');
  return token;
}

/**
 * Compares a token with its request. The certificate was asked for: a token without it proves little to a
 * reader who lacks the certificate.
 */
function requestFault(token: TimeStampToken, asked: TimeStampRequest): string | null {
  if (!sameImprint(token.info.imprint, asked.imprint)) return 'imprint';
  if (token.info.nonce !== asked.nonce) return 'nonce';
  if (asked.policy !== null && token.info.policy !== asked.policy) return 'policy';
  return findAuthority(token, NOBODY) === null ? 'certificate' : null;
}

function tokenFault(
  token: Uint8Array,
  imprint: MessageImprint,
  { trust, ...context }: AcceptanceContext,
): string | null {
  const isImprint = (digest: Uint8Array): boolean => equalBytes(digest, imprint.digest);
  const judgement = judgeTimeStamp(token, isImprint, { ...context, trust: trust ?? NOBODY });
  if (judgement.state === 'proven') return null;
  if (judgement.state === 'unreadable') return 'format';
  if (judgement.state === 'wrong') return judgement.rule;
  const isOpen = trust === null && judgement.rule === 'NO_CERTIFICATE_CHAIN_FOUND';
  return isOpen || OPEN_QUESTIONS.has(judgement.rule) ? null : judgement.rule;
}

function invalid(rule: string): CodedError {
  return new CodedError('STAMP_INVALID', rule, { rule });
}
