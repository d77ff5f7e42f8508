/** Processors by their number in an ELF header (e_machine). */
const processors = new Map([
  [0x3e, 'x64'],
  [0xb7, 'arm64'],
  [0x102, 'loong64'],
]);

/** Section of the versions that a file needs of its libraries (SHT_GNU_verneed, Linux Standard Base 10.7.5). */
const neededVersions = 0x6ffffffe;

const isElf = (bytes) => bytes.length >= 64 && bytes.readUInt32BE(0) === 0x7f454c46;

/** Reads the text that ends with a zero byte. */
function textAt(bytes, offset) {
  return bytes.toString('latin1', offset, bytes.indexOf(0, offset));
}

/** Lists the sections of a 64-bit file, each with its type, its place in the file, its link and its count of records. */
function sectionsOf(bytes) {
  const table = Number(bytes.readBigUInt64LE(0x28));
  const [size, count] = [bytes.readUInt16LE(0x3a), bytes.readUInt16LE(0x3c)];
  return Array.from({ length: count }, (_, index) => {
    const at = table + index * size;
    return {
      type: bytes.readUInt32LE(at + 4),
      offset: Number(bytes.readBigUInt64LE(at + 24)),
      link: bytes.readUInt32LE(at + 40),
      info: bytes.readUInt32LE(at + 44),
    };
  });
}

/** Lists the version names behind one library's record (Elf64_Verneed, then its Elf64_Vernaux). */
function namesOfLibrary(bytes, record, names) {
  const found = [];
  let auxiliary = record + bytes.readUInt32LE(record + 8);
  for (let left = bytes.readUInt16LE(record + 2); left > 0; left -= 1) {
    found.push(textAt(bytes, names + bytes.readUInt32LE(auxiliary + 8)));
    auxiliary += bytes.readUInt32LE(auxiliary + 12);
  }
  return found;
}

function versionNames(bytes) {
  const sections = sectionsOf(bytes);
  const section = sections.find(({ type }) => type === neededVersions);
  if (section === undefined) return [];
  const names = sections[section.link].offset;
  const found = [];
  let record = section.offset;
  for (let left = section.info; left > 0; left -= 1) {
    found.push(...namesOfLibrary(bytes, record, names));
    record += bytes.readUInt32LE(record + 12);
  }
  return found;
}

/**
 * Reads for which processor an ELF file is made and which versions of symbols it needs, such as `GLIBC_2.28`. The
 * system's loader refuses a file if a library lacks one of them.
 * @param {Buffer} bytes a whole file
 * @returns {{ processor: string, versions: readonly string[] } | null} null when it is no 64-bit little-endian ELF file
 */
export function readElf(bytes) {
  if (!isElf(bytes) || bytes[4] !== 2 || bytes[5] !== 1) return null;
  const machine = bytes.readUInt16LE(0x12);
  return { processor: processors.get(machine) ?? `machine ${machine}`, versions: versionNames(bytes) };
}

const numbersOf = (version) => version.split('.').map(Number);

/** Compares versions of numbers and points: negative when the first is the lower one. */
export function compareVersions(one, other) {
  const [a, b] = [numbersOf(one), numbersOf(other)];
  const differs = a.findIndex((number, index) => number !== (b[index] ?? 0));
  if (differs >= 0) return a[differs] - (b[differs] ?? 0);
  return a.length - b.length;
}

/**
 * Returns the highest version of each library's symbols, such as `{ GLIBC: '2.17' }`.
 * @param {readonly string[]} versions names as {@link readElf} returns them
 */
export function highestVersions(versions) {
  const highest = {};
  for (const name of versions) {
    const [, library, version] = /^([A-Z]+)_([0-9.]+)$/.exec(name) ?? [];
    if (library !== undefined && compareVersions(version, highest[library] ?? '0') > 0)
      highest[library] = version;
  }
  return highest;
}
