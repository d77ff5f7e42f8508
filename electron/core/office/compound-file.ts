import type { ByteSource } from '../bytes/byte-source.ts';
import { latin1Text } from '../bytes/encodings.ts';
import { COMPOUND_FILE } from '../pdf/other-formats.ts';

/** An entry of the directory of a compound file: a storage, or a stream with where it begins. */
export interface CompoundEntry {
  readonly name: string;
  readonly firstSector: number;
  /** Bytes */
  readonly size: number;
}

/** A container of the older office documents, which also holds newer ones that have a password. */
export interface CompoundFile {
  readonly entries: readonly CompoundEntry[];
  /** Returns the first bytes of a stream, 64 at most of one that is too small to have sectors of its own. */
  readonly beginningOf: (entry: CompoundEntry, length: number) => Uint8Array;
}

/** [MS-CFB] 2.2: the header takes 512 bytes; its fields at these offsets. */
const HEADER_LENGTH = 512;
const SECTOR_SHIFT_AT = 0x1e;
const DIRECTORY_START_AT = 0x30;
const TABLE_SECTORS_AT = 0x4c;
/** [MS-CFB] 2.1: sector numbers from here on mean something else than a sector. */
const LAST_SECTOR = 0xfffffffa;
/** [MS-CFB] 2.6.1 */
const ENTRY_LENGTH = 128;
const NAME_LENGTH_AT = 64;
const ENTRY_SECTOR_AT = 0x74;
const ENTRY_SIZE_AT = 0x78;
/** [MS-CFB] 2.3: streams below this many bytes lie in small sectors within the stream of the root, the first entry. */
const SMALL_STREAM = 4096;
const SMALL_SECTOR = 64;
/** A document has some dozens of entries; a directory that goes in a circle ends here. */
const MOST_DIRECTORY_SECTORS = 256;
/** Small streams are few and small; nobody keeps more than some megabytes of them. */
const MOST_ROOT_SECTORS = 4096;

/**
 * Reads the directory of a compound file ([MS-CFB]); null for anything else. The sectors of the table that the header
 * does not name itself (files over 7 MB with sectors of 512 bytes) are left out: the directory may then be cut short.
 */
export function readCompoundFile(source: ByteSource): CompoundFile | null {
  const header = source.read(0, HEADER_LENGTH);
  if (header.length < HEADER_LENGTH || !COMPOUND_FILE.test(latin1Text(header))) return null;
  const view = viewOf(header);
  const shift = view.getUint16(SECTOR_SHIFT_AT, true);
  if (shift !== 9 && shift !== 12) return null;
  const sectorLength = 2 ** shift;
  const readSector = (sector: number, length = sectorLength): Uint8Array =>
    source.read((sector + 1) * sectorLength, length);
  const nextOf = (sector: number): number => {
    const perSector = sectorLength / 4;
    const slot = TABLE_SECTORS_AT + 4 * Math.floor(sector / perSector);
    if (slot + 4 > HEADER_LENGTH) return LAST_SECTOR;
    const table = readSector(view.getUint32(slot, true));
    const at = 4 * (sector % perSector);
    return at + 4 > table.length ? LAST_SECTOR : viewOf(table).getUint32(at, true);
  };
  const entries: CompoundEntry[] = [];
  let sector = view.getUint32(DIRECTORY_START_AT, true);
  for (let count = 0; sector < LAST_SECTOR && count < MOST_DIRECTORY_SECTORS; count += 1) {
    const bytes = readSector(sector);
    for (let at = 0; at + ENTRY_LENGTH <= bytes.length; at += ENTRY_LENGTH) {
      entries.push(entryIn(bytes.subarray(at, at + ENTRY_LENGTH)));
    }
    sector = nextOf(sector);
  }
  const root = entries[0];
  const smallSector = (small: number): Uint8Array => {
    const at = small * SMALL_SECTOR;
    const steps = Math.floor(at / sectorLength);
    let holder = root === undefined || steps > MOST_ROOT_SECTORS ? LAST_SECTOR : root.firstSector;
    for (let step = 0; step < steps && holder < LAST_SECTOR; step += 1) holder = nextOf(holder);
    if (holder >= LAST_SECTOR) return new Uint8Array();
    return readSector(holder).subarray(at % sectorLength, (at % sectorLength) + SMALL_SECTOR);
  };
  return {
    entries: entries.filter(({ name }) => name !== ''),
    beginningOf: ({ firstSector, size }, length) => {
      if (firstSector >= LAST_SECTOR) return new Uint8Array();
      const isSmall = size > 0 && size < SMALL_STREAM;
      return isSmall ? smallSector(firstSector).subarray(0, length) : readSector(firstSector, length);
    },
  };
}

function entryIn(bytes: Uint8Array): CompoundEntry {
  const view = viewOf(bytes);
  // The length counts the bytes of the name with its closing zero.
  const letters = Math.max(0, Math.min(NAME_LENGTH_AT, view.getUint16(NAME_LENGTH_AT, true)) / 2 - 1);
  const codes = Array.from({ length: Math.floor(letters) }, (_each, index) =>
    view.getUint16(2 * index, true),
  );
  return {
    name: String.fromCharCode(...codes),
    firstSector: view.getUint32(ENTRY_SECTOR_AT, true),
    size: view.getUint32(ENTRY_SIZE_AT, true),
  };
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
