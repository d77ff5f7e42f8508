import type { ModuleHeader } from '../../shared/model/driver-report.ts';
import { readElf } from './elf.ts';
import { headerView } from './header-view.ts';
import { readMachO } from './mach-o.ts';
import { readPe } from './pe.ts';

/**
 * What a library's file says of the system and the machines it is for, so that one that does not fit is named
 * as such instead of failing to load with a number.
 * @param bytes the file's beginning, some thousand bytes of it
 * @returns null where it is no library of a known system
 */
export function readModuleHeader(bytes: Uint8Array): ModuleHeader | null {
  const view = headerView(bytes);
  return readPe(view) ?? readElf(view) ?? readMachO(view);
}
