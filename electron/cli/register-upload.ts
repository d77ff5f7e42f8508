import { proxyOfEnvironment } from '../adapters/platform-api/connection.ts';
import { platformTransports } from '../adapters/platform-api/https-transport.ts';
import { registerUploads } from '../adapters/platform-api/register-api.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import type { PlatformSettings } from '../shared/model/platform.ts';
import type { AppError } from '../shared/errors.ts';
import type { Composition } from './composition.ts';
import { printError } from './printing.ts';
import { registerPartsOf } from './register-parts.ts';

/**
 * Sends the register to platforms that were just reached, and says on standard error what went wrong.
 * @param chosen ids of these platforms
 * @returns the first error; null where everything was sent and countersigned
 */
export async function uploadRegisters(
  chosen: readonly string[],
  platforms: readonly PlatformSettings[],
  world: DemoWorld,
  parts: Composition,
): Promise<AppError | null> {
  const transports = platformTransports(platforms, proxyOfEnvironment(process.env));
  const statuses = parts.store(world);
  const upload = registerUploads({
    ...(await registerPartsOf(parts, world)),
    platforms,
    transports,
    statuses,
  });
  const errors: AppError[] = [];
  try {
    for (const platform of chosen) {
      const sent = await upload(platform);
      if (!sent.ok) errors.push({ ...sent.error, details: { ...sent.error.details, platform } });
    }
  } finally {
    await transports.close();
  }
  errors.forEach(printError);
  return errors[0] ?? null;
}
