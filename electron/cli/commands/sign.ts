import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { systemClock, systemRandom, systemTurn } from '../../adapters/system.ts';
import { nodeFiles } from '../../adapters/files/node-files.ts';
import { loadSha256 } from '../../core/cms/sha256.ts';
import { signOnRecord } from '../../services/register/acts-on-record.ts';
import { checkpointKeyAt } from '../../services/register/sign-checkpoint.ts';
import { findCertificate } from '../../services/tokens/find-certificate.ts';
import { unwrap } from '../../shared/result.ts';
import {
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
import { readPin } from '../pin-input.ts';
import { printJson, printLine } from '../printing.ts';

const declare = () =>
  new Command('sign')
    .argument('<input>', '待签名的 PDF the PDF to sign')
    .addOption(outOption)
    .requiredOption('--certificate <subject|serial>', '证书主体或序列号 subject or serial number', filled)
    .addOption(tokenOption)
    .addOption(fieldOption)
    .option('--reason <text>', '签名原因 why it is signed')
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(lastTryOption)
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk sign report.pdf -o signed.pdf --certificate 张三'));

type Options = ReturnType<ReturnType<typeof declare>['opts']>;

/** `sign <input> -o <file> --certificate …`: an ordinary signature by an RSA or EC key, without a seal. */
export function sign(context: CommandContext): CommandUnknownOpts {
  return declare().action((input, options) => signFile(input, options, context));
}

async function signFile(inputPath: string, options: Options, context: CommandContext): Promise<void> {
  const { out: outputPath, certificate, token, field = null, json } = options;
  const source = pinSourceOf(options);
  const home = await context.home();
  const { tokens: listed } = await home.listTokens();
  const sought = token === undefined ? { certificate } : { certificate, tokenSerial: token };
  const found = unwrap(findCertificate(sought, listed));
  const reason = options.reason === undefined ? {} : { reason: options.reason };
  const lastTryConfirmed = options.lastTry === true;
  const request = { inputPath, outputPath, ...found, lastTryConfirmed, field, ...reason };
  const environment = { files: nodeFiles, clock: systemClock, random: systemRandom, turn: systemTurn };
  const pin = await readPin(source);
  try {
    const engines = { sha256: await loadSha256(), engine: home.engine };
    const ports = { ...environment, ...engines, tokens: home.tokens };
    const key = checkpointKeyAt(found.address, listed, ports.tokens, pin);
    const signed = unwrap(await signOnRecord(request, pin, ports, home.recorder, key));
    if (json) {
      const { path: output, size, field: name, signedAt, sm3After: sm3 } = signed;
      printJson({ ok: true, output, size, field: name, signedAt, sm3 });
    } else printLine(`已签名 signed: ${signed.path}`);
  } finally {
    pin.fill(0);
  }
}
