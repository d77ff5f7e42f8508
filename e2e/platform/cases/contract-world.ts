import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { utf8Bytes, utf8Text } from '../../../electron/core/bytes/encodings.ts';
import {
  openPlatformStatement,
  type Statement,
  type StatementType,
} from '../../../electron/core/platform/signed-statement.ts';
import type { SmEngine } from '../../../electron/core/sm/engine.ts';
import { loadSmEngine } from '../../../electron/core/sm/load-engine.ts';
import { decodeCertificate } from '../../../electron/core/x509/certificate.ts';
import { decodePem } from '../../../electron/core/x509/pem.ts';
import { HOLDER } from '../../../electron/services/demo-world/companies.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import {
  clientOf,
  type ContractClient,
  type ContractAnswer,
} from '../../fixtures/servers/contract-client.ts';
import { makeDemoWorld, type DemoSeal, type DemoWorld } from '../../fixtures/worlds/demo-world.ts';
import { startPlatform, type Operator } from '../../fixtures/servers/platform.ts';
import { makeSoftwareRegister, type SoftwareRegister } from '../../fixtures/registers/software-register.ts';
import { makeSoftwareHolder, type SoftwareHolder } from '../../fixtures/keys/software-holder.ts';
import { base64Of } from '../platform-context.ts';

/** The applicant and reporter of these cases. */
export const PERSON = { name: '张三', role: 'keeper', contact: '13800000000' } as const;

export const randomOctets = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

/** Returns the header of a request that is not a repetition. */
export const once = (): Record<string, string> => ({ 'idempotency-key': randomUUID() });

/** A demonstration world, its platform, and a client that holds the holder's key. */
export class ContractWorld {
  readonly demo: DemoWorld;
  readonly client: ContractClient;
  readonly operator: Operator;
  readonly engine: SmEngine;
  readonly holder: SoftwareHolder;
  /** A register that the holder has opened. */
  readonly register: SoftwareRegister;
  #token = '';

  private constructor(parts: Pick<ContractWorld, 'demo' | 'client' | 'operator' | 'engine' | 'holder'>) {
    this.demo = parts.demo;
    this.client = parts.client;
    this.operator = parts.operator;
    this.engine = parts.engine;
    this.holder = parts.holder;
    this.register = makeSoftwareRegister(parts.engine);
  }

  /** Opens the world under the policy of Guangxi, which provides for the withdrawal of a loss report. */
  static async open(): Promise<ContractWorld> {
    const demo = await makeDemoWorld();
    const { url, operator } = await startPlatform(demo, { profile: 'guangxi', tellsAtOnce: true });
    const engine = await loadSmEngine();
    const holder = await makeSoftwareHolder(demo.home, HOLDER, engine);
    const world = new ContractWorld({
      demo,
      client: clientOf(demo.home, url),
      operator,
      engine,
      holder,
    });
    await world.openSession();
    await world.openRegister(world.register, holder);
    return world;
  }

  /** Has a holder open a register. */
  async openRegister(register: SoftwareRegister, holder: SoftwareHolder): Promise<ContractAnswer> {
    const json = { statement: await register.opening(holder), head: null };
    return this.client.call('openRegister', { register, json });
  }

  /** Returns the header that names the session. */
  get bearer(): { readonly authorization: string } {
    return { authorization: `Bearer ${this.#token}` };
  }

  get rootCertificate(): Uint8Array {
    const [root] = decodePem(readFileSync(join(this.demo.home, 'demo-ca/root.pem'), 'utf8'));
    if (root === undefined) throw new Error('the world has no root');
    return root.der;
  }

  sealOf(kind: string): DemoSeal {
    const found = this.demo.seals.find((seal) => seal.kind === kind);
    if (found === undefined) throw new Error(`no ${kind}`);
    return found;
  }

  /** Returns the payload of a statement after checking it against the pinned root, as a client does. */
  opened<T>(type: StatementType, statement: Statement): T {
    const root = decodeCertificate(this.rootCertificate);
    const trust = { engine: this.engine, root, at: new Date() };
    return JSON.parse(utf8Text(openPlatformStatement(statement, type, trust))) as T;
  }

  requestChallenge(certificate: Uint8Array): Promise<ContractAnswer> {
    return this.client.call('requestChallenge', { json: { certificate: base64Of(certificate) } });
  }

  /** Returns the text that the holder signs for a challenge. */
  challengeText({ id, nonce }: PlatformSchema<'Challenge'>): Uint8Array {
    return utf8Bytes(['sealdesk platform session 1', 'sandbox', id, nonce, ''].join('\n'));
  }

  /** Opens a session with the holder's key and remembers it. Sessions are valid by the platform's clock. */
  async openSession(): Promise<PlatformSchema<'Session'>> {
    const session = await this.#sessionOf(this.holder);
    this.#token = session.token;
    return session;
  }

  /** Opens a session with another holder's key. @returns its token */
  async sessionOf(holder: SoftwareHolder): Promise<string> {
    return (await this.#sessionOf(holder)).token;
  }

  async #sessionOf(holder: SoftwareHolder): Promise<PlatformSchema<'Session'>> {
    const challenge = (await this.requestChallenge(holder.certificate)).json<PlatformSchema<'Challenge'>>();
    const signature = base64Of(await holder.sign(this.challengeText(challenge)));
    const json = { challengeId: challenge.id, signature };
    return (await this.client.call('openSession', { json })).json<PlatformSchema<'Session'>>();
  }
}
