import { toHex } from '../../core/bytes/encodings.ts';
import {
  signatureBase,
  signatureHeaders,
  type SignedRequest,
} from '../../core/register/request-signature.ts';
import {
  type OpeningAnswer,
  type OpeningPorts,
  type SendOpening,
  sendOpenings,
} from '../../services/register/open-register.ts';
import { type RegisterIdentity, registerIdentity } from '../../services/register/register-key.ts';
import type { AppError } from '../../shared/errors.ts';
import { failure, resultOf, type Result, success } from '../../shared/result.ts';
import { type PlatformRequest, type PlatformResponse, type PlatformTransport, queryOf } from './transport.ts';

const NONCE_LENGTH = 16;

const CONFLICT = 409;

/** The problems of the interface that this transport knows (openapi.yaml, `securitySchemes.register`). */
const PROBLEM = {
  notOpen: 'urn:sealdesk:problem:register-not-open',
  clockDiffers: 'urn:sealdesk:problem:clock-differs',
  unauthorised: 'urn:sealdesk:problem:unauthorised',
  notYours: 'urn:sealdesk:problem:not-yours',
  headNeeded: 'urn:sealdesk:problem:head-needed',
  replaced: 'urn:sealdesk:problem:register-replaced',
} as const;

/**
 * Reaches a platform in the name of the register: every request is signed by the register's key. Openings that a holder
 * has signed go first. If the clocks differ, the request is signed once more by the platform's time. Besides the codes
 * of the transport it fails with REGISTER_NOT_OPEN, REGISTER_KEY_REFUSED, REGISTER_NOT_YOURS, REGISTER_REPLACED, REGISTER_DIFFERS (only an
 * opening does) and the codes of the store.
 */
export function registerTransport(
  platform: string,
  transport: PlatformTransport,
  ports: OpeningPorts,
): PlatformTransport {
  const send = async (
    identity: RegisterIdentity,
    request: PlatformRequest,
  ): Promise<Result<PlatformResponse>> => {
    const now = ports.clock.now();
    const first = await transport.send(signed(request, identity, now));
    const theirs = problemOf(first) === PROBLEM.clockDiffers ? timeIn(first) : null;
    return theirs === null ? first : transport.send(signed(request, identity, theirs));
  };

  function signed(request: PlatformRequest, identity: RegisterIdentity, at: Date): PlatformRequest {
    const { json, body: given, headers, contentType, ...rest } = request;
    const body = json === undefined ? given : new TextEncoder().encode(JSON.stringify(json));
    const facts: SignedRequest = {
      platform,
      registerId: identity.registerId,
      method: request.method,
      path: request.path,
      query: queryOf(request),
      body: body ?? new Uint8Array(),
      created: Math.floor(at.getTime() / 1000),
      nonce: toHex(ports.random(NONCE_LENGTH)),
    };
    const value = identity.sign(signatureBase(facts, ports.engine));
    const type = contentType ?? (json === undefined ? undefined : 'application/json');
    return {
      ...rest,
      ...(body === undefined ? {} : { body }),
      ...(type === undefined ? {} : { contentType: type }),
      headers: { ...headers, ...signatureHeaders(facts, value, ports.engine) },
    };
  }

  const sendOpening: SendOpening = async (identity, statement, head) =>
    openingAnswer(await send(identity, { method: 'POST', path: '/v1/registers', json: { statement, head } }));

  const exchange = async (request: PlatformRequest): Promise<Result<PlatformResponse>> => {
    const opened = await sendOpenings(platform, false, sendOpening, ports);
    if (!opened.ok) return opened;
    const identity = await registerIdentity(ports);
    const answer = await send(identity, request);
    if (problemOf(answer) !== PROBLEM.notOpen) return named(answer);
    // The platform has lost the opening that it had taken, as when it was set up anew.
    const again = await sendOpenings(platform, true, sendOpening, ports);
    if (!again.ok) return again;
    return again.value === 0 ? failure({ code: 'REGISTER_NOT_OPEN' }) : named(await send(identity, request));
  };

  return {
    send: async (request) => {
      const outcome = await resultOf(() => exchange(request));
      return outcome.ok ? outcome.value : outcome;
    },
    close: () => transport.close(),
  };
}

function openingAnswer(answer: Result<PlatformResponse>): OpeningAnswer {
  if (answer.ok) return success({ headNeeded: null });
  const { error } = answer;
  const { type, size, status } = error.details ?? {};
  if (type === PROBLEM.headNeeded && typeof size === 'number') return success({ headNeeded: size });
  if (type === PROBLEM.notYours) return failure({ code: 'REGISTER_NOT_YOURS' });
  if (type === PROBLEM.replaced) return failure({ code: 'REGISTER_REPLACED' });
  if (error.code === 'PLATFORM_REFUSED' && status === CONFLICT) return failure(withDetails(error));
  return answer;
}

const withDetails = ({ details }: AppError): AppError => ({
  code: 'REGISTER_DIFFERS',
  ...(details === undefined ? {} : { details }),
});

/** Gives the refusals that a person can do something about their own codes. */
function named(answer: Result<PlatformResponse>): Result<PlatformResponse> {
  const problem = problemOf(answer);
  if (problem === PROBLEM.notOpen) return failure({ code: 'REGISTER_NOT_OPEN' });
  if (problem === PROBLEM.replaced) return failure({ code: 'REGISTER_REPLACED' });
  return problem === PROBLEM.unauthorised ? failure({ code: 'REGISTER_KEY_REFUSED' }) : answer;
}

function problemOf(answer: Result<unknown>): unknown {
  return answer.ok ? null : answer.error.details?.['type'];
}

/** Returns the platform's time in a refusal; null when it names none. */
function timeIn(answer: Result<unknown>): Date | null {
  const time = answer.ok ? undefined : answer.error.details?.['time'];
  return typeof time === 'string' ? new Date(time) : null;
}
