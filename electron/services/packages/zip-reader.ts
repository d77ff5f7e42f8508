import { unzipSync } from 'fflate';
import { PACKAGE_BUDGET } from '../../core/budgets.ts';
import { CodedError } from '../../shared/errors.ts';

/** The files of a package by their paths. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>;

/** The most that a zip file may hold. */
interface ZipBudget {
  readonly unpackedBytes: number;
  readonly files: number;
}

/**
 * Unpacks a package in memory; nothing is written to a disk, so that no path in it leads anywhere.
 * @throws CodedError FILE_OVER_BUDGET, PACKAGE_DAMAGED for bytes that are no zip file
 */
export function readZip(bytes: Uint8Array, budget: ZipBudget = PACKAGE_BUDGET): PackageFiles {
  const most = budget.unpackedBytes;
  let [size, count] = [0, 0];
  const filter = ({ originalSize }: { readonly originalSize: number }): boolean => {
    size += originalSize;
    count += 1;
    if (size > most || count > budget.files) {
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
