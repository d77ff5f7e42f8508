import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { z } from 'zod';

import { fromHex, utf8Bytes, utf8Text } from '../../electron/core/bytes/encodings.ts';
import {
  openPlatformStatement,
  type Statement,
  type StatementType,
} from '../../electron/core/platform/signed-statement.ts';
import { type MessageSigner, softwareSigner } from '../../electron/core/sm/message-signature.ts';
import type { SmEngine } from '../../electron/core/sm/engine.ts';
import { loadSmEngine } from '../../electron/core/sm/load-engine.ts';
import { type Certificate, decodeCertificate } from '../../electron/core/x509/certificate.ts';
import { decodePem } from '../../electron/core/x509/pem.ts';
import type { PlatformSchema } from '../../electron/shared/platform-api/schema.ts';
import {
  type ContractAnswer,
  type ContractCall,
  ContractClient,
  httpsSender,
  type Sender,
} from '../fixtures/servers/contract-client.ts';
import { makeSoftwareRegister, type SoftwareRegister } from '../fixtures/registers/software-register.ts';

/** The test credentials of a platform, as a file names them. Certificates are PEM, in the file or in files beside it. */
const credentialsSchema = z.strictObject({
  platform: z.string(),
  url: z.url({ protocol: /^https$/ }),
  /** The authority of its TLS certificate; without it those of the system. */
  ca: z.string().optional(),
  /** The root of its statements. */
  root: z.string(),
  /** A holder of the test system, whose key lies in the file: 64 hexadecimal digits. */
  holder: z.strictObject({ certificate: z.string(), privateKey: z.string().regex(/^[0-9a-f]{64}$/) }),
  /** A seal of the holder. */
  esId: z.string(),
  /** A USB key of the holder. */
  tokenSerial: z.string(),
});

export type KitCredentials = z.infer<typeof credentialsSchema>;

/**
 * Reads a file of credentials.
 * @throws Error when it cannot be read, or is no such file
 */
export function readCredentials(path: string): KitCredentials {
  const read = credentialsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const pem = (value: string): string =>
    value.startsWith('-----BEGIN') ? value : readFileSync(resolve(dirname(path), value), 'utf8');
  const { holder, ca, root } = read;
  return {
    ...read,
    root: pem(root),
    holder: { ...holder, certificate: pem(holder.certificate) },
    ...(ca === undefined ? {} : { ca: pem(ca) }),
  };
}

/** Breaks a clause. */
class ClauseBroken extends Error {}

/** @throws ClauseBroken when something is not so */
export function holds(isSo: boolean, otherwise: string): asserts isSo {
  if (!isSo) throw new ClauseBroken(otherwise);
}

export const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Returns the header of a request that is not a repetition. */
export const once = (): Record<string, string> => ({ 'idempotency-key': randomUUID() });

/** A platform under test, and a holder who asks it. */
export class KitWorld {
  readonly credentials: KitCredentials;
  readonly client: ContractClient;
  readonly engine: SmEngine;
  readonly certificate: Uint8Array;
  readonly sign: MessageSigner;
  readonly register: SoftwareRegister;
  #session: PlatformSchema<'Session'> | null = null;

  private constructor(credentials: KitCredentials, engine: SmEngine, sender: Sender) {
    this.credentials = credentials;
    this.engine = engine;
    this.client = new ContractClient(sender);
    const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
    this.certificate = derOf(credentials.holder.certificate);
    this.sign = softwareSigner(engine, fromHex(credentials.holder.privateKey), random);
    this.register = makeSoftwareRegister(engine, undefined, credentials.platform);
  }

  /** @param sender null to send as the contract says, straight to the platform */
  static async open(credentials: KitCredentials, sender: Sender | null): Promise<KitWorld> {
    const direct = httpsSender(credentials.url, credentials.ca ?? null);
    return new KitWorld(credentials, await loadSmEngine(), sender ?? direct);
  }

  /** Calls an operation that is to succeed. @throws ClauseBroken when it does not */
  async done(operationId: string, call: ContractCall = {}): Promise<ContractAnswer> {
    const answer = await this.client.call(operationId, call);
    holds(answer.status < 300, `${answer.status} ${answer.bytes.toString('utf8').slice(0, 300)}`);
    return answer;
  }

  /** Calls an operation that is to be refused. @throws ClauseBroken when it is not, or with another code */
  async refused(operationId: string, call: ContractCall, status: number, code: string): Promise<void> {
    const answer = await this.client.call(operationId, call);
    const got = answer.status < 400 ? '' : answer.json<PlatformSchema<'Problem'>>().code;
    holds(answer.status === status && got === code, `${answer.status} ${got} in place of ${status} ${code}`);
  }

  /** The root of the platform's statements. */
  get root(): Certificate {
    return decodeCertificate(derOf(this.credentials.root));
  }

  /** Opens a statement as a client does. @throws ClauseBroken when the platform has not signed it */
  opened<T>(type: StatementType, statement: Statement): T {
    try {
      const trust = { engine: this.engine, root: this.root, at: new Date() };
      return JSON.parse(utf8Text(openPlatformStatement(statement, type, trust))) as T;
    } catch (error) {
      throw new ClauseBroken(`the statement is not signed by the platform: ${String(error)}`);
    }
  }

  async challenge(): Promise<PlatformSchema<'Challenge'>> {
    const json = { certificate: base64Of(this.certificate) };
    return (await this.done('requestChallenge', { json })).json();
  }

  /** Returns the answer to a challenge. */
  async answerTo({ id, nonce }: PlatformSchema<'Challenge'>): Promise<ContractCall> {
    const { platform } = this.credentials;
    const text = utf8Bytes(['sealdesk platform session 1', platform, id, nonce, ''].join('\n'));
    return { json: { challengeId: id, signature: base64Of(await this.sign(text)) } };
  }

  /** Opens a session once for all checks. */
  async session(): Promise<PlatformSchema<'Session'>> {
    this.#session ??= (await this.done('openSession', await this.answerTo(await this.challenge()))).json<
      PlatformSchema<'Session'>
    >();
    return this.#session;
  }

  async bearer(): Promise<Record<string, string>> {
    return { authorization: `Bearer ${(await this.session()).token}` };
  }
}

function derOf(pem: string): Uint8Array {
  const [first] = decodePem(pem);
  if (first === undefined) throw new Error('a certificate is no PEM');
  return first.der;
}
