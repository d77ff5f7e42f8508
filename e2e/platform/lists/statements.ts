import { utf8Bytes } from '../../../electron/core/bytes/encodings.ts';
import {
  signStatement,
  type Statement,
  type StatementType,
} from '../../../electron/core/platform/signed-statement.ts';
import type { PlatformContext } from '../platform-context.ts';

/** Signs JSON as a statement of the platform, with the key that the root has certified for it. */
export function stateAsPlatform(
  context: PlatformContext,
  type: StatementType,
  payload: object,
): Promise<Statement> {
  const { certificate, key } = context.authorities.signer;
  return signStatement(type, utf8Bytes(JSON.stringify(payload)), certificate, key.sign);
}
