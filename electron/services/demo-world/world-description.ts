import { z } from 'zod';
import { utf8Bytes, utf8Text } from '../../core/bytes/encodings.ts';
import { CodedError } from '../../shared/errors.ts';
import { readJson } from '../../core/bytes/json.ts';

const seal = z.object({ esId: z.string(), name: z.string(), kind: z.string() });

const company = z.object({
  name: z.string(),
  /** Null when no soft token was at hand. */
  tokenSerial: z.string().nullable(),
  pin: z.string(),
  soPin: z.string(),
  seals: z.array(seal),
});

const description = z.object({
  home: z.string(),
  pkcs11Module: z.string().nullable(),
  /** The SKF library over the same tokens. Older worlds have none. */
  skfModule: z.string().nullable().default(null),
  /** The error code that says why there is no module; absent from a complete world. */
  missing: z.string().optional(),
  /** The PIN of the holder's token. */
  pin: z.string(),
  soPin: z.string(),
  /** PKCS#11 mechanism numbers, such as "0x8005000B". */
  mechanisms: z.object({ digest: z.string(), message: z.string(), keyGen: z.string() }),
  trust: z.object({ dir: z.string(), bundle: z.string(), crls: z.array(z.string()) }),
  /** The holder's seals. */
  seals: z.array(seal),
  /** The holder first, then the counterparty. */
  companies: z.array(company),
  contract: z.string(),
  /** The policy of this world. Users may edit it. */
  policy: z.object({ sealFiles: z.boolean() }).default({ sealFiles: true }),
});

/** The content of `world.json`, with absolute paths. */
export type DemoWorld = z.infer<typeof description>;
export type DemoCompany = z.infer<typeof company>;

export function encodeWorld(world: DemoWorld): Uint8Array {
  return utf8Bytes(`${JSON.stringify(world, null, 2)}\n`);
}

/**
 * Reads a description and adapts its paths to the present place of the folder.
 * @throws CodedError FILE_UNREADABLE when it does not describe a world
 */
export function decodeWorld(bytes: Uint8Array, home: string): DemoWorld {
  const parsed = description.safeParse(parseJson(bytes));
  if (!parsed.success) throw new CodedError('FILE_UNREADABLE', 'not a description of a demonstration world');
  const world = parsed.data;
  const moved = (path: string) => (path.startsWith(world.home) ? home + path.slice(world.home.length) : path);
  return {
    ...world,
    home,
    pkcs11Module: world.pkcs11Module === null ? null : moved(world.pkcs11Module),
    skfModule: world.skfModule === null ? null : moved(world.skfModule),
    trust: {
      dir: moved(world.trust.dir),
      bundle: moved(world.trust.bundle),
      crls: world.trust.crls.map(moved),
    },
    contract: moved(world.contract),
  };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return readJson(utf8Text(bytes));
  } catch {
    return null;
  }
}
