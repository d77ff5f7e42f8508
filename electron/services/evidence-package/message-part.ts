import { CMS_OID, explicitTag } from '../../core/asn1/identifiers.ts';
import { octetsOf } from '../../core/asn1/values.ts';
import { concatBytes, equalBytes } from '../../core/bytes/byte-arrays.ts';
import { type SignerFault, valueFault } from '../../core/cms/check-signer.ts';
import { judgeTimeStamp } from '../../core/timestamp/judge-time-stamp.ts';
import type { Message } from '../../core/verification/evidence/context.ts';
import type { Certificate } from '../../core/x509/certificate.ts';
import { text } from '../../shared/texts/bilingual.ts';
import { joinParts, type PackagePart, type PartFile, type Step } from '../packages/package-part.ts';
import { pathPart } from './certificate-part.ts';
import { cutIs, cutOut, elementOffset, offsetOrNull, pemFile, WORK } from './openssl-commands.ts';
import { OVER_VALUE, type SignatureOptions, stampPart, tokenOrNull } from './time-stamp-part.ts';
import { checkValue, DIGEST_NAMES, valueBytes } from './value-commands.ts';

type CmsMessage = Extract<Message, { kind: 'cms' }>;

/** Makes the files of an ordinary signature (CMS, PAdES) or a document time stamp, and the steps that check it. */
export function messagePart(message: Message, value: Uint8Array, options: SignatureOptions): PackagePart {
  const { context, covered, number } = options;
  const folder = `signatures/${number}`;
  if (message.kind === 'timeStamp') {
    if (covered === null) return { files: [], steps: [] };
    return stampPart(
      {
        ...{ token: message.token, path: `${folder}/value.der`, bytes: value, within: null },
        stamped: covered.command,
        over: text('文件中此前的全部字节', 'all bytes of the document before it'),
        holds: covered.isSame,
      },
      options,
    );
  }
  const { signer } = context;
  if (signer === null) return { files: [], steps: [] };
  const { path, judgedAt } = signer;
  return joinParts([
    { files: [pemFile(signer.certificate, options.names)], steps: [] },
    signedPart(message, value, signer.certificate, options),
    ...(path.ok
      ? [
          pathPart(path.path, {
            ...{ at: judgedAt, inputs: context.inputs, name: `${number}-signer` },
            names: options.names,
          }),
        ]
      : []),
    valueStampPart(message, value, options),
  ]);
}

/** What the value is over: the attributes, the hash in the message, or the document itself. */
interface SignedFile {
  readonly path: string;
  readonly files: readonly PartFile[];
  /** Shows where the file comes from, and what it says of the document. */
  readonly steps: readonly Step[];
  /** Whether the value is over it, by the verdict; null if that cannot be told. */
  readonly fault: SignerFault | null;
}

function signedPart(
  message: CmsMessage,
  value: Uint8Array,
  certificate: Certificate,
  options: SignatureOptions,
): PackagePart {
  const { number, names } = options;
  const folder = `signatures/${number}`;
  const { signer } = message;
  const signed = signedFile(message, value, certificate, options);
  if (signed === null) return { files: [], steps: [] };
  const signature = `${folder}/signature.bin`;
  const command = checkValue(
    { signature: signer.signatureAlgorithm, digest: signer.digestAlgorithm },
    certificate,
    { message: signed.path, signature, name: `${number}-signer` },
    names,
  );
  const { fault } = signed;
  const isOpen = command === null || (fault?.kind === 'unproven' && fault.rule !== 'weak');
  const check: Step[] = isOpen
    ? []
    : [
        {
          title: text(
            `签名 ${number}：签名人“${certificate.subject.text}”证书中的公钥对 ${signed.path} 验签通过`,
            `Signature ${number}: the value is by the key in the certificate of "${certificate.subject.text}", over ${signed.path}`,
          ),
          command,
          holds: fault?.kind !== 'wrong',
        },
      ];
  return {
    files: [...signed.files, { path: signature, bytes: valueBytes(signer.signature, certificate) }],
    steps: [...signed.steps, ...check],
  };
}

