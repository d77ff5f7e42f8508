import { base64urlnopad } from '@scure/base';
import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import type { PlatformSchema } from '../../shared/platform-api/schema.ts';
import { utf8Text } from '../bytes/utf8.ts';
import { openPlatformStatement } from '../platform/platform-statement.ts';
import { openStatement, type Statement } from '../platform/signed-statement.ts';
import type { SmEngine } from '../sm/engine.ts';
import type { Certificate } from '../x509/certificate.ts';

/** What a platform says of a register: this head was there at this time. */
export type Countersignature = PlatformSchema<'Countersignature'>;

const TYPE = 'register-countersignature';

const identifier = z.string().regex(/^[A-Za-z0-9._-]{1,100}$/);

/** A later version may say more, as all payloads of the interface may. */
const schema = z.object({
  platform: identifier,
  registerId: identifier,
  size: z.int().min(1),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  time: z.iso.datetime(),
  countersignedAt: z.iso.datetime(),
});

/** Roots that are pinned for platforms, by the platform's id. */
export type PlatformRoots = ReadonlyMap<string, Certificate>;

/** Whose word it is and what it says, with the root of that platform, or null where it is not known here. */
export interface OpenedCountersignature {
  readonly countersignature: Countersignature;
  readonly root: Certificate | null;
}

/**
 * Takes a countersignature apart and checks it: that its certificate's key has signed it, and where the root of
 * the platform that it names is known, that this root has issued the certificate, which was valid at the time.
 * @throws CodedError STATEMENT_INVALID with the broken `rule`
 */
export function openCountersignature(
  statement: Statement,
  roots: PlatformRoots,
  engine: SmEngine,
): OpenedCountersignature {
  const countersignature = read(openStatement(statement, TYPE, engine).payload);
  const root = roots.get(countersignature.platform) ?? null;
  const at = new Date(countersignature.countersignedAt);
  if (root !== null) openPlatformStatement(statement, TYPE, { engine, root, at });
  return { countersignature, root };
}

/**
 * Which platform a countersignature says it is of; nothing is checked.
 * @throws CodedError STATEMENT_INVALID
 */
export function platformNamedIn({ payload }: Statement): string {
  return read(payloadOctets(payload)).platform;
}

function payloadOctets(text: string): Uint8Array {
  try {
    return base64urlnopad.decode(text);
  } catch {
    throw new CodedError('STATEMENT_INVALID', 'encoding', { rule: 'encoding' });
  }
}

function read(payload: Uint8Array): Countersignature {
  const parsed = schema.safeParse(jsonOrNull(utf8Text(payload)));
  if (!parsed.success) throw new CodedError('STATEMENT_INVALID', 'payload', { rule: 'payload' });
  return parsed.data;
}

function jsonOrNull(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return null;
  }
}
