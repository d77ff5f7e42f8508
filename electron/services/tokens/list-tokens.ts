import type { SmEngine } from '../../core/sm/engine.ts';
import type { SealInfo, TokenInfo, TokenState } from '../../shared/model/token-info.ts';
import type { TokenSnapshot } from '../../shared/model/token-snapshot.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import type { SealConfirmations } from '../enrolment/seal-confirmations.ts';
import type { Clock, ModuleFailure, TokenPort } from '../ports.ts';
import type { ChosenSeal } from './chosen-seal.ts';
import { describeCertificate, type ListedCertificate } from './token-certificates.ts';
import { describeSeals, type ListedSeal } from './token-seals.ts';

export interface TokenListPorts {
  readonly tokens: Pick<TokenPort, 'list'>;
  readonly engine: SmEngine;
  readonly clock: Clock;
  /** New seals whose picture the holder has not confirmed yet; none where absent. */
  readonly confirmations?: Pick<SealConfirmations, 'awaiting'>;
}

/** A token as people see it, with the bytes behind what they see. */
export interface ListedToken {
  readonly info: TokenInfo;
  readonly certificates: readonly ListedCertificate[];
  readonly seals: readonly ListedSeal[];
}

export interface ListedTokens {
  readonly tokens: readonly ListedToken[];
  readonly failures: readonly ModuleFailure[];
}

/** Every token, its certificates and seals, each usable or with the reason why not. Logs in to none. */
export async function listTokens(ports: TokenListPorts): Promise<ListedTokens> {
  const { tokens, engine, clock, confirmations } = ports;
  const listing = await tokens.list();
  const now = clock.now();
  const unconfirmed = confirmations?.awaiting() ?? new Set();
  return {
    tokens: listing.tokens.map((snapshot) => describeToken(snapshot, engine, now, unconfirmed)),
    failures: listing.failures,
  };
}

export function describeToken(
  snapshot: TokenSnapshot,
  engine: SmEngine,
  now: Date,
  unconfirmed: ReadonlySet<string> = new Set(),
): ListedToken {
  const { module, kind, slot, label, serial, manufacturer, pin, soPin } = snapshot;
  const certificates = snapshot.certificates.map((stored) => describeCertificate(stored, now));
  const surroundings = { tokenSerial: serial, certificates, engine, now, unconfirmed };
  const seals = describeSeals(snapshot.data, surroundings);
  const info: TokenInfo = {
    module,
    kind,
    slot,
    label,
    serial,
    manufacturer,
    state: stateOf(snapshot, certificates),
    pin,
    soPin,
    certificates: certificates.map((each) => each.info),
    seals: seals.map((each) => each.info),
  };
  return { info, certificates, seals };
}

function stateOf(snapshot: TokenSnapshot, certificates: readonly ListedCertificate[]): TokenState {
  if (!snapshot.initialised) return 'notInitialised';
  if (snapshot.pin.locked) return 'pinLocked';
  if (snapshot.pin.mustChange) return 'pinMustChange';
  // Some modules never set CKF_USER_PIN_INITIALIZED: a token with a certificate has been in use.
  if (!snapshot.pin.isSet && certificates.length === 0) return 'pinNotSet';
  return certificates.length === 0 ? 'noCertificate' : 'ready';
}

/**
 * What signing with a listed seal takes. Null where the seal is no longer listed, or has no certificate on its
 * token: {@link SealInfo.reason} then says why. Serial numbers are not unique, so the seal tells which token is
 * meant, in whatever port it is now.
 */
export function chosenSeal(tokens: readonly ListedToken[], wanted: SealInfo): ChosenSeal | null {
  const holders = tokens.filter(({ info }) => info.serial === wanted.tokenSerial);
  const [found] = holders.flatMap((token) =>
    token.seals.filter(({ info }) => info.esId === wanted.esId).map((listed) => ({ token, listed })),
  );
  if (found === undefined) return null;
  const { token, listed } = found;
  if (listed.certificate === null) return null;
  return { token: token.info, info: listed.info, seal: listed.seal, certificate: listed.certificate };
}

/**
 * The one token that a person means: by its serial number, or the only one there is. No PIN is ever sent to a
 * token that was not chosen. Fails with TOKEN_NOT_FOUND or TOKEN_AMBIGUOUS.
 */
export function chooseToken(tokens: readonly TokenInfo[], serial: string | undefined): Result<TokenInfo> {
  const meant = tokens.filter((token) => serial === undefined || token.serial === serial);
  const [token, ...more] = meant;
  if (token === undefined) return failure({ code: 'TOKEN_NOT_FOUND' });
  if (more.length > 0) return failure({ code: 'TOKEN_AMBIGUOUS', details: { count: meant.length } });
  return success(token);
}
