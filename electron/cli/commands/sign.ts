import { existsSync } from 'node:fs';
import { Command, Option, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { homeEvidence } from '../../adapters/documents/home-evidence.ts';
import { keptTrust } from '../../adapters/trust-files/trust-folder.ts';
import { nodeFiles } from '../../adapters/files/node-files.ts';
import { systemClock, systemRandom, systemTurn } from '../../adapters/system.ts';
import type { ByteSource } from '../../core/bytes/byte-source.ts';
import { loadSha256 } from '../../core/cms/sha256.ts';
import type { SecurityStore } from '../../core/pdf/signatures/security-store.ts';
import { archiveEvidence } from '../../core/verification/archive-evidence.ts';
import { signatureContexts } from '../../core/verification/signature-contexts.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import type { Home } from '../../home/home.ts';
import { checkpointKeyAt } from '../../services/register/sign-checkpoint.ts';
import { signDocument } from '../../services/sealing/sign-document.ts';
import type { GivenPin, SignedFile, SigningParts, SignOrder } from '../../services/sealing/sign-order.ts';
import { findCertificate } from '../../services/tokens/find-certificate.ts';
import type { DigestStampSource } from '../../services/trusted-time/trusted-time.ts';
import type { ListedToken } from '../../services/tokens/list-tokens.ts';
import type { AppError } from '../../shared/errors.ts';
import { failure, unwrap } from '../../shared/result.ts';
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
import { passwordEnvOption, withDocument } from '../ask/password-input.ts';
import { isTyped, readPin } from '../ask/pin-input.ts';
import { printAside, printError, printJson, printLine } from '../print/printing.ts';

/** The formats by their names in a PDF (/SubFilter). */
const FORMATS = {
  'adbe.pkcs7.detached': 'cms',
  'ETSI.CAdES.detached': 'cades',
} as const satisfies Record<string, SignOrder['format']>;

/** Readers that know no SM2, Acrobat among them, show such a signature or time stamp as one that they cannot check. */
const NO_SM2 =
  'Acrobat 等常见阅读器不识别国密（SM2/SM3），会显示为无法验证；请用本程序或支持国密的阅读器验证 Acrobat and other common readers know no SM2 and SM3 and show it as one that they cannot check; verify it by this program, or a reader that knows them';

const declare = () =>
  new Command('sign')
    .argument('<input>', '待签名的 PDF the PDF to sign')
    .addOption(outOption)
    .requiredOption('--certificate <subject|serial>', '证书主体或序列号 subject or serial number', filled)
    .addOption(tokenOption)
    .addOption(fieldOption)
    .addOption(acceptOption)
    .option('--reason <text>', '签名原因 why it is signed')
    .option('--time-stamp', '向印章平台取可信时间 ask the platform for a trusted time', false)
    .option('--dss', '加入验证资料（证书、撤销列表） add what verifies it (DSS)', false)
    .addOption(
      new Option('--sub-filter <name>', '签名格式 format')
        .choices(Object.keys(FORMATS))
        .default('adbe.pkcs7.detached'),
    )
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(passwordEnvOption)
    .addOption(lastTryOption)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk sign report.pdf -o signed.pdf --certificate 张三',
        'sealdesk sign report.pdf -o signed.pdf --certificate 张三 --time-stamp --dss',
      ),
    );

type Options = ReturnType<ReturnType<typeof declare>['opts']>;

/** `sign <input> -o <file> --certificate …`: an ordinary signature by an RSA, EC or SM2 key, without a seal. */
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
  const { accept: accepted = [] } = options;
  const format = formatNamed(options.subFilter);
  await withDocument(inputPath, options, async (document) => {
    const order = { document, outputPath, ...found, lastTryConfirmed, field, format, accepted, ...reason };
    // A person types it once nothing else is in the way.
    let pin = isTyped(source) ? null : await readPin(source);
    const givePin = async (): Promise<GivenPin> => {
      pin ??= await readPin(source);
      return { pin, registerKey: checkpointKeyAt(found.address, listed, home.tokens, pin) };
    };
    try {
      const signed = unwrap(await signDocument(order, givePin, await partsOf(listed, options, home)));
      const isSm2 = (certificateOrNull(found.certificate)?.publicKey.sm2 ?? null) !== null;
      report(signed, isSm2, options.json === true);
    } finally {
      pin?.fill(0);
    }
  });
}

function formatNamed(name: string): SignOrder['format'] {
  // The parser admits these names alone.
  return FORMATS[name as keyof typeof FORMATS];
}

async function partsOf(
  listed: readonly ListedToken[],
  { timeStamp, dss }: Pick<Options, 'timeStamp' | 'dss'>,
  home: Home,
): Promise<SigningParts> {
  const { engine, tokens, recorder, documents, trustFolder } = home;
  return {
    ...{ files: nodeFiles, exists: existsSync, clock: systemClock, random: systemRandom, turn: systemTurn },
    ...{ sha256: await loadSha256(), engine, tokens, recorder },
    seals: listed.flatMap(({ seals }) => seals),
    timeStamp: timeStamp ? await timeSource(home) : null,
    validationData: dss ? (signed) => validationData(signed, home) : null,
    examine: (document) => documents.examine(document, trustFolder, false),
  };
}

/** Returns the time-stamp authority of the first platform; one that fails if there is none. */
async function timeSource(home: Home): Promise<DigestStampSource> {
  const { timeOf } = await home.archiveStamps();
  const none: DigestStampSource = () => Promise.resolve(failure({ code: 'ARCHIVE_STAMP_NO_AUTHORITY' }));
  return (await timeOf(null)) ?? none;
}

/** Gathers what the signatures of a document rest on, by the trust folder and what the home knows. */
async function validationData(signed: ByteSource, home: Home): Promise<SecurityStore> {
  const { engine, trustFolder } = home;
  const evidence = await homeEvidence(home.evidence)(trustFolder);
  const inputs = { engine, now: systemClock.now(), trust: keptTrust()(trustFolder), ...evidence };
  const { contexts } = await signatureContexts(signed, inputs);
  return archiveEvidence(contexts, null, [], inputs);
}

function report(signed: SignedFile, isSm2: boolean, json: boolean): void {
  const { path: output, size, field, signedAt, sm3After: sm3, trustedTime, validationData: data } = signed;
  if (json) {
    printJson({ ok: true, output, size, field, signedAt, sm3, trustedTime, validationData: data });
    return;
  }
  printLine(`已签名 signed: ${output}`);
  if (trustedTime.state === 'stamped') printLine(`可信时间 trusted time: ${trustedTime.stampedAt}`);
  if (data.state === 'added') {
    const { certificates, revocationLists, ocspResponses } = data;
    printLine(
      `验证资料 validation data: ${certificates} 张证书 certificates, ${revocationLists} 份撤销列表 revocation lists, ${ocspResponses} 份 OCSP 应答 OCSP responses`,
    );
  }
  if (isSm2 || trustedTime.state === 'stamped') printLine(NO_SM2);
  if (trustedTime.state === 'missing')
    printMissing('没有可信时间 signed without a trusted time', trustedTime.error);
  if (data.state === 'missing') printMissing('没有加入验证资料 signed without validation data', data.error);
}

/** The document is signed all the same. */
function printMissing(what: string, error: AppError): void {
  printAside(`${what}:`);
  printError(error);
}
