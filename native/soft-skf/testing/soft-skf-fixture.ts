import { copyFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { freshModule, run } from '../../soft-token/testing/soft-token-fixture.ts';
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

/**
 * Makes one library that exports both interfaces, as those of many vendors do: it has both soft ones behind it, whose functions the
 * loader finds by it.
 */
export function libraryOfBoth({ pkcs11, skf }: BothModules): string {
  const [source, library] = ['both.c', 'both.so'].map((name) => join(dirname(skf), name));
  if (source === undefined || library === undefined) throw new Error('two names have two paths');
  writeFileSync(source, 'const char *const exported[] = {"C_GetFunctionList", "SKF_EnumDev"};\n');
  const built = run('cc', ['-shared', '-fPIC', '-Wl,--no-as-needed', source, pkcs11, skf, '-o', library]);
  if (built.status !== 0) throw new Error(built.output);
  return library;
}
