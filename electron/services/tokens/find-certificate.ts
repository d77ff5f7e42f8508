import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import { allowsSignatures } from '../../core/x509/extensions.ts';
import { certificateOrNull, type Certificate } from '../../core/x509/certificate.ts';
import { isSelfIssued } from '../../core/x509/trust-store.ts';
import type { PinState } from '../../shared/model/token.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import type { ListedToken } from './list-tokens.ts';
import type { TokenAddress } from '../ports/tokens.ts';

/** A certificate on a token, with as much of its chain to the root as the token holds. */
export interface FoundCertificate {
  readonly address: TokenAddress;
  /** The state of the PIN, as the token reports it. */
  readonly pinState: PinState;
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
}

/** The way in which a person names a certificate. */
export interface CertificateName {
  /** Its subject, its subject's common name or its serial number in hexadecimal. */
  readonly certificate: string;
  readonly tokenSerial?: string;
}

interface Candidate {
  readonly token: ListedToken;
  readonly certificate: Certificate;
}

/**
 * Finds the one certificate for signatures that has the name. Fails with CERTIFICATE_NOT_FOUND,
 * CERTIFICATE_NOT_FOR_SIGNING or CERTIFICATE_AMBIGUOUS.
 */
export function findCertificate(
  name: CertificateName,
  tokens: readonly ListedToken[],
): Result<FoundCertificate> {
  const named = tokens
    .filter(({ info }) => name.tokenSerial === undefined || info.serial === name.tokenSerial)
    .flatMap(candidatesOn)
    .filter(({ certificate }) => isNamed(certificate, name.certificate));
  if (named.length === 0) return failure({ code: 'CERTIFICATE_NOT_FOUND' });
  const [found, ...others] = named.filter(
    ({ certificate }) =>
      allowsSignatures(certificate.keyUsage) && certificate.basicConstraints?.isAuthority !== true,
  );
  if (found === undefined) return failure({ code: 'CERTIFICATE_NOT_FOR_SIGNING' });
  if (others.length > 0)
    return failure({ code: 'CERTIFICATE_AMBIGUOUS', details: { count: others.length + 1 } });
  const { info } = found.token;
  return success({
    address: { module: info.module, serial: info.serial },
    pinState: info.pin,
    certificate: found.certificate.raw,
    chain: chainOf(found),
  });
}

function candidatesOn(token: ListedToken): Candidate[] {
  return token.certificates.flatMap(({ der }) => {
    const certificate = certificateOrNull(der);
    return certificate === null ? [] : [{ token, certificate }];
  });
}

function isNamed({ subject, serial }: Certificate, name: string): boolean {
  const asSerial = name.replace(/[:\s]/g, '').toLowerCase();
  return (
    subject.text === name || subject.commonName === name || withoutZeros(serial) === withoutZeros(asSerial)
  );
}

function withoutZeros(serial: string): string {
  return serial.replace(/^0+(?=.)/, '');
}

/** Builds the chain by names alone. Whoever reads the signature later checks the signatures of the chain. */
function chainOf({ token, certificate }: Candidate): Uint8Array[] {
  const others = candidatesOn(token).map((each) => each.certificate);
  const chain: Certificate[] = [];
  for (let last = certificate; !isSelfIssued(last);) {
    const { issuer } = last;
    const next = others.find(({ subject }) => equalBytes(subject.raw, issuer.raw));
    if (next === undefined || chain.includes(next)) break;
    chain.push(next);
    last = next;
  }
  return chain.map(({ raw }) => raw);
}
