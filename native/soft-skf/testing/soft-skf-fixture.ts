import { copyFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { freshModule } from '../../soft-token/testing/soft-token-fixture.ts';
import { buildSoftSkf } from '../build.mjs';

export interface BothModules {
  readonly pkcs11: string;
  readonly skf: string;
}

/** Puts the SKF library into the folder of a soft token's module, so that both show the tokens of one store. */
export function freshModules(options: { sanitize?: boolean; wide?: boolean } = {}): BothModules {
  const built = buildSoftSkf(options);
  if (!built.ok) throw new Error(built.reason);
  const pkcs11 = freshModule();
  const skf = join(dirname(pkcs11), basename(built.path));
  copyFileSync(built.path, skf);
  return { pkcs11, skf };
}
