import type { IncomingHttpHeaders } from 'node:http';
import { openOpening } from '../../../electron/core/register/register-opening.ts';
import {
  contentDigest,
  readSignatureInput,
  readSignatureValue,
  SIGNATURE_HEADERS,
  signatureBase,
  type SignedRequest,
} from '../../../electron/core/register/request-signature.ts';
import type { Sm2PublicKey } from '../../../electron/core/sm/engine.ts';
import { verifyMessage } from '../../../electron/core/sm/message-signature.ts';
import type { Statement } from '../../../electron/core/platform/signed-statement.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { registerKey } from './open-registers.ts';
import { say } from '../language.ts';

/** The register whose key has signed a request. */
export interface CallingRegister {
  readonly registerId: string;
  readonly publicKey: Sm2PublicKey;
}

/** The parts of a request that are signed, as a server sees them. */
interface ReceivedRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly originalUrl: string;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON; unchecked. */
  readonly body: unknown;
}

/** The clocks of a client and of the platform may differ by this much. */
const CLOCK_DIFFERENCE_SECONDS = 300;

const OPENING_PATH = '/v1/registers';

/**
 * Authenticates a request by the key of the register that it names (openapi.yaml, `securitySchemes.register`).
 * @param body the octets that were sent
 * @throws Problem register-not-open, unauthorised, clock-differs, replayed
 */
export function callingRegister(
  context: PlatformContext,
  request: ReceivedRequest,
  body: Uint8Array,
): CallingRegister {
  const facts = readSignatureInput(headerOf(request, SIGNATURE_HEADERS.input));
  const value = readSignatureValue(headerOf(request, SIGNATURE_HEADERS.signature));
  const [path = '', query = ''] = request.originalUrl.split(/\?(.*)/s);
  if (facts === null || value === null)
    throw new Problem(
      'unauthorised',
      say('请求没有台账密钥的签名', 'The request has no signature of a register'),
    );
  if (facts.platform !== context.id)
    throw new Problem('unauthorised', say('签名不是给本平台的', 'The signature is for another platform'));
  if (headerOf(request, SIGNATURE_HEADERS.digest) !== contentDigest(body, context.engine)) {
    throw new Problem('unauthorised', say('正文与签名不符', 'The body does not fit the signature'));
  }
  const publicKey = keyOf(context, request, path, facts.registerId);
  const signed: SignedRequest = { ...facts, method: request.method, path, query, body };
  if (!verifyMessage(context.engine, signatureBase(signed, context.engine), value, publicKey).valid) {
    throw new Problem(
      'unauthorised',
      say('签名与台账的密钥不符', 'The signature does not fit the key of the register'),
    );
  }
  expectFresh(context, facts);
  return { registerId: facts.registerId, publicKey };
}

function headerOf({ headers }: ReceivedRequest, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

/** Returns the key that is bound to the register; in the opening itself, the key that the opening names. */
function keyOf(
  context: PlatformContext,
  { method, body }: ReceivedRequest,
  path: string,
  registerId: string,
): Sm2PublicKey {
  if (method === 'POST' && path === OPENING_PATH) return openedKey(context, body, registerId);
  const known = registerKey(context, registerId);
  if (known === null) throw new Problem('register-not-open');
  return known;
}

function openedKey({ engine }: PlatformContext, body: unknown, registerId: string): Sm2PublicKey {
  try {
    const { opening, registerKey: named } = openOpening(
      (body as { readonly statement: Statement }).statement,
      engine,
    );
    if (opening.registerId === registerId) return named;
  } catch {
    // The schema has not been asked yet: whatever does not read is no opening.
  }
  throw new Problem('unauthorised', say('不是这一台账的开立声明', 'It is no opening of this register'));
}

/** Refuses what may be a replay: a time that is too far off, and a nonce that was used within it. */
function expectFresh(
  { clock, database }: PlatformContext,
  { registerId, created, nonce }: Pick<SignedRequest, 'registerId' | 'created' | 'nonce'>,
): void {
  const now = clock.now();
  const seconds = Math.floor(now.getTime() / 1000);
  if (Math.abs(seconds - created) > CLOCK_DIFFERENCE_SECONDS) {
    throw new Problem(
      'clock-differs',
      say(`平台时间 ${now.toISOString()}`, `The time of the platform is ${now.toISOString()}`),
      { time: now.toISOString() },
    );
  }
  const oldest = seconds - CLOCK_DIFFERENCE_SECONDS;
  database.prepare('DELETE FROM register_nonce WHERE created < ?').run(oldest);
  const sql = 'INSERT OR IGNORE INTO register_nonce VALUES (?, ?, ?)';
  if (database.prepare(sql).run(registerId, nonce, created).changes === 0) throw new Problem('replayed');
}
