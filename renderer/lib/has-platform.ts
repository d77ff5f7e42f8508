import type { TokenInfo } from '../../electron/shared/model/token.ts';

/** Whether a platform is configured: the rules of a seal then name it. */
export function hasPlatform(tokens: readonly TokenInfo[]): boolean {
  return tokens.some(({ seals }) => seals.some(({ standing }) => (standing?.platformName ?? null) !== null));
}
