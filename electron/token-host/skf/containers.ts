import { CodedError } from '../../shared/errors.ts';
import type { StoredCertificate } from '../../shared/model/token.ts';
import type { SkfApplication } from './application.ts';
import { cell, handleIn, namesIn, nullEnded, textOf } from './cells.ts';
import { letGo } from './device.ts';
import { SAR, unless } from './skf-error.ts';
import { variableBytes } from './variable-bytes.ts';

/** bSignFlag, clause 7.6: a container holds a pair for signing and one for encryption. */
export const PURPOSES = { sign: 1, encrypt: 0 } as const;
export type Purpose = keyof typeof PURPOSES;

/** What libraries answer where a container has no certificate of a kind; others say so with an empty one. */
const NO_CERTIFICATE = [SAR.certificateNotFound, SAR.keyNotFound, SAR.fail];

export interface SkfContainer {
  readonly opened: SkfApplication;
  readonly container: bigint;
}

export function containerNames({ library, application }: SkfApplication): Uint8Array[] {
  return namesIn(variableBytes((list, size) => library.call('SKF_EnumContainer', application, list, size)));
}

export function withContainer<T>(
  opened: SkfApplication,
  name: Uint8Array,
  work: (container: SkfContainer) => T,
  how: 'SKF_OpenContainer' | 'SKF_CreateContainer' = 'SKF_OpenContainer',
): T {
  const { library, application } = opened;
  const handle = cell();
  library.call(how, application, nullEnded(name), handle);
  const container = handleIn(handle);
  try {
    return work({ opened, container });
  } finally {
    letGo(() => library.call('SKF_CloseContainer', container));
  }
}

/** DER; null where the container has none for that purpose. */
export function exportCertificate(
  { opened: { library }, container }: SkfContainer,
  purpose: Purpose,
): Uint8Array | null {
  const der = unless(NO_CERTIFICATE, () =>
    variableBytes((buffer, size) =>
      library.call('SKF_ExportCertificate', container, PURPOSES[purpose], buffer, size),
    ),
  );
  return der === null || der.length === 0 ? null : der;
}

/** Both certificates of a container, the one for signing first. */
export function readCertificates(opened: SkfApplication, name: Uint8Array): StoredCertificate[] {
  return withContainer(opened, name, (container) =>
    (['sign', 'encrypt'] as const).flatMap((purpose) => {
      const der = exportCertificate(container, purpose);
      return der === null ? [] : [{ id: idOf(name), label: textOf(name), der }];
    }),
  );
}

const HEXADECIMAL = /^(?:[0-9a-f]{2})+$/i;

/** What stands for CKA_ID: the bytes of a name in hexadecimal, else the name's own. */
export function idOf(name: Uint8Array): Uint8Array {
  const text = textOf(name);
  return HEXADECIMAL.test(text) ? Uint8Array.from(Buffer.from(text, 'hex')) : name;
}

/** The name of the container of an id, whoever made it. @throws KEY_NOT_FOUND */
export function containerOfId(opened: SkfApplication, id: Uint8Array): Uint8Array {
  const name = containerNames(opened).find((each) => Buffer.from(id).equals(idOf(each)));
  if (name === undefined) throw new CodedError('KEY_NOT_FOUND', 'no container of that id');
  return name;
}

/** The name of the container that is made for an id. */
export function nameOf(id: Uint8Array): Uint8Array {
  return Uint8Array.from(Buffer.from(Buffer.from(id).toString('hex').toUpperCase(), 'latin1'));
}
