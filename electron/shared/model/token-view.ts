import type { AppError } from '../errors.ts';
import type { TokenInfo } from './token-info.ts';

/** The keys as one look at all modules found them. */
export interface TokenView {
  readonly tokens: readonly TokenInfo[];
  readonly failures: readonly { readonly module: string; readonly error: AppError }[];
}
