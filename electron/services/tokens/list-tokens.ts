import type { SmEngine } from '../../core/sm/engine.ts';
import type { SealInfo, TokenInfo, TokenState, TokenSnapshot } from '../../shared/model/token.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { type ChosenSeal, type ListedSeal, describeSeals } from './token-seals.ts';
import type { Clock } from '../ports/clock.ts';
import type { ModuleFailure, TokenPort } from '../ports/tokens.ts';
import { hasSerial } from './one-key.ts';
import { describeCertificate, type ListedCertificate } from './token-certificates.ts';

interface TokenListPorts {
  readonly tokens: Pick<TokenPort, 'list'>;
  readonly engine: SmEngine;
  readonly clock: Clock;
  /** New seals whose picture the holder has not confirmed yet. Without this port every seal counts as confirmed. */
  readonly confirmations?: Pick<SealConfirmations, 'awaiting'>;
}

/** A token as people see it, with the bytes of its certificates and seals. */
export interface ListedToken {
  readonly info: TokenInfo;
  readonly certificates: readonly ListedCertificate[];
  readonly seals: readonly ListedSeal[];
}

export interface ListedTokens {
  readonly tokens: readonly ListedToken[];
  readonly failures: readonly ModuleFailure[];
}

/**
 * Lists every token with its certificates and seals. Each is usable or carries the reason why not. Logs in to no token.
 */
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
    ...(snapshot.drivers === undefined ? {} : { drivers: snapshot.drivers }),
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
 * Returns everything that signing with a listed seal needs, or null when the seal is no longer listed or its
 * certificate is not on its token: {@link SealInfo.reason} then says why. Serial numbers are not unique, so the seal
 * identifies the token, whichever port it is plugged into now.
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
 * Returns the token with the given serial number, or the only token when no serial is given, so that no PIN is ever
 * sent to a token that was not chosen. Fails with TOKEN_NOT_FOUND or TOKEN_AMBIGUOUS.
 */
export function chooseToken(tokens: readonly TokenInfo[], serial: string | undefined): Result<TokenInfo> {
  const meant = tokens.filter((token) => serial === undefined || hasSerial(token, serial));
  const [token, ...more] = meant;
  if (token === undefined) return failure({ code: 'TOKEN_NOT_FOUND' });
  if (more.length > 0) return failure({ code: 'TOKEN_AMBIGUOUS', details: { count: meant.length } });
  return success(token);
}

/**
 * The seals that the demonstration enrolled here and whose picture the holder has not confirmed yet, by esID. Other seals
 * are not among them.
 */
export interface SealConfirmations {
  awaiting(): ReadonlySet<string>;
  /** Marks a new seal as waiting for confirmation. */
  expect(esId: string): void;
  /** Ends the waiting: the holder has confirmed the picture, or the seal could not be stored. */
  confirm(esId: string): void;
}
