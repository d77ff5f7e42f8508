import type { PlatformRoots } from '../../core/register/checkpoint.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { decodePem } from '../../core/x509/pem.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';

/** The roots that are pinned for platforms, which were checked when the settings were read. */
export function platformRoots(platforms: readonly PlatformSettings[]): PlatformRoots {
  return new Map(
    platforms.flatMap(({ id, root }) =>
      decodePem(root).map(({ der }) => [id, decodeCertificate(der)] as const),
    ),
  );
}
