import { base64 } from '@scure/base';
import { z } from 'zod';
import type { SmEngine, Sm2PublicKey } from '../../core/sm/engine.ts';
import { softwareSigner } from '../../core/sm/message-signature.ts';
import { drawPrivateKey } from '../../core/sm/private-key.ts';
import { CodedError } from '../../shared/errors.ts';
import type { RandomBytes } from '../ports/clock.ts';
import type { SecretKeeper } from '../ports/secrets.ts';
import type { RecordStore } from '../records/records.ts';
import { registerIdOf } from './register-identity.ts';

/** The kind of the register's id too: what belongs to its identity is kept and lost together. */
const KIND = 'register';

const schema = z.strictObject({ publicKey: z.base64(), privateKey: z.string() });

type KeptKey = z.infer<typeof schema>;

/** The register as platforms know it: its id, and the key that signs its requests. */
export interface RegisterIdentity {
  readonly registerId: string;
  /** 65 bytes */
  readonly publicKey: Sm2PublicKey;
  /** Signs as SM2 with SM3 and the default identity. @returns r ‖ s, 64 bytes */
  readonly sign: (message: Uint8Array) => Uint8Array;
}

export interface RegisterKeyPorts {
  readonly records: RecordStore;
  readonly engine: SmEngine;
  readonly random: RandomBytes;
  /** Keeps the private key from other users of the computer, and out of copies of the store. */
  readonly secrets: SecretKeeper;
}

/**
 * Returns the register's id with its key. Both are made at their first use. A key that this computer cannot read, as
 * after a backup came to another computer, is replaced by a new one, which the holder binds with the next opening.
 * Rejects with the codes of the store.
 */
export async function registerIdentity(ports: RegisterKeyPorts): Promise<RegisterIdentity> {
  const registerId = await registerIdOf(ports.records, ports.random);
  const known = await readKey(registerId, ports);
  return known ?? makeKey(registerId, ports);
}

const recordOf = (registerId: string): string => `key/${registerId}`;

/** Returns null when there is no key, or when it cannot be read here. */
async function readKey(registerId: string, ports: RegisterKeyPorts): Promise<RegisterIdentity | null> {
  const json = await ports.records.get(KIND, recordOf(registerId));
  if (json === null) return null;
  const parsed = schema.safeParse(JSON.parse(json));
  if (!parsed.success) throw new CodedError('STORE_DAMAGED', 'not the key of a register');
  const privateKey = await ports.secrets.reveal(parsed.data.privateKey);
  return privateKey === null ? null : identityOf(registerId, base64.decode(privateKey), ports);
}

async function makeKey(registerId: string, ports: RegisterKeyPorts): Promise<RegisterIdentity> {
  const { records, engine, random, secrets } = ports;
  const privateKey = drawPrivateKey(random);
  const kept: KeptKey = {
    publicKey: base64.encode(engine.publicKeyOf(privateKey)),
    privateKey: await secrets.protect(base64.encode(privateKey)),
  };
  // Another process may do the same at this moment: the key that was added first stays.
  if (!(await records.add(KIND, recordOf(registerId), JSON.stringify(kept)))) {
    const made = await readKey(registerId, ports);
    if (made !== null) return made;
    await records.put(KIND, recordOf(registerId), JSON.stringify(kept));
  }
  return identityOf(registerId, privateKey, ports);
}

function identityOf(
  registerId: string,
  privateKey: Uint8Array,
  { engine, random }: RegisterKeyPorts,
): RegisterIdentity {
  const publicKey = engine.publicKeyOf(privateKey);
  return { registerId, publicKey, sign: softwareSigner(engine, privateKey, random) };
}
