import { randomUUID } from 'node:crypto';
import { basename, extname } from 'node:path';
import { nodeFiles, saveWhole } from '../../adapters/files/node-files.ts';
import { copyNotices } from '../../services/copies/copy-notice.ts';
import { copyOnRecord, type CopyOnRecord } from '../../services/copies/record-copy.ts';
import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import type { Draft, HeldFile } from '../../services/ports/files.ts';
import type { Recorder } from '../../services/register/acts-on-record.ts';
import type { Language } from '../../shared/model/app-info.ts';
import type { BegunCopy, CopyKind, MadeCopy } from '../../shared/model/document-copy.ts';
import type { PolicyProfile } from '../../shared/model/policy-profile.ts';
import { failure, resultOf, type Result, success, unwrap } from '../../shared/result.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';
import type { Dialogs } from '../window/dialogs.ts';

export interface CopiesHandlerParts {
  readonly documents: OpenDocuments;
  readonly engine: Pick<DocumentEngine, 'hash'>;
  readonly dialogs: Pick<Dialogs, 'chooseExportPath' | 'printPage' | 'pagePdf'>;
  readonly recorder: Recorder;
  /** The rules that the person works under. */
  readonly profiles: () => Promise<readonly PolicyProfile[]>;
  readonly language: () => Language;
  /** Name of the user of the computer. */
  readonly person: string;
}

/** A copy that is being made. */
interface RunningCopy extends CopyOnRecord {
  /** Where it shall lie; null for a print. */
  readonly path: string | null;
  readonly permissions: number;
  /** Written so far, for a copy that is made of pictures. */
  readonly pictures: { readonly path: string; readonly draft: Draft }[];
}

/** What the name of a copy ends with. */
const SUFFIXES = { images: '_复印件.png', pdf: '_复印件.pdf' } as const;

const PNG_MARK = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Makes copies of open documents, one at a time: a new one ends what was left of the one before. */
export function copiesHandlers(parts: CopiesHandlerParts): ContractHandlers['copies'] {
  let running: { readonly id: string; readonly copy: RunningCopy } | null = null;
  const end = (): void => {
    running?.copy.pictures.forEach(({ draft }) => draft.discard());
    running = null;
  };
  const known = (id: string): RunningCopy | null => (running?.id === id ? running.copy : null);
  return {
    begin: ({ id, kind, pages }) =>
      parts.documents.work(id, async ({ file }) => {
        end();
        const path = kind === 'print' ? null : await chosenPath(file, kind, parts);
        if (kind !== 'print' && path === null) return success(null);
        return resultOf(async (): Promise<BegunCopy> => {
          const sm3 = unwrap(await parts.engine.hash(file));
          const madeAt = parts.recorder.clock.now().toISOString();
          const notices = copyNotices(await parts.profiles(), { kind, sm3, pages, madeAt }, parts.language());
          const { permissions } = file;
          const facts = { kind, sm3, pages, file: file.path, person: parts.person };
          running = { id: randomUUID(), copy: { ...facts, path, permissions, pictures: [] } };
          return { copy: running.id, notices };
        });
      }),
    picture: ({ copy: id, picture }) => {
      const copy = known(id);
      const isPicture = PNG_MARK.equals(picture.subarray(0, PNG_MARK.length));
      const isDue = copy?.kind === 'images' && copy.pictures.length < copy.pages;
      return !isDue || !isPicture
        ? failure({ code: 'INTERNAL' })
        : resultOf(() => takePicture(copy, picture));
    },
    finish: async ({ copy: id }) => {
      const copy = known(id);
      if (copy === null) return failure({ code: 'INTERNAL' });
      const made = await copyOnRecord(copy, () => make(copy, parts.dialogs), parts.recorder);
      end();
      return made;
    },
    abandon: ({ copy }) => {
      if (known(copy) !== null) end();
      return success(null);
    },
  };
}

function chosenPath(
  file: HeldFile,
  kind: Exclude<CopyKind, 'print'>,
  { dialogs }: CopiesHandlerParts,
): Promise<string | null> {
  const suffix = SUFFIXES[kind];
  return dialogs.chooseExportPath(
    `${basename(file.path, extname(file.path))}${suffix}`,
    extname(suffix).slice(1),
    'verification',
  );
}

/** Writes the next picture beside its place; each of several pages has a number in its name. */
function takePicture(copy: RunningCopy, picture: Uint8Array): null {
  const { path, pages, pictures, permissions } = copy;
  if (path === null) throw new Error('a copy of pictures has a path');
  const number = String(pictures.length + 1).padStart(String(pages).length, '0');
  const ending = extname(path);
  const own = pages === 1 ? path : `${path.slice(0, path.length - ending.length)}-${number}${ending}`;
  const draft = nodeFiles.createDraft(own, permissions);
  pictures.push({ path: own, draft });
  draft.write(picture);
  return null;
}

/** Makes the copy of what was drawn; null where the person closes the print dialog. */
async function make(
  copy: RunningCopy,
  dialogs: CopiesHandlerParts['dialogs'],
): Promise<Result<MadeCopy | null>> {
  const { kind, pages, path, pictures } = copy;
  const made = (file: string | null): MadeCopy => ({ kind, pages, name: file && basename(file) });
  if (kind === 'print' || path === null) {
    const printed = await dialogs.printPage('copy');
    return printed.ok ? success(printed.value ? made(null) : null) : printed;
  }
  return resultOf(async () => {
    if (kind === 'pdf') {
      unwrap(await saveWhole(path, unwrap(await dialogs.pagePdf())));
      return made(path);
    }
    if (pictures.length < pages) throw new Error('a page has no picture');
    pictures.forEach(({ draft }) => draft.publish());
    return made(pictures[0]?.path ?? path);
  });
}
