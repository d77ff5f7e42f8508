import { z } from 'zod';
import { toHex } from '../../core/bytes/encodings.ts';
import { loadSha256 } from '../../core/cms/sha256.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { decodePem } from '../../core/x509/pem.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { type Records, type RecordStore, recordsOfKind } from '../records/records.ts';

/** The connection that a binding covers; a proxy is the network's and may change. */
const tls = z.strictObject({
  ca: z.string().optional(),
  pins: z.array(z.string()).readonly().optional(),
});

const bindingSchema = z.strictObject({
  platform: z.string(),
  name: z.string(),
  url: z.string(),
  /** PEM; the statements of the platform are judged by it, whatever platforms.json says later. */
  root: z.string(),
  rootSm3: z.string(),
  tls: tls.nullable(),
  /** How the platform words the contract; absent where it speaks the contract itself, and in bindings of earlier versions. */
  dialect: z.looseObject({ name: z.string() }).optional(),
  profile: z.string(),
  /** The file of the home that held the profile at binding, whole; null for a shipped or unknown one. */
  policyFile: z.strictObject({ file: z.string(), text: z.string() }).nullable(),
  /** SM3 of the home's world.json at binding, hexadecimal; null when it had none, as a customer's home. */
  worldSm3: z.string().nullable(),
  registerId: z.string(),
  boundAt: z.iso.datetime(),
  /** The end of the binding; null while it stands. */
  unbound: z.strictObject({ at: z.iso.datetime(), reason: z.string() }).nullable(),
});

/** A binding of this home to a platform, as an act on record. */
export type PlatformBinding = z.infer<typeof bindingSchema>;

/** The bindings in the store, one for each platform that was ever bound. */
export function bindingRecords(records: RecordStore): Records<PlatformBinding> {
  return recordsOfKind('platform-binding', bindingSchema, ({ platform }) => platform, records);
}

/** Returns SM3 of the root certificate (DER), hexadecimal; '' for a text that holds none. */
export function rootFingerprint(pem: string, engine: Pick<SmEngine, 'sm3'>): string {
  const [block] = decodePem(pem);
  return block === undefined ? '' : toHex(engine.sm3(block.der));
}

/** Returns SHA-256 of the root certificate (DER), hexadecimal; '' for a text that holds none. */
export async function rootSha256(pem: string): Promise<string> {
  const [block] = decodePem(pem);
  return block === undefined ? '' : toHex((await loadSha256()).hash(block.der));
}

/** Returns the settings of a platform as they were bound. */
export function settingsOf(binding: PlatformBinding): PlatformSettings {
  const { platform, name, url, profile, root, tls, dialect } = binding;
  const connection = { ...(tls === null ? {} : { tls }), ...(dialect === undefined ? {} : { dialect }) };
  return { id: platform, name, url, profile, root, ...connection };
}

/** Returns the root certificate of a platform's settings; null when it cannot be read. */
export function rootOf({ root }: Pick<PlatformSettings, 'root'>): ReturnType<typeof certificateOrNull> {
  const [block] = decodePem(root);
  return block === undefined ? null : certificateOrNull(block.der);
}