/** Finds what the value is over, and the form in which it holds. */
function signedFile(
  message: CmsMessage,
  value: Uint8Array,
  certificate: Certificate,
  { context, covered, number }: SignatureOptions,
): SignedFile | null {
  const { signed, inputs } = context;
  const digestName = DIGEST_NAMES[message.signer.digestAlgorithm];
  if (covered === null || signed === null || digestName === undefined) return null;
  const { signer, data, holds } = message;
  const folder = `signatures/${number}`;
  const { isSame, named } = covered;
  const hash = `${WORK}/${number}.hash`;
  const hashed = (from: string): string => `${from} | openssl dgst -${digestName} -binary > ${hash}`;
  const step = (said: string, english: string, command: string, isSo: boolean): Step => ({
    title: text(`签名 ${number}：${said}`, `Signature ${number}: ${english}`),
    command,
    holds: isSo,
  });
  const faultOver = (info: typeof signer): SignerFault | null =>
    valueFault(inputs.engine, info, certificate, signed);

  const content = holds === 'hash' ? data.content : null;
  const contentPath = `${folder}/content.bin`;
  const held: Step[] =
    content === null
      ? []
      : [
          step(
            `${named['zh-CN']}，其杂凑值就是签名数据所含的内容 content.bin`,
            `the hash of ${named.en} is the content in the message, content.bin`,
            `${hashed(covered.command)} && cmp ${hash} ${contentPath}`,
            isSame,
          ),
        ];
  const contentFiles = content === null ? [] : [{ path: contentPath, bytes: content }];
  const source = content === null ? covered.command : `cat ${contentPath}`;
  if (signer.attributes === null) {
    if (content !== null)
      return { path: contentPath, files: contentFiles, steps: held, fault: faultOver(signer) };
    const path = `${WORK}/${number}.covered`;
    const written = step(
      `取出${named['zh-CN']}，存为 ${path}`,
      `${named.en}, written to ${path}`,
      `${covered.command} > ${path}`,
      true,
    );
    return { path, files: [], steps: [written], fault: faultOver(signer) };
  }
  const { attributes } = signer;
  const forms = attributes.signedBytes.map((bytes) => ({
    bytes,
    fault: faultOver({ ...signer, attributes: { ...attributes, signedBytes: [bytes] } }),
  }));
  const form = forms.find(({ fault }) => fault?.kind !== 'wrong') ?? forms[0];
  if (form === undefined) return null;
  const path = `${folder}/attributes.der`;
  const digest = attributes.values.get(CMS_OID.messageDigest);
  const stated = digest === undefined ? null : octetsOf(digest, 'messageDigest');
  const cut = cutAttributes(value, form.bytes, folder, number);
  const names: Step[] =
    stated === null
      ? []
      : [
          step(
            `${content === null ? named['zh-CN'] : 'content.bin'} 的杂凑值，就是签名属性中的 messageDigest`,
            `the hash of ${content === null ? named.en : 'content.bin'} is messageDigest in the signed attributes`,
            `${hashed(source)} && ${cutIs(path, elementOffset(form.bytes, stated), `${number}.stated`, hash)}`,
            content === null ? isSame : true,
          ),
        ];
  const within: Step[] =
    cut === null
      ? []
      : [
          step(
            '签名属性 attributes.der 取自签名数据（RFC 5652 §5.4：以 SET 为标签）',
            'the signed attributes attributes.der are part of the message (RFC 5652 §5.4: tagged as SET)',
            cut,
            true,
          ),
        ];
  const files = [...contentFiles, { path, bytes: form.bytes }];
  return { path, files, steps: [...held, ...within, ...names], fault: form.fault };
}

/** Cuts the attributes out of the message, where they have another tag; null where they stand in another order. */
function cutAttributes(
  value: Uint8Array,
  signedBytes: Uint8Array,
  folder: string,
  number: number,
): string | null {
  const offset = offsetOrNull(value, concatBytes(Uint8Array.of(explicitTag(0)), signedBytes.subarray(1)));
  if (offset === null) return null;
  const name = `${number}.attributes`;
  const raw = `${WORK}/${name}`;
  return `${cutOut(`${folder}/value.der`, offset, name)} && (printf '\\061'; tail -c +2 ${raw}) | cmp - ${folder}/attributes.der`;
}

/** The first time stamp over the signature value that holds. */
function valueStampPart({ signer }: CmsMessage, value: Uint8Array, options: SignatureOptions): PackagePart {
  const { context, number } = options;
  const path = `signatures/${number}/time-stamp.tst`;
  for (const { raw } of signer.unsigned.get(CMS_OID.timeStampToken) ?? []) {
    const judged = judgeTimeStamp(
      raw,
      (imprint, digest) => equalBytes(imprint, digest(signer.signature)),
      context.inputs,
    );
    const token = tokenOrNull(raw);
    if (judged.state !== 'proven' || token === null) continue;
    const offset = offsetOrNull(value, raw);
    const within =
      offset === null ? null : cutIs(`signatures/${number}/value.der`, offset, `${number}.tst`, path);
    const stamped = `cat signatures/${number}/value.bin`;
    const part = stampPart(
      { token, path, bytes: raw, within, stamped, over: OVER_VALUE, holds: true },
      options,
    );
    const file = { path: `signatures/${number}/value.bin`, bytes: signer.signature };
    return joinParts([{ files: [file], steps: [] }, part]);
  }
  return { files: [], steps: [] };
}
