import { utf8Text } from '../../../electron/core/bytes/utf8.ts';
import {
  signStatement,
  type Statement,
  type StatementType,
} from '../../../electron/core/platform/signed-statement.ts';
import { certify } from '../../../electron/services/demo-world/authorities.ts';
import { generateSoftwareKey } from '../../../electron/services/demo-world/software-key.ts';
import type { Office } from '../office.ts';
import type { Forger, Forgers, Outgoing } from './fault-box.ts';

const DAY_MS = 24 * 3_600_000;

/** The counterfeits of somebody who sits on the line. */
export function forgersOf(office: Office): Forgers {
  return { altered, forged: (outgoing) => forge(office, outgoing) };
}

function statementIn({ body }: Outgoing): Statement | null {
  try {
    const value = JSON.parse(body.toString('utf8')) as Partial<Statement>;
    return 'payload' in value && 'protected' in value ? (value as Statement) : null;
  } catch {
    return null;
  }
}

/** The list's own number or time says something else, the signature stays. */
const altered: Forger = (outgoing) => {
  const { body } = outgoing;
  const statement = statementIn(outgoing);
  if (statement === null) return Promise.resolve(withOtherOctet(body));
  const payload = Buffer.from(statement.payload, 'base64url')
    .toString('utf8')
    .replace('"issuedAt":"2', '"issuedAt":"3');
  const changed = { ...statement, payload: Buffer.from(payload, 'utf8').toString('base64url') };
  return Promise.resolve(Buffer.from(JSON.stringify(changed)));
};

function withOtherOctet(body: Buffer): Buffer {
  const changed = Buffer.from(body);
  const middle = changed.length >> 1;
  changed[middle] = (changed[middle] ?? 0) ^ 1;
  return changed;
}

/** The same payload in a stranger's name, who certifies himself; what is no statement is changed instead. */
async function forge(office: Office, outgoing: Outgoing): Promise<Buffer> {
  const statement = statementIn(outgoing);
  if (statement === null) return withOtherOctet(outgoing.body);
  const key = generateSoftwareKey(office.engine, office.random);
  const { name } = office.authorities.signer;
  const now = office.clock.now();
  const validity = { from: now, to: new Date(now.getTime() + DAY_MS) };
  const wish = { name, publicKey: key.publicKey, validity, extensions: [] };
  const certificate = await certify(office, { name: office.authorities.root.name, key }, wish);
  const header = JSON.parse(utf8Text(Buffer.from(statement.protected, 'base64url'))) as {
    typ: StatementType;
  };
  const payload = new Uint8Array(Buffer.from(statement.payload, 'base64url'));
  return Buffer.from(JSON.stringify(await signStatement(header.typ, payload, certificate, key.sign)));
}
