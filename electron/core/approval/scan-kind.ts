import type { ScanKind } from '../../shared/model/approval.ts';

/** A page of 600 dpi in colour stays below it. */
export const LARGEST_SCAN = 20 * 1024 * 1024;

/** How each kind begins: ISO 32000-2 §7.5.2, ITU-T T.81 B.1.1.3 (SOI and the next marker), PNG §5.2. */
const BEGINNINGS: readonly (readonly [ScanKind, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** The kind of a scan by its content, since names lie; null where it is none that is taken. */
export function scanKindOf(bytes: Uint8Array): ScanKind | null {
  if (bytes.length === 0 || bytes.length > LARGEST_SCAN) return null;
  const found = BEGINNINGS.find(([, beginning]) => beginning.every((octet, index) => bytes[index] === octet));
  return found?.[0] ?? null;
}
