import {
  signStatement,
  type Statement,
  type StatementType,
} from '../../../electron/core/platform/signed-statement.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import {
  certify,
  type DemoAuthority,
  generateSoftwareKey,
} from '../../../electron/services/demo-world/authorities.ts';
import { formerSigner, presentSigner } from '../lists/signers.ts';
import type { PlatformContext } from '../platform-context.ts';
import type { Forger, Forgers, Outgoing } from './fault-box.ts';

const DAY_MS = 24 * 3_600_000;

type Numbered = Partial<PlatformSchema<'StatusPage'>> & { readonly number?: number };

/** The counterfeits of an attacker on the network, and the false statements of the platform itself. */
export function forgersOf(context: PlatformContext): Forgers {
  return {
    altered,
    forged: async (outgoing) => restated(outgoing, await stranger(context), (payload) => payload),
    formerSigner: async (outgoing) =>
      restated(outgoing, formerSigner(context) ?? (await stranger(context)), (payload) => payload),
    rolledBack: (outgoing) => restated(outgoing, presentSigner(context), oneLess),
    gap: (outgoing) => restated(outgoing, presentSigner(context), withoutFirstEvent),
  };
}

/** Lowers the number below the present one; in a feed, below the one that the client has. */
function oneLess(payload: Numbered): Numbered {
  if (payload.number !== undefined) return { ...payload, number: payload.number - 1 };
  return { ...payload, head: Math.max((payload.after ?? 0) - 1, 0), events: [] };
}

/** Leaves out one event. */
function withoutFirstEvent(payload: Numbered): Numbered {
  return { ...payload, events: payload.events?.slice(1) ?? [] };
}

function statementIn({ body }: Outgoing): Statement | null {
  try {
    const value = JSON.parse(body.toString('utf8')) as Partial<Statement>;
    return 'payload' in value && 'protected' in value ? (value as Statement) : null;
  } catch {
    return null;
  }
}

const textOf = (part: string): string => Buffer.from(part, 'base64url').toString('utf8');

/** Changes the time in a statement and keeps the signature. Of any other body one octet is changed. */
const altered: Forger = (outgoing) => {
  const { body } = outgoing;
  const statement = statementIn(outgoing);
  if (statement === null) return Promise.resolve(withOtherOctet(body));
  const payload = textOf(statement.payload).replace('"issuedAt":"2', '"issuedAt":"3');
  const changed = { ...statement, payload: Buffer.from(payload, 'utf8').toString('base64url') };
  return Promise.resolve(Buffer.from(JSON.stringify(changed)));
};

function withOtherOctet(body: Buffer): Buffer {
  const changed = Buffer.from(body);
  const middle = changed.length >> 1;
  changed[middle] = (changed[middle] ?? 0) ^ 1;
  return changed;
}

/** Signs a changed statement again. Any other body is altered instead. */
async function restated(
  outgoing: Outgoing,
  { certificate, key }: Pick<DemoAuthority, 'certificate' | 'key'>,
  change: (payload: Numbered) => Numbered,
): Promise<Buffer> {
  const statement = statementIn(outgoing);
  if (statement === null) return withOtherOctet(outgoing.body);
  const { typ } = JSON.parse(textOf(statement.protected)) as { readonly typ: StatementType };
  const payload = change(JSON.parse(textOf(statement.payload)) as Numbered);
  const octets = new Uint8Array(Buffer.from(JSON.stringify(payload), 'utf8'));
  return Buffer.from(JSON.stringify(await signStatement(typ, octets, certificate, key.sign)));
}

/** Makes a party of the platform's name, certified by a root of the root's name. */
async function stranger(context: PlatformContext): Promise<Pick<DemoAuthority, 'certificate' | 'key'>> {
  const key = generateSoftwareKey(context.engine, context.random);
  const { root, signer } = context.authorities;
  const now = context.clock.now();
  const validity = { from: now, to: new Date(now.getTime() + DAY_MS) };
  const wish = { name: signer.name, publicKey: key.publicKey, validity, extensions: [] };
  return { key, certificate: await certify(context, { name: root.name, key }, wish) };
}
