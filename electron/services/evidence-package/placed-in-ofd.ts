import { base64 } from '@scure/base';
import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import { latin1Text } from '../../core/bytes/encodings.ts';
import { shown } from '../../core/ofd/container/zip-entry.ts';
import type { OfdSignatureContext } from '../../core/ofd/verification/gather-ofd.ts';
import type { JudgedReference } from '../../core/ofd/verification/ofd-signature.ts';
import { readValue } from '../../core/ofd/signatures/signature-file.ts';
import { checkMessageIntegrity } from '../../core/verification/checks/message.ts';
import { isFault, sealSignatureOf } from '../../core/verification/evidence/context.ts';
import { text } from '../../shared/texts/bilingual.ts';
import type { PackagePart, Step } from '../packages/package-part.ts';
import { takenOut } from './ofd-entry-commands.ts';
import { type PlacedSignature, valuePath } from './placed-signature.ts';
import { DIGEST_NAMES } from './value-commands.ts';

/**
 * Takes Signature.xml, which the value signs, the value and the seal out of an OFD, and has every part that Signature.xml
 * names hashed. @param number from 1
 */
export function placedInOfd(context: OfdSignatureContext, number: number): PlacedSignature {
  const { signature, around } = context;
  const { file, signedBytes } = signature;
  const { container } = around.ofd;
  const named = text(`文件中的 ${shown(file.entry.name)}`, `${shown(file.entry.name)} in the document`);
  const isSame = isSignedFile(context);
  const covered = isSame === null ? null : { command: takenOut(file.entry, container), named, isSame };
  const signedPath = signedFilePath(number);
  const signed: PackagePart = {
    files: [{ path: signedPath, bytes: signedBytes }],
    steps: [
      {
        title: text(
          `签章 ${number}：${signedPath} 就是${named['zh-CN']}`,
          `Seal ${number}: ${signedPath} is ${named.en}`,
        ),
        command: `${takenOut(file.entry, container)} | cmp - ${signedPath}`,
        holds: true,
      },
    ],
  };
  const parts = signature.references.flatMap((each) => referenceSteps(each, context, number));
  const value = file.value === null ? null : readValue(around.ofd, file.value);
  if (file.value === null || value === null)
    return { value, covered, part: { files: signed.files, steps: [...signed.steps, ...parts] } };
  const placed: Step = {
    title: text(
      `签章 ${number}：签章数据 ${valuePath(number)} 就是文件中的 ${shown(file.value.name)}`,
      `Seal ${number}: the signature data ${valuePath(number)} is ${shown(file.value.name)} in the document`,
    ),
    command: `${takenOut(file.value, container)} | cmp - ${valuePath(number)}`,
    holds: true,
  };
  const seal = sealBeside(context, number);
  return {
    ...{ value, covered },
    part: {
      files: [{ path: valuePath(number), bytes: value }, ...signed.files, ...seal.files],
      steps: [placed, ...signed.steps, ...parts, ...seal.steps],
    },
  };
}

const signedFilePath = (number: number): string => `signatures/${number}/Signature.xml`;

/** Tells whether the value is about Signature.xml as it is, whatever became of the parts; null where it states no hash of it. */
function isSignedFile(context: OfdSignatureContext): boolean | null {
  const { content, documentHash } = context;
  if (isFault(content) || content.kind === 'timeStamp') return null;
  if (content.kind === 'seal')
    return documentHash !== null && equalBytes(documentHash, content.signature.dataHash);
  return content.kind === 'cms' ? checkMessageIntegrity(content, context).code !== 'HASH_FAILURE' : null;
}

/** Hashes a part, and finds the digest beside its name in Signature.xml. Without a part or a known digest there is nothing to run. */
function referenceSteps(
  reference: JudgedReference,
  { signature, around }: OfdSignatureContext,
  number: number,
): Step[] {
  const { entry, digest, state } = reference;
  const { algorithm } = signature.file.checkMethod;
  const digestName = algorithm === null ? undefined : DIGEST_NAMES[algorithm];
  if (entry === null || state === 'open' || state === 'missing' || digestName === undefined) return [];
  const stated = base64.encode(digest);
  const part = takenOut(entry, around.ofd.container);
  const isStated = `test "$(${part} | openssl dgst -${digestName} -binary | openssl base64 -A)" = '${stated}'`;
  return [
    {
      title: text(
        `签章 ${number}：${shown(entry.name)} 的杂凑值（${digestName}）就是 Signature.xml 对它所列的值`,
        `Seal ${number}: the hash (${digestName}) of ${shown(entry.name)} is the one that Signature.xml lists for it`,
      ),
      command: `${isStated}${listed(signature.signedBytes, reference, number)}`,
      holds: state === 'same',
    },
  ];
}

/** Quotes and other characters of the shell stay out of commands, since a document chooses its names. */
const PLAIN_LINE = /^FileRef="[\w./-]+"><[\w:.-]+>[\w+/=]+$/;

/**
 * Goes on to find the digest in the signed file, behind the name of its part if it is written there in the usual way. White space
 * does not count, as XML has it there.
 */
function listed(signedBytes: Uint8Array, { path, digest }: JudgedReference, number: number): string {
  const stated = base64.encode(digest);
  // In another encoding of the file, or with entities, the digest alone is compared.
  const compact = latin1Text(signedBytes).replaceAll(/[ \t\r\n]/g, '');
  if (!compact.includes(stated)) return '';
  const at = Math.max(0, compact.indexOf(`FileRef="${path}">`));
  const line = compact.slice(at, compact.indexOf(stated, at) + stated.length);
  const wanted = PLAIN_LINE.test(line) ? line : stated;
  return ` && tr -d ' \\t\\r\\n' < ${signedFilePath(number)} | grep -qF '${wanted}'`;
}

/** Readers draw the picture of the seal that lies beside the value. */
function sealBeside({ signature, around, content }: OfdSignatureContext, number: number): PackagePart {
  const { seal: entry } = signature.file;
  const signed = sealSignatureOf({ content });
  if (entry === null || signed === null) return { files: [], steps: [] };
  const { raw } = signed.seal;
  const path = `signatures/${number}/seal.der`;
  return {
    files: [{ path, bytes: raw }],
    steps: [
      {
        title: text(
          `签章 ${number}：${shown(entry.name)} 就是签章数据中的印章 seal.der`,
          `Seal ${number}: ${shown(entry.name)} is the seal in the signature data, seal.der`,
        ),
        command: `${takenOut(entry, around.ofd.container)} | cmp - ${path}`,
        holds: equalBytes(readValue(around.ofd, entry), raw),
      },
    ],
  };
}
