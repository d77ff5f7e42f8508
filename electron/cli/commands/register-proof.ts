import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { reading } from '../../adapters/files/file-errors.ts';
import { readRegularFile } from '../../adapters/files/regular-file.ts';
import { FILE_BUDGET } from '../../core/budgets.ts';
import { nodeFiles, writeNewFile } from '../../adapters/files/node-files.ts';
import { platformNamedIn, type PlatformRoots } from '../../core/register/checkpoint.ts';
import {
  checkExistenceProof,
  existenceProofBytes,
  readExistenceProof,
  type ExistenceProof,
  type ProvenExistence,
} from '../../core/register/existence-proof.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { decodePem } from '../../core/x509/pem.ts';
import { fileHash } from '../../services/documents/file-facts.ts';
import { proveFile } from '../../services/register/prove-existence.ts';
import { unwrap } from '../../shared/result.ts';
import { jsonOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../end/exit-status.ts';
import { examples } from '../help.ts';
import { printBytes, printJson, printLine } from '../print/printing.ts';
import { usage } from '../usage.ts';

/** `register proof <sm3|file>`: the platform's proof that a sealed file existed; no file is replaced. */
export function registerProof(context: CommandContext): CommandUnknownOpts {
  return new Command('proof')
    .description('出具平台的登记证明 the platform’s proof that a sealed file existed')
    .argument('<sm3|file>', 'SM3 值或文件 SM3 of the file, or the file')
    .option('-o, --out <file>', '输出文件，默认标准输出 file to write; standard output by default')
    .addHelpText('after', examples('sealdesk register proof sealed.pdf -o sealed.proof'))
    .action(async (named, { out }) => {
      const home = await context.home();
      const { register, records, engine } = home;
      const roots = await home.bound.roots();
      const sm3 = await sm3Named(named, engine);
      const bytes = existenceProofBytes(unwrap(await proveFile(sm3, { register, records, engine, roots })));
      if (out === undefined) printBytes(bytes);
      else writeProof(out, bytes);
    });
}

/**
 * The hexadecimal SM3 of a file that a person names by its SM3 or by its path.
 * @throws CodedError when the file cannot be read
 */
export async function sm3Named(named: string, engine: SmEngine): Promise<string> {
  return /^[0-9a-f]{64}$/i.test(named) ? named.toLowerCase() : fileHash(named, { files: nodeFiles, engine });
}

/** Other users of the computer may not read a proof; the counterparty is sent it. */
const OWNER_ONLY = 0o600;

function writeProof(path: string, bytes: Uint8Array): void {
  writeNewFile(path, bytes, OWNER_ONLY);
  printLine(`已出具登记证明 proof of existence: ${path}`);
}

/**
 * `register verify-proof <file>`: whether a proof of existence holds, and of which file it is. It needs neither
 * network nor register. The exit status is 1 when it does not hold or is of another file.
 */
export function registerVerifyProof(context: CommandContext): CommandUnknownOpts {
  return new Command('verify-proof')
    .description('离线核验登记证明 check a proof of existence offline; exit status 0 or 1')
    .argument('<file>', '登记证明 the proof')
    .option('--document <file>', '应由其证明的文件 the document that it should be of')
    .option('--root <file>', '平台根证书（PEM） root certificate of the platform, in PEM')
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk register verify-proof sealed.proof --document sealed.pdf'))
    .action(async (path, { document, root, json }) => {
      const proof = readExistenceProof(contentOf(path));
      const engine = await context.engine();
      const roots = root === undefined ? await knownRoots(context) : rootFor(proof, root);
      const proven = checkExistenceProof(proof, roots, engine);
      const sm3 = document === undefined ? null : await fileHash(document, { files: nodeFiles, engine });
      const isOfDocument = sm3 === null ? null : sm3 === proven.entry.document?.sm3After;
      if (json) printJson({ ok: isOfDocument !== false, isOfDocument, ...proven });
      else report(proven, isOfDocument);
      if (isOfDocument === false) context.endWith(EXIT.invalid);
    });
}

const contentOf = (path: string): Uint8Array =>
  reading(() => readRegularFile(path, { most: FILE_BUDGET.settingsBytes }));

async function knownRoots(context: CommandContext): Promise<PlatformRoots> {
  return (await context.home()).bound.roots();
}

/** The person who names a root vouches for it, whatever the platform calls itself. */
function rootFor({ countersignature }: ExistenceProof, path: string): PlatformRoots {
  const [block] = decodePem(Buffer.from(contentOf(path)).toString('latin1'));
  const root = block === undefined ? null : certificateOrNull(block.der);
  if (root === null) throw usage('--root 应为 PEM 格式的证书', '--root takes a certificate in PEM');
  return new Map([[platformNamedIn(countersignature), root]]);
}

function report({ index, entry, countersignature }: ProvenExistence, isOfDocument: boolean | null): void {
  const { platform, countersignedAt } = countersignature;
  const { document, seal, time } = entry;
  printLine(`登记证明成立 the proof holds: ${platform} ${countersignedAt}`);
  printLine(`  台账第 ${index + 1} 条 entry ${index + 1}: ${time}  ${entry.act}  ${entry.result}`);
  printLine(`  ${document?.name ?? ''}  SM3 ${document?.sm3After ?? ''}  ${seal?.name ?? ''}`);
  if (isOfDocument === true) printLine('  与所给文件相符 it is of the file given');
  if (isOfDocument === false) printLine('  不是所给文件的证明 it is of another file than the one given');
}
