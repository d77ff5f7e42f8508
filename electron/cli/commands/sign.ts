import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { holdDocument } from '../../adapters/files/opened-document.ts';
import { nodeFiles } from '../../adapters/files/node-files.ts';
import { systemClock, systemRandom, systemTurn } from '../../adapters/system.ts';
import { loadSha256 } from '../../core/cms/sha256.ts';
import type { Home } from '../../home/home.ts';
import type { SealedFile } from '../../services/documents/document-engine.ts';
import type { TokenAddress } from '../../services/ports/tokens.ts';
import { checkpointKeyAt } from '../../services/register/sign-checkpoint.ts';
import { signDocument, type SigningParts } from '../../services/sealing/sign-document.ts';
import { findCertificate } from '../../services/tokens/find-certificate.ts';
import type { ListedToken } from '../../services/tokens/list-tokens.ts';
import { unwrap } from '../../shared/result.ts';
import {
  acceptOption,
  fieldOption,
  filled,
  jsonOption,
  lastTryOption,
  outOption,
  pinEnvOption,
  pinSourceOf,
  pinStdinOption,
  tokenOption,
} from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { PasswordInput, passwordEnvOption } from '../password-input.ts';
import { readPin } from '../pin-input.ts';
import { printJson, printLine } from '../printing.ts';

const declare = () =>
  new Command('sign')
    .argument('<input>', '待签名的 PDF the PDF to sign')
    .addOption(outOption)
    .requiredOption('--certificate <subject|serial>', '证书主体或序列号 subject or serial number', filled)
    .addOption(tokenOption)
    .addOption(fieldOption)
    .addOption(acceptOption)
    .option('--reason <text>', '签名原因 why it is signed')
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(passwordEnvOption)
    .addOption(lastTryOption)
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk sign report.pdf -o signed.pdf --certificate 张三'));

type Options = ReturnType<ReturnType<typeof declare>['opts']>;

/** `sign <input> -o <file> --certificate …`: an ordinary signature by an RSA or EC key, without a seal. */
export function sign(context: CommandContext): CommandUnknownOpts {
  return declare().action((input, options) => signFile(input, options, context));
}

async function signFile(inputPath: string, options: Options, context: CommandContext): Promise<void> {
  const { out: outputPath, certificate, token, field = null } = options;
  const source = pinSourceOf(options);
  const home = await context.home();
  const { tokens: listed } = await home.listTokens();
  const sought = token === undefined ? { certificate } : { certificate, tokenSerial: token };
  const found = unwrap(findCertificate(sought, listed));
  const reason = options.reason === undefined ? {} : { reason: options.reason };
  const lastTryConfirmed = options.lastTry === true;
  const passwords = new PasswordInput(options);
  const document = holdDocument(inputPath, await passwords.for(inputPath));
  const { accept: accepted = [] } = options;
  const order = { document, outputPath, ...found, lastTryConfirmed, field, accepted, ...reason };
  try {
    const pin = await readPin(source);
    try {
      const signed = unwrap(await signDocument(order, pin, await partsOf(found.address, listed, pin, home)));
      report(signed, options.json === true);
    } finally {
      pin.fill(0);
    }
  } finally {
    document.close();
    passwords.forget();
  }
}

async function partsOf(
  address: TokenAddress,
  listed: readonly ListedToken[],
  pin: Uint8Array,
  { engine, tokens, recorder, documents, trustFolder }: Home,
): Promise<SigningParts> {
  return {
    ...{ files: nodeFiles, clock: systemClock, random: systemRandom, turn: systemTurn },
    ...{ sha256: await loadSha256(), engine, tokens, recorder },
    examine: (document) => documents.examine(document, trustFolder),
    registerKey: checkpointKeyAt(address, listed, tokens, pin),
  };
}

function report({ path: output, size, field, signedAt, sm3After: sm3 }: SealedFile, json: boolean): void {
  if (json) printJson({ ok: true, output, size, field, signedAt, sm3 });
  else printLine(`已签名 signed: ${output}`);
}
