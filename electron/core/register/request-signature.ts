import { base64 } from '@scure/base';
import { utf8Bytes } from '../bytes/encodings.ts';
import type { SmEngine } from '../sm/engine.ts';

/**
 * A request about a register, as the register's key signs it: HTTP Message Signatures (RFC 9421) with SM2 and SM3,
 * over a fixed list of components. openapi.yaml (`securitySchemes.register`) says the same in words.
 */
export interface SignedRequest {
  /** The id of the platform that is asked: a request to one platform is none to another. */
  readonly platform: string;
  readonly registerId: string;
  /** In upper case. */
  readonly method: string;
  /** From `/v1/` on, encoded as it is sent. */
  readonly path: string;
  /** Without the question mark, encoded as it is sent; empty when there is none. */
  readonly query: string;
  /** The octets of the body; empty when there is none. */
  readonly body: Uint8Array;
  /** Seconds since 1970. */
  readonly created: number;
  /** 32 hexadecimal digits that this register has not used before. */
  readonly nonce: string;
}

/** RFC 9421 §2: what is signed, in this order and no other. */
const COMPONENTS = '("@method" "@path" "@query" "content-digest")';

/** Names the purpose (RFC 9421 §2.3, `tag`), so that no other signature of the same key passes for a request's. */
const TAG = 'sealdesk-register-1';

/** Names of the headers, in lower case. */
export const SIGNATURE_HEADERS = {
  digest: 'content-digest',
  input: 'signature-input',
  signature: 'signature',
} as const;

/** Returns the value of Content-Digest (RFC 9530 §2), with SM3, which has no registered name yet. */
export function contentDigest(body: Uint8Array, engine: SmEngine): string {
  return `sm3=:${base64.encode(engine.sm3(body))}:`;
}

type SignatureFacts = Pick<SignedRequest, 'platform' | 'registerId' | 'created' | 'nonce'>;

/** Returns the signature's parameters (RFC 9421 §2.3), which Signature-Input carries under the name `register`. */
function signatureParameters({ platform, registerId, created, nonce }: SignatureFacts): string {
  return `${COMPONENTS};created=${created};nonce="${nonce}";keyid="${registerId}";alg="sm2sm3";tag="${TAG}/${platform}"`;
}

/** Returns the octets that are signed (RFC 9421 §2.5, the signature base). */
export function signatureBase(request: SignedRequest, engine: SmEngine): Uint8Array {
  const lines = [
    `"@method": ${request.method}`,
    `"@path": ${request.path}`,
    `"@query": ?${request.query}`,
    `"content-digest": ${contentDigest(request.body, engine)}`,
    `"@signature-params": ${signatureParameters(request)}`,
  ];
  return utf8Bytes(lines.join('\n'));
}

const INPUT =
  /^register=\("@method" "@path" "@query" "content-digest"\);created=(\d{1,12});nonce="([0-9a-f]{32})";keyid="([A-Za-z0-9._-]{1,100})";alg="sm2sm3";tag="sealdesk-register-1\/([A-Za-z0-9._-]{1,100})"$/;

/** Takes the value of Signature-Input apart. Returns null for every other form, also one that covers less. */
export function readSignatureInput(header: string): SignatureFacts | null {
  const [, created, nonce, registerId, platform] = INPUT.exec(header) ?? [];
  if (created === undefined || nonce === undefined || registerId === undefined || platform === undefined) {
    return null;
  }
  return { platform, registerId, created: Number(created), nonce };
}

const VALUE = /^register=:([A-Za-z0-9+/]{86}==):$/;

/** Returns r ‖ s of a Signature header; null when it is none. */
export function readSignatureValue(header: string): Uint8Array | null {
  const [, value] = VALUE.exec(header) ?? [];
  return value === undefined ? null : base64.decode(value);
}

/** Returns the headers that carry a signature. @param value r ‖ s, 64 bytes */
export function signatureHeaders(
  request: SignedRequest,
  value: Uint8Array,
  engine: SmEngine,
): Readonly<Record<string, string>> {
  return {
    [SIGNATURE_HEADERS.digest]: contentDigest(request.body, engine),
    [SIGNATURE_HEADERS.input]: `register=${signatureParameters(request)}`,
    [SIGNATURE_HEADERS.signature]: `register=:${base64.encode(value)}:`,
  };
}
