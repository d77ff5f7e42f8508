import { utf8Bytes } from '../../../electron/core/bytes/encodings.ts';
import {
  signStatement,
  type Statement,
  type StatementType,
} from '../../../electron/core/platform/signed-statement.ts';
import type { Office } from '../office.ts';

/** The platform's word: JSON signed by the key that the root has certified for it. */
export function stateAsPlatform(office: Office, type: StatementType, payload: object): Promise<Statement> {
  const { certificate, key } = office.authorities.signer;
  return signStatement(type, utf8Bytes(JSON.stringify(payload)), certificate, key.sign);
}
