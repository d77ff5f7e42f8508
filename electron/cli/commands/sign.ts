import { systemClock, systemRandom, systemTurn } from '../../adapters/system.ts';
import { nodeFiles } from '../../adapters/files/node-files.ts';
import { loadSha256 } from '../../core/cms/sha256.ts';
import { findCertificate } from '../../services/tokens/find-certificate.ts';
import { holdDocument } from '../../adapters/files/opened-document.ts';
import type { Home } from '../../home/home.ts';
import type { SealedFile } from '../../services/documents/document-engine.ts';
import type { TokenAddress } from '../../services/ports/tokens.ts';
import { signDocument, type SigningParts } from '../../services/sealing/sign-document.ts';
import type { ListedToken } from '../../services/tokens/list-tokens.ts';
import { checkpointKeyAt } from '../../services/register/sign-checkpoint.ts';
import { oneFile, parseCommand, pinSourceOf, usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { readPin } from '../pin-input.ts';
import { printJson, printLine } from '../printing.ts';
import { unwrap } from '../../shared/result.ts';

const OPTIONS = {
  out: { type: 'string', short: 'o' },
  certificate: { type: 'string' },
  token: { type: 'string' },
  field: { type: 'string' },
  reason: { type: 'string' },
  'pin-env': { type: 'string' },
  'pin-stdin': { type: 'boolean' },
  'last-try': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** `sign IN -o OUT --certificate SUBJECT|SERIAL …`: an ordinary signature by an RSA or EC key, without a seal. */
export async function sign(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const inputPath = oneFile(positionals, 'input file');
  const { out: outputPath, certificate: name, token, field = null } = values;
  if (outputPath === undefined || outputPath === '') throw usage('-o OUT is needed');
  if (name === undefined || name === '') throw usage('--certificate SUBJECT or SERIAL is needed');
  const source = pinSourceOf(values);

  const home = await context.home();
  const { tokens: listed } = await home.listTokens();
  const sought = token === undefined ? { certificate: name } : { certificate: name, tokenSerial: token };
  const found = unwrap(findCertificate(sought, listed));
  const reason = values.reason === undefined ? {} : { reason: values.reason };
  const lastTryConfirmed = values['last-try'] === true;
  const document = holdDocument(inputPath);
  const order = { document, outputPath, ...found, lastTryConfirmed, field, ...reason };
  try {
    const pin = await readPin(source);
    try {
      const signed = unwrap(await signDocument(order, pin, await partsOf(found.address, listed, pin, home)));
      report(signed, values.json === true);
    } finally {
      pin.fill(0);
    }
  } finally {
    document.close();
  }
  return EXIT.done;
}

async function partsOf(
  address: TokenAddress,
  listed: readonly ListedToken[],
  pin: Uint8Array,
  { engine, tokens, recorder }: Home,
): Promise<SigningParts> {
  return {
    ...{ files: nodeFiles, clock: systemClock, random: systemRandom, turn: systemTurn },
    ...{ sha256: await loadSha256(), engine, tokens, recorder },
    registerKey: checkpointKeyAt(address, listed, tokens, pin),
  };
}

function report({ path: output, size, field, signedAt, sm3After: sm3 }: SealedFile, json: boolean): void {
  if (json) printJson({ ok: true, output, size, field, signedAt, sm3 });
  else printLine(`已签名 signed: ${output}`);
}
