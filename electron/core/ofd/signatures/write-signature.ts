import { base64 } from '@scure/base';
import { SM_OID } from '../../asn1/identifiers.ts';
import { utf8Bytes } from '../../bytes/encodings.ts';
import { xmlText } from '../../bytes/xml-text.ts';
import type { OfdBox } from '../package/ofd-page.ts';
import type { StampPlace } from './signature-file.ts';
import { signedTimeText } from './signed-time.ts';

/** What a new Signature.xml says. Paths are absolute. */
export interface NewSignature {
  readonly signedAt: Date;
  readonly references: readonly { readonly path: string; readonly sm3: Uint8Array }[];
  readonly stamps: readonly StampPlace[];
  readonly sealPath: string;
  readonly valuePath: string;
}

const PROVIDER = 'SealDesk';

/** Writes Signature.xml (GB/T 33190 §18.2), whose bytes the seal then signs. */
export function signatureXml({
  signedAt,
  references,
  stamps,
  sealPath,
  valuePath,
}: NewSignature): Uint8Array {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<ofd:Signature xmlns:ofd="http://www.ofdspec.org/2016"><ofd:SignedInfo>',
    `<ofd:Provider ProviderName="${PROVIDER}"/>`,
    element('SignatureMethod', SM_OID.sm2WithSm3),
    element('SignatureDateTime', signedTimeText(signedAt)),
    `<ofd:References CheckMethod="${SM_OID.sm3}">`,
    ...references.map(
      ({ path, sm3 }) =>
        `<ofd:Reference FileRef="${xmlText(path)}">${element('CheckValue', base64.encode(sm3))}</ofd:Reference>`,
    ),
    '</ofd:References>',
    ...stamps.map(stampElement),
    `<ofd:Seal>${element('BaseLoc', sealPath)}</ofd:Seal>`,
    `</ofd:SignedInfo>${element('SignedValue', valuePath)}</ofd:Signature>`,
  ];
  return utf8Bytes(lines.join('\n'));
}

function element(name: string, content: string): string {
  return `<ofd:${name}>${xmlText(content)}</ofd:${name}>`;
}

function stampElement({ id, page, boundary, clip }: StampPlace): string {
  const clipped = clip === null ? '' : ` Clip="${boxText(clip)}"`;
  return `<ofd:StampAnnot ID="${xmlText(id)}" PageRef="${xmlText(page)}" Boundary="${boxText(boundary)}"${clipped}/>`;
}

/** ST_Box, to a thousandth of a millimetre. */
function boxText({ xMm, yMm, widthMm, heightMm }: OfdBox): string {
  return [xMm, yMm, widthMm, heightMm].map((value) => String(Number(value.toFixed(3)))).join(' ');
}
