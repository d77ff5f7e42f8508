import { systemClock, systemRandom, systemTurn } from '../../adapters/system.ts';
import { nodeFiles } from '../../adapters/files/node-files.ts';
import { loadSha256 } from '../../core/cms/sha256.ts';
import { findCertificate } from '../../services/tokens/find-certificate.ts';
import { signOnRecord } from '../../services/register/acts-on-record.ts';
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
  const request = { inputPath, outputPath, ...found, lastTryConfirmed, field, ...reason };
  const environment = { files: nodeFiles, clock: systemClock, random: systemRandom, turn: systemTurn };
  const pin = await readPin(source);
  try {
    const engines = { sha256: await loadSha256(), engine: await context.engine() };
    const ports = { ...environment, ...engines, tokens: home.tokens };
    const key = checkpointKeyAt(found.address, listed, ports.tokens, pin);
    const signed = unwrap(await signOnRecord(request, pin, ports, home.recorder, key));
    if (values.json === true) {
      const { path: output, size, field: name, signedAt, sm3After: sm3 } = signed;
      printJson({ ok: true, output, size, field: name, signedAt, sm3 });
    } else printLine(`已签名 signed: ${signed.path}`);
  } finally {
    pin.fill(0);
  }
  return EXIT.done;
}
