import { unzipSync } from 'fflate';
import { PACKAGE_BUDGET } from '../../core/budgets.ts';
import { CodedError } from '../../shared/errors.ts';

/** The files of a package by their paths. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>;

/**
 * Unpacks a package in memory; nothing is written to a disk, so that no path in it leads anywhere.
 * @throws CodedError FILE_OVER_BUDGET, PACKAGE_DAMAGED for bytes that are no zip file
 */
export function readZip(bytes: Uint8Array): PackageFiles {
  const most = PACKAGE_BUDGET.unpackedBytes;
  let [size, count] = [0, 0];
  const filter = ({ originalSize }: { readonly originalSize: number }): boolean => {
    size += originalSize;
    count += 1;
    if (size > most || count > PACKAGE_BUDGET.files) {
      throw new CodedError('FILE_OVER_BUDGET', 'package', { budget: 'packageBytes', most });
    }
    return true;
  };
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter })));
  } catch (error) {
    if (error instanceof CodedError) throw error;
    throw new CodedError('PACKAGE_DAMAGED', String(error));
  }
}
