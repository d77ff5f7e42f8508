import { readFileSync } from 'node:fs';
import { reading } from '../../adapters/files/file-errors.ts';
import { nodeFiles } from '../../adapters/files/node-files.ts';
import { platformRoots } from '../../adapters/platform-api/platforms-file.ts';
import {
  checkExistenceProof,
  readExistenceProof,
  type ExistenceProof,
  type ProvenExistence,
} from '../../core/register/existence-proof.ts';
import { platformNamedIn, type PlatformRoots } from '../../core/register/checkpoint.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { decodePem } from '../../core/x509/pem.ts';
import { fileHash } from '../../services/documents/file-facts.ts';
import { oneFile, parseCommand, usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printJson, printLine } from '../printing.ts';
import { unwrap } from '../../shared/result.ts';

const OPTIONS = {
  document: { type: 'string' },
  root: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/**
 * `register verify-proof FILE [--document FILE] [--root PEM]`: whether a proof of existence holds, and of which
 * file it is; needs neither network nor register. Exit status 1 where it does not hold or is of another file.
 */
export async function registerVerifyProof(
  args: readonly string[],
  context: CommandContext,
): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const proof = readExistenceProof(contentOf(oneFile(positionals, 'proof')));
  const engine = await context.engine();
  const roots = values.root === undefined ? await knownRoots(context) : rootFor(proof, values.root);
  const proven = checkExistenceProof(proof, roots, engine);
  const { document: path } = values;
  const sm3 = path === undefined ? null : await fileHash(path, { files: nodeFiles, engine });
  const isOfDocument = sm3 === null ? null : sm3 === proven.entry.document?.sm3After;
  if (values.json === true) printJson({ ok: isOfDocument !== false, isOfDocument, ...proven });
  else report(proven, isOfDocument);
  return isOfDocument === false ? EXIT.invalid : EXIT.done;
}

const contentOf = (path: string): Uint8Array => reading(() => Uint8Array.from(readFileSync(path)));

async function knownRoots(context: CommandContext): Promise<PlatformRoots> {
  return platformRoots(unwrap((await context.home()).settings));
}

/** Whoever names a root vouches for it, whatever the platform calls itself. */
function rootFor({ countersignature }: ExistenceProof, path: string): PlatformRoots {
  const [block] = decodePem(Buffer.from(contentOf(path)).toString('latin1'));
  const root = block === undefined ? null : certificateOrNull(block.der);
  if (root === null) throw usage('--root takes a certificate in PEM');
  return new Map([[platformNamedIn(countersignature), root]]);
}

function report({ index, entry, countersignature }: ProvenExistence, isOfDocument: boolean | null): void {
  const { platform, countersignedAt } = countersignature;
  const { document, seal, time } = entry;
  printLine(`存在证明成立 the proof holds: ${platform} ${countersignedAt}`);
  printLine(`  台账第 ${index + 1} 条 entry ${index + 1}: ${time}  ${entry.act}  ${entry.result}`);
  printLine(`  ${document?.name ?? ''}  SM3 ${document?.sm3After ?? ''}  ${seal?.name ?? ''}`);
  if (isOfDocument === true) printLine('  与所给文件相符 it is of the file given');
  if (isOfDocument === false) printLine('  不是所给文件的证明 it is of another file than the one given');
}
