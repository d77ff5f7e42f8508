import { LARGEST_PRESET_FILE } from '../../core/presets/preset-file.ts';
import { CodedError } from '../../shared/errors.ts';
import { reading } from '../files/file-errors.ts';
import { readRegularFile } from '../files/regular-file.ts';

/**
 * Reads a file of presets.
 * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE, FILE_NOT_REGULAR; PRESET_INVALID if it is too large for one
 */
export function readPresetFile(path: string): Uint8Array {
  const tooLarge = (): CodedError => new CodedError('PRESET_INVALID', 'too large', { field: 'size' });
  return reading(() => readRegularFile(path, { most: LARGEST_PRESET_FILE, tooLarge }));
}
