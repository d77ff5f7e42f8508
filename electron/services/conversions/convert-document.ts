import { piecesOf } from '../../core/bytes/byte-source.ts';
import { imageFormat } from '../../core/image/image-format.ts';
import { readOfficeDocument } from '../../core/office/office-document.ts';
import { HEADER_REACH, isPdf, otherFormatOf } from '../../core/pdf/other-formats.ts';
import { CodedError } from '../../shared/errors.ts';
import type { Conversion, ConversionOffer } from '../../shared/model/conversion.ts';
import { type Result, resultOf, unwrap } from '../../shared/result.ts';
import { withDraft, withFile } from '../documents/with-file.ts';
import type { FilePort, HeldFile, OpenFile } from '../ports/files.ts';
import type { OfficePort, OfficeProgram } from './office-port.ts';

/** What a conversion needs of the world. */
export interface ConversionPorts {
  readonly files: FilePort;
  /** Holds a file open for one piece of work without blocking the thread, though its share may be gone: FILE_STALLED. */
  readonly holding: <T>(path: string, work: (held: HeldFile) => Promise<T>) => Promise<T>;
  readonly office: OfficePort;
  /** Makes a page of a JPEG or PNG. Fails with PICTURE_DAMAGED or PICTURE_TOO_LARGE. */
  readonly pageOfPicture: (picture: Uint8Array) => Promise<Result<Uint8Array>>;
  /** Takes the name of a file off its path, and its ending in small letters without the dot. */
  readonly nameOf: (path: string) => { readonly name: string; readonly extension: string };
  /** Returns the path of a PDF beside a file, under its name, numbered if that is taken. */
  readonly beside: (path: string) => string;
}

export interface ConversionOrder {
  /** Absolute path of the file that is no PDF. */
  readonly path: string;
  /** Absolute path of the new PDF; null for one beside the original. */
  readonly outputPath: string | null;
  readonly deadlineMs: number;
  /** Resolves when the person cancels. */
  readonly cancelled?: Promise<unknown> | undefined;
}

/** Bytes. Office programs take minutes for larger documents, and run out of memory. */
const LARGEST_DOCUMENT = 300 * 1024 * 1024;

/** A file with what is to be done with it. */
interface Plan {
  readonly file: OpenFile;
  readonly offer: ConversionOffer;
  readonly program: OfficeProgram | null;
  readonly extension: string;
}

/**
 * Tells what can be made of a file, and by which program. Fails with FILE_NEEDS_NO_CONVERSION for a PDF,
 * OFFICE_PROGRAM_MISSING, OFFICE_DOCUMENT_PROTECTED, OFFICE_DOCUMENT_TOO_LARGE, with what else the file is, and as
 * reading does.
 */
export function offerConversion(path: string, ports: ConversionPorts): Promise<Result<ConversionOffer>> {
  return resultOf(() => withPlan(path, ports, ({ offer }) => offer));
}

/**
 * Converts an office document or a picture to a new PDF. The original stays as it is, and no file is replaced. Call it
 * only once the person has said that a stranger's document may be handed to another program.
 * Fails as {@link offerConversion} and {@link OfficePort.convert} do, and with the codes of writing.
 */
export function convertDocument(order: ConversionOrder, ports: ConversionPorts): Promise<Result<Conversion>> {
  return resultOf(() =>
    withPlan(order.path, ports, async (plan) => {
      const path = order.outputPath ?? ports.beside(order.path);
      if (plan.program === null) await writePicture(plan.file, path, ports);
      else await writeByOffice(plan, plan.program, path, order, ports);
      return { ...plan.offer, path };
    }),
  );
}

function withPlan<T>(path: string, ports: ConversionPorts, work: (plan: Plan) => Promise<T> | T): Promise<T> {
  return ports.holding(path, (held) => withFile(held, ports, (file) => work(planFor(path, file, ports))));
}

function planFor(path: string, file: OpenFile, { office, nameOf }: ConversionPorts): Plan {
  if (isPdf(file)) throw new CodedError('FILE_NEEDS_NO_CONVERSION');
  const code = otherFormatOf(file);
  if (code !== 'FILE_IS_PICTURE' && code !== 'FILE_IS_OFFICE_DOCUMENT') throw new CodedError(code);
  if (file.size > LARGEST_DOCUMENT) {
    throw new CodedError('OFFICE_DOCUMENT_TOO_LARGE', '', { bytes: file.size, most: LARGEST_DOCUMENT });
  }
  const { name, extension } = nameOf(path);
  if (code === 'FILE_IS_PICTURE') {
    const format = imageFormat(file.read(0, HEADER_REACH));
    const isOurs = format === 'jpeg' || format === 'png';
    const program = isOurs ? null : firstProgram(office);
    const offer = { name, kind: 'picture', program: program?.name ?? null, holdsMacros: false } as const;
    return { file, offer, program, extension: PLAIN_EXTENSION.test(extension) ? extension : 'tif' };
  }
  const document = readOfficeDocument(file);
  if (document === null) throw new CodedError('NOT_A_PDF', 'an archive that no office program wrote');
  if (document.isProtected) throw new CodedError('OFFICE_DOCUMENT_PROTECTED');
  const program = firstProgram(office);
  const { kind, holdsMacros } = document;
  return {
    file,
    offer: { name, kind: 'office', program: program.name, holdsMacros },
    program,
    extension: kind,
  };
}

/** What a name may end in that another program gets. */
const PLAIN_EXTENSION = /^[a-z0-9]{2,5}$/;

function firstProgram(office: OfficePort): OfficeProgram {
  const program = office.find()[0];
  if (program === undefined) throw new CodedError('OFFICE_PROGRAM_MISSING');
  return program;
}

async function writePicture(picture: OpenFile, path: string, ports: ConversionPorts): Promise<void> {
  const pdf = unwrap(await ports.pageOfPicture(picture.read(0, picture.size)));
  await withDraft(path, picture.permissions, ports, (draft) => draft.write(pdf));
}

async function writeByOffice(
  { file, extension }: Plan,
  program: OfficeProgram,
  path: string,
  { deadlineMs, cancelled }: ConversionOrder,
  ports: ConversionPorts,
): Promise<void> {
  const job = { program, source: file, extension, deadlineMs, cancelled };
  await withDraft(path, file.permissions, ports, async (draft) => {
    const made = await ports.office.convert(job, (pdf) => {
      if (!file.unchanged()) throw new CodedError('FILE_CHANGED', 'changed while it was converted');
      if (!isPdf(pdf)) throw new CodedError('OFFICE_WROTE_NOTHING');
      for (const piece of piecesOf(pdf, 0, pdf.size)) draft.write(piece);
    });
    unwrap(made);
  });
}
