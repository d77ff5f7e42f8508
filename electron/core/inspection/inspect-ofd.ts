import type { Inspection, OfdInspection } from '../../shared/model/inspection.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import type { ZipEntry } from '../ofd/container/zip-entry.ts';
import { openOfd, type OfdPackage } from '../ofd/package/ofd-package.ts';
import { readDocument } from '../ofd/package/read-document.ts';
import { readSignatureFile, type SignatureFile } from '../ofd/signatures/signature-file.ts';
import { readSignatureList, type ListedSignature } from '../ofd/signatures/signature-list.ts';
import type { TrustInputs } from '../verification/evidence/context.ts';
import { orNullIfDamaged } from '../work-meter.ts';
import { inspectDer } from './inspect.ts';

/** A SEQUENCE, as every value in DER begins. Others are bare numbers. */
const DER_START = 0x30;

/**
 * Describes the parts of an OFD and its signatures, with what each of them covers. Nothing is said of whether they hold:
 * verification judges that.
 * @param file the name that the result gives it
 * @throws CodedError for a file that cannot be opened; FILE_OVER_BUDGET
 */
export function inspectOfd(source: ByteSource, file: string, inputs: TrustInputs): OfdInspection {
  const ofd = openOfd(source);
  const documents = ofd.bodies.map((body) => ({
    root: body.root.name,
    title: body.info.get('Title') ?? null,
    creator: body.info.get('Creator') ?? null,
    pages: readDocument(ofd, body).pages.length,
    versions: body.versions.length,
    values: Object.fromEntries(body.customData),
  }));
  const signatures = ofd.bodies.flatMap((body) => {
    const list = readSignatureList(ofd, body);
    return (list?.signatures ?? []).map((listed) => describe(ofd, listed, file, inputs));
  });
  return {
    ...{ file, type: 'ofd', documents },
    parts: filesOf(ofd).map(({ name, size, compressedSize }) => ({ name, size, packed: compressedSize })),
    tolerances: ofd.tolerances,
    signatures,
    checks: [],
  };
}

const filesOf = ({ container: { entries } }: OfdPackage): readonly ZipEntry[] =>
  entries.filter(({ isFolder }) => !isFolder);

function describe(
  ofd: OfdPackage,
  { id, type, path, entry }: ListedSignature,
  file: string,
  inputs: TrustInputs,
): OfdInspection['signatures'][number] {
  const read = entry === null ? null : orNullIfDamaged(() => readSignatureFile(ofd, entry));
  if (read === null) return { id, type, path, signature: null, content: null };
  const { provider, method, statedTime, references, stamps } = read;
  const named = new Set(references.map((reference) => reference.entry));
  const own = new Set([read.entry, read.value]);
  return {
    ...{ id, type, path },
    signature: {
      ...{ provider, method, digest: read.checkMethod.name },
      statedAt: statedTime?.toISOString() ?? null,
      covered: references.map((reference) => reference.path),
      notCovered: filesOf(ofd).flatMap((each) => (named.has(each) || own.has(each) ? [] : [each.name])),
      places: stamps.map(({ page, boundary, clip }) => ({ page, boundary, clip })),
    },
    content: contentOf(ofd, read, `${file}#${read.entry.name}`, inputs),
  };
}

function contentOf(
  ofd: OfdPackage,
  { value }: SignatureFile,
  name: string,
  inputs: TrustInputs,
): Inspection | null {
  const bytes = value === null ? null : ofd.container.read(value);
  return bytes === null || bytes[0] !== DER_START
    ? null
    : orNullIfDamaged(() => inspectDer(bytes, name, inputs));
}
