import type { PolicyView } from '../../model/policy-profile.ts';
import { invoke, returns } from '../define.ts';
import { nothing } from './schemas.ts';

/** The rules of the jurisdictions. */
export const policy = {
  view: invoke(nothing, returns<PolicyView>()),
} as const;
