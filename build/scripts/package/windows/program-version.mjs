/** PE Format, "Section Table": the name of the section that holds resources. */
const RESOURCES = '.rsrc';
/** VS_FIXEDFILEINFO.dwSignature */
const SIGNATURE = 0xfeef04bd;

/** Returns the part of a program that holds its resources; null for a file that is no program, or has none. */
function resourcesOf(bytes) {
  if (bytes.length < 64 || bytes.toString('latin1', 0, 2) !== 'MZ') return null;
  const header = bytes.readUInt32LE(0x3c);
  if (bytes.toString('latin1', header, header + 4) !== 'PE\0\0') return null;
  const table = header + 24 + bytes.readUInt16LE(header + 20);
  for (let left = bytes.readUInt16LE(header + 6), at = table; left > 0; left -= 1, at += 40) {
    if (bytes.toString('latin1', at, at + 8).replaceAll('\0', '') !== RESOURCES) continue;
    const start = bytes.readUInt32LE(at + 20);
    return bytes.subarray(start, start + bytes.readUInt32LE(at + 16));
  }
  return null;
}

/** Finds the value behind a key of a version resource: the key ends with a zero, and the value begins at a multiple of four bytes. */
function valueOf(resources, key) {
  const at = resources.indexOf(Buffer.from(`${key}\0`, 'utf16le'));
  if (at < 0) return null;
  const end = at + (key.length + 1) * 2;
  return resources.subarray(end + (-end & 3));
}

/**
 * Reads the version of a program or library of Windows, as its own resources tell it.
 * @param {Buffer} bytes the whole file
 * @returns {{ version: string, language: number } | null} version: four numbers; language: a LANGID, 0 where it names none; null
 *   for a file without a version, by whose date and size Windows Installer then goes
 */
export function programVersion(bytes) {
  const resources = resourcesOf(bytes);
  const info = resources === null ? null : valueOf(resources, 'VS_VERSION_INFO');
  if (info === null || info.length < 16 || info.readUInt32LE(0) !== SIGNATURE) return null;
  const version = [10, 8, 14, 12].map((at) => info.readUInt16LE(at)).join('.');
  const translation = valueOf(resources, 'Translation');
  return { version, language: translation === null ? 0 : translation.readUInt16LE(0) };
}
