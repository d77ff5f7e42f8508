import { createHash, X509Certificate } from 'node:crypto';

import { generate } from 'selfsigned';

/** A client that the operator of the gateway has registered, with what was handed out to it. */
export interface GatewayClient {
  readonly clientId: string;
  readonly secret: string;
  /** Scopes that it may have. */
  readonly scopes: readonly string[];
  /** PEM */
  readonly certificate: string;
  readonly key: string;
}

const EC_P256 = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;
const DAY_MS = 24 * 3_600_000;

const named = (commonName: string) => [{ name: 'commonName', value: commonName }];

/** Registers clients under an authority of the gateway's own, which certifies nobody else. */
export class GatewayClients {
  readonly authority: string;
  readonly #key: string;
  readonly #clients = new Map<string, GatewayClient>();

  private constructor(authority: string, key: string) {
    this.authority = authority;
    this.#key = key;
  }

  static async open(): Promise<GatewayClients> {
    const made = await generate(named('SealDesk gateway client authority'), {
      ...EC_P256,
      notAfterDate: new Date(Date.now() + DAY_MS),
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      ],
    });
    return new GatewayClients(made.cert, made.private);
  }

  async register(clientId: string, secret: string, scopes: readonly string[]): Promise<GatewayClient> {
    const made = await generate(named(clientId), {
      ...EC_P256,
      notAfterDate: new Date(Date.now() + DAY_MS),
      ca: { key: this.#key, cert: this.authority },
      extensions: [
        { name: 'basicConstraints', cA: false, critical: true },
        { name: 'keyUsage', digitalSignature: true, critical: true },
        { name: 'extKeyUsage', clientAuth: true },
      ],
    });
    const client = { clientId, secret, scopes, certificate: made.cert, key: made.private };
    this.#clients.set(clientId, client);
    return client;
  }

  find(clientId: string): GatewayClient | null {
    return this.#clients.get(clientId) ?? null;
  }
}

/** Returns the thumbprint of a certificate (RFC 8705 §3.1, `x5t#S256`). @param der the octets of the certificate */
export const thumbprintOf = (der: Uint8Array): string => createHash('sha256').update(der).digest('base64url');

/** Whether a certificate is the one that a client was given. */
export const isOfClient = (der: Uint8Array, { certificate }: GatewayClient): boolean =>
  new X509Certificate(certificate).raw.equals(der);
