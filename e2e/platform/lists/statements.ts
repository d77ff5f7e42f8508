import { utf8Bytes } from '../../../electron/core/bytes/encodings.ts';
import {
  signStatement,
  type Statement,
  type StatementType,
} from '../../../electron/core/platform/signed-statement.ts';
import type { PlatformContext } from '../platform-context.ts';
import { presentSigner } from './signers.ts';

/** Signs JSON as a statement of the platform, by whoever signs for it now. */
export function stateAsPlatform(
  context: PlatformContext,
  type: StatementType,
  payload: object,
): Promise<Statement> {
  const { certificate, key } = presentSigner(context);
  return signStatement(type, utf8Bytes(JSON.stringify(payload)), certificate, key.sign);
}
