import { invoke, returns } from '../define.ts';
import { nothing } from './schemas.ts';

/** Whom the person trusts. */
export const trust = {
  showFolder: invoke(nothing, returns<null>()),
} as const;
