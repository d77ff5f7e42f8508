import type { SealTarget } from '../../core/signing/seal-request.ts';
import type { AppError } from '../../shared/errors.ts';
import type { PresetSeal, PresetTarget } from '../../shared/model/preset.ts';
import type { SealInfo, TokenInfo } from '../../shared/model/token.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import { presetSeal } from './presets.ts';

// The seals of an act, as a preset names them and as they are on the keys that are plugged in.

/** What seals are for, as the ends of their names say; a longer end before one that it ends with. */
const SEAL_KINDS = [
  ...['合同专用章', '财务专用章', '发票专用章', '人事专用章', '业务专用章', '报关专用章', '投标专用章'],
  ...['法定代表人名章', '财务负责人名章', '名章', '专用章', '公章'],
] as const;

/**
 * Names a seal for a preset: the very seal, or whatever seal of its kind a key has. One whose name says no kind is always
 * the very seal.
 */
export function namedSeal(
  { esId, name }: Pick<SealInfo, 'esId' | 'name'>,
  target: SealTarget,
  byKind: boolean,
): PresetSeal {
  const kind = byKind ? SEAL_KINDS.find((each) => name.endsWith(each)) : undefined;
  return {
    seal: kind === undefined ? { by: 'id', esId, name } : { by: 'name', name: kind },
    target: presetTarget(target),
  };
}

/** Returns the places of a seal with the dates beside it: the next document has its own picture of a signature. */
export function presetTarget(target: SealTarget): PresetTarget {
  if (target.kind !== 'list') return target;
  const { kind, field, places, beside = [] } = target;
  const dates = beside.filter((rule) => rule.kind === 'date');
  return { kind, field, places, ...(dates.length === 0 ? {} : { beside: dates }) };
}

/** The place of a seal with the pages as numbers. */
type WindowTarget =
  Exclude<PresetTarget, { kind: 'place' }> | { kind: 'place'; page: number; xMm: number; yMm: number };

/** A seal of a preset on its key. */
interface FoundPresetSeal {
  readonly info: SealInfo;
  readonly target: WindowTarget;
}

/**
 * Finds all seals of a preset on the keys that are plugged in. Fails with TOKEN_NOT_FOUND, SEAL_NOT_FOUND, SEAL_AMBIGUOUS,
 * or the reason why a seal cannot be used; `seal` in the details names it.
 */
export function foundSeals(
  seals: readonly PresetSeal[],
  tokens: readonly TokenInfo[],
): Result<readonly FoundPresetSeal[]> {
  const found: FoundPresetSeal[] = [];
  for (const { seal, target } of seals) {
    const one = presetSeal(seal, tokens);
    const error = one.ok ? whyNot(one.value.info) : one.error;
    if (error !== null) return failure({ ...error, details: { ...error.details, seal: seal.name } });
    if (one.ok) found.push({ info: one.value.info, target: windowTarget(target) });
  }
  return success(found);
}

function whyNot({ usable, reason }: SealInfo): AppError | null {
  return usable ? null : { code: reason ?? 'SEAL_DAMAGED' };
}

/** The last page of a document becomes a rule for it: the window counts pages from the first. */
function windowTarget(target: PresetTarget): WindowTarget {
  if (target.kind !== 'place') return target;
  const { kind, page, xMm, yMm } = target;
  if (page !== 'last') return { kind, page, xMm, yMm };
  return {
    ...{ kind: 'list', field: null },
    places: [{ kind: 'point', pages: [{ kind: 'span', from: -1, to: -1 }], xMm, yMm }],
  };
}
