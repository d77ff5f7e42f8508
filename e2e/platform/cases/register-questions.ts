import { randomBytes, randomUUID } from 'node:crypto';
import { SM_OID } from '../../../electron/core/asn1/identifiers.ts';
import { toHex, utf8Bytes } from '../../../electron/core/bytes/encodings.ts';
import { GrowingTree } from '../../../electron/core/register/growing-tree.ts';
import { leafHash, treeRoot } from '../../../electron/core/register/merkle-tree.ts';
import { consistencyProof } from '../../../electron/core/register/tree-proofs.ts';
import type { SmEngine } from '../../../electron/core/sm/engine.ts';
import { encodeTimeStampRequest } from '../../../electron/core/timestamp/time-stamp-request.ts';
import { HOLDER } from '../../../electron/services/demo-world/companies.ts';
import { makeSoftwareHolder } from '../../fixtures/keys/software-holder.ts';
import { makeSoftwareRegister, type SoftwareRegister } from '../../fixtures/registers/software-register.ts';
import { base64Of } from '../platform-context.ts';

/** A request as it is sent. */
export interface Asked {
  readonly method?: 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** Makes the next request of a kind. */
export type Question = () => Asked | Promise<Asked>;

/** The questions of one register, each signed by its key. Each is to be asked as often as the one before. */
export interface RegisterQuestions {
  readonly timeStamp: Question;
  /** Adds one entry. */
  readonly entry: Question;
  /** Has the register countersigned over one entry more, with the proof that it has only grown. */
  readonly countersignature: Question;
}

/** About the size of an entry on a use of a seal. */
const ENTRY_LENGTH = 900;

/**
 * Makes a register of the world's holder.
 * @returns the request that opens it at the platform, and its questions
 */
export async function registerQuestions(
  world: string,
  engine: SmEngine,
): Promise<{ readonly opening: Asked; readonly questions: RegisterQuestions }> {
  const holder = await makeSoftwareHolder(world, HOLDER, engine);
  const register = makeSoftwareRegister(engine);
  const { registerId } = register;
  const entries: Uint8Array[] = [];
  let countersigned = 0;
  const leaves = (): Uint8Array => Buffer.concat(entries.map((entry) => leafHash(engine, entry)));
  return {
    opening: json(register, '/v1/registers', { statement: await register.opening(holder), head: null }),
    questions: {
      timeStamp: () => {
        const imprint = { algorithm: SM_OID.sm3, digest: new Uint8Array(randomBytes(32)) };
        const body = encodeTimeStampRequest({ imprint, nonce: new Uint8Array(randomBytes(8)) });
        return signed(register, '/v1/time-stamps', body, 'application/timestamp-query');
      },
      entry: () => {
        const entry = utf8Bytes(JSON.stringify({ entry: entries.length, text: 'x'.repeat(ENTRY_LENGTH) }));
        const from = entries.length;
        entries.push(entry);
        return json(register, '/v1/usage-records', { registerId, from, entries: [base64Of(entry)] });
      },
      countersignature: () => {
        const all = leaves();
        const [first, size] = [countersigned, countersigned + 1];
        countersigned = size;
        const proof = first === 0 ? [] : consistencyProof(GrowingTree.over(engine, all), first, size);
        const consistency = first === 0 ? null : { size: first, proof: proof.map((hash) => toHex(hash)) };
        const time = new Date().toISOString();
        const root = toHex(treeRoot(engine, all, size));
        return json(register, '/v1/checkpoints', { registerId, size, root, time, consistency });
      },
    },
  };
}

const json = (register: SoftwareRegister, path: string, content: object): Asked =>
  signed(register, path, utf8Bytes(JSON.stringify(content)), 'application/json');

function signed(register: SoftwareRegister, path: string, body: Uint8Array, type: string): Asked {
  const headers = register.headers({ method: 'POST', path, query: '', body });
  const key = { 'idempotency-key': randomUUID(), 'content-type': type };
  return {
    method: 'POST',
    path,
    body,
    headers: { ...key, 'content-length': String(body.length), ...headers },
  };
}
