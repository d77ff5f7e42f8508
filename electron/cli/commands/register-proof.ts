import { nodeFiles } from '../../adapters/files/node-files.ts';
import { platformRoots } from '../../adapters/platform-api/platforms-file.ts';
import { existenceProofBytes } from '../../core/register/existence-proof.ts';
import { proveFile } from '../../services/register/prove-existence.ts';
import { oneFile, parseCommand } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printLine } from '../printing.ts';
import { sm3Named } from '../register-parts.ts';
import { unwrap } from '../../shared/result.ts';

const OPTIONS = { out: { type: 'string', short: 'o' } } as const;

/** The counterparty gets it, but whoever shares the computer does not. */
const OWNER_ONLY = 0o600;

/** `register proof SM3|FILE [-o FILE]`: the platform's proof that a sealed file existed; no file is replaced. */
export async function registerProof(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const named = oneFile(positionals, 'SM3 or file');
  const home = await context.home();
  const { register, records, engine } = home;
  const roots = platformRoots(unwrap(home.settings));
  const proof = unwrap(await proveFile(await sm3Named(named, engine), { register, records, engine, roots }));
  const bytes = existenceProofBytes(proof);
  if (values.out === undefined) process.stdout.write(bytes);
  else write(values.out, bytes);
  return EXIT.done;
}

function write(path: string, bytes: Uint8Array): void {
  const draft = nodeFiles.createDraft(path, OWNER_ONLY);
  try {
    draft.write(bytes);
    draft.publish();
  } finally {
    draft.discard();
  }
  printLine(`已出具存在证明 proof of existence: ${path}`);
}
