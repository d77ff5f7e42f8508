import { CodedError } from '../../../shared/errors.ts';
import type { TilingRule } from '../../../shared/model/tiling-rule.ts';

/** The first byte or section that is not as it must be. */
export interface TilingFault {
  readonly rule: TilingRule;
  /** The file offset at which it shows. */
  readonly offset: number;
}

/** Carries a fault out of the depth of a check to `revisionFault`, which alone catches it. */
export class Untiled extends Error {
  readonly fault: TilingFault;

  constructor(rule: TilingRule, offset: number) {
    super(`${rule} at byte ${String(offset)}`);
    this.fault = { rule, offset };
  }
}

/**
 * Runs a check and returns the fault that it finds. Damage counts as a fault: whatever a strict parser refuses, another
 * reader repairs.
 * @param rule the fault that damage is
 * @throws CodedError FILE_OVER_BUDGET
 */
export function faultOf(check: () => void, rule: TilingRule, offset: number): TilingFault | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof Untiled) return error.fault;
    if (error instanceof CodedError && error.code !== 'FILE_OVER_BUDGET') return { rule, offset };
    throw error;
  }
}
