import type { HostSettings } from '../adapters/pkcs11/token-host-protocol.ts';

/** What our soft token calls its manufacturer, over either interface. Its keys lie in ordinary files. */
const SOFT_TOKEN_MANUFACTURER = 'SealDesk demo';

/** Outside the demonstration world a soft token takes part in nothing. */
export function isSoftTokenRefused({ softTokens }: HostSettings, manufacturer: string): boolean {
  return softTokens === 'refused' && manufacturer === SOFT_TOKEN_MANUFACTURER;
}
