import { readdirSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { certificateOrNull } from '../../../electron/core/x509/certificate.ts';
import { decodePem } from '../../../electron/core/x509/pem.ts';
import { type WorldFolder, requireWorld } from '../../../electron/services/demo-world/world-folder.ts';
import type { PlatformContext } from '../platform-context.ts';
import { recordCertificate } from './holder-certificates.ts';
import { registerSeal } from './seals.ts';
import { registerToken } from './tokens.ts';

/**
 * Registers the tokens, certificates and seals of a demonstration world. Known ones stay as they are. Seals that are
 * enrolled later are registered at the next start.
 */
export function readWorld(context: PlatformContext, world: WorldFolder): void {
  for (const { name, tokenSerial, soPin } of requireWorld(world).companies) {
    if (tokenSerial !== null) registerToken(context, { serial: tokenSerial, holder: name, soPin });
  }
  for (const path of filesIn(world.pathOf('certificates'), '.pem')) {
    for (const { der } of decodePem(readFileSync(path, 'utf8'))) {
      const certificate = certificateOrNull(der);
      if (certificate !== null) recordCertificate(context, certificate);
    }
  }
  for (const path of filesIn(world.pathOf('seals'), '.esl')) {
    registerSeal(context, new Uint8Array(readFileSync(path)));
  }
}

function filesIn(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(ending));
  return names.sort().map((name) => join(folder, name));
}
