import { base64 } from '@scure/base';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { writeNewFile } from '../../adapters/files/node-files.ts';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { openTrustList, signTrustList, type TrustListPayload } from '../../core/platform/trust-list.ts';
import { trustListText } from '../../core/platform/trust-list-file.ts';
import { loadSha256 } from '../../core/cms/sha256.ts';
import { describeTrustList } from '../../services/trust-lists/describe-trust-list.ts';
import {
  collected,
  filled,
  lastTryOption,
  numberOf,
  outOption,
  pinEnvOption,
  pinStdinOption,
  tokenOption,
} from '../arguments.ts';
import { certificateIn, revocationListIn } from '../../adapters/trust-files/certificate-file.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { printTrustList } from '../print/print-trust-list.ts';
import { withApproverKey } from './approver-key.ts';

const DAY_MS = 24 * 3_600_000;

/** `trust sign`: an administrator without a platform signs a list for counterparts. */
export function trustSign(context: CommandContext): CommandUnknownOpts {
  return new Command('sign')
    .description('用管理员的 Key 签发名单 sign a list with the administrator’s key')
    .usage('-o <file> [options] --source <name> --number <number> --certificate <file> --maker <file>')
    .requiredOption(
      '--source <name>',
      '名单的名称，英文字母和数字 name of the list, letters and digits',
      filled,
    )
    .requiredOption('--number <number>', '编号，逐次加一 number, one higher each time', (text) =>
      numberOf('--number', text),
    )
    .requiredOption(
      '--certificate <file>',
      '根证书、发证机构、时间戳机构，可多次 a root, authority or time-stamp authority; may be repeated',
      collected,
    )
    .option('--maker <file>', '制章者证书，可多次 a maker’s certificate; may be repeated', collected)
    .option('--crl <file>', '撤销列表，可多次 a revocation list; may be repeated', collected)
    .option('--days <number>', '几日后出下一期，默认 30 days until the next one; 30 by default', (text) =>
      numberOf('--days', text),
    )
    .addOption(outOption)
    .addOption(tokenOption)
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(lastTryOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk trust sign --source ours --number 1 --certificate root.cer --maker maker.cer -o ours.trustlist.json',
      ),
    )
    .action(async ({ source, number, certificate, maker = [], crl = [], days = 30, out, ...key }) => {
      const encoded = (paths: readonly string[]) => paths.map((path) => base64.encode(certificateIn(path)));
      const home = await context.home();
      const now = home.clock.now();
      const list: TrustListPayload = {
        ...{ platform: source, number, issuedAt: now.toISOString() },
        nextUpdate: new Date(now.getTime() + days * DAY_MS).toISOString(),
        certificates: encoded(certificate),
        makers: encoded(maker),
      };
      const revocationLists = crl.map(revocationListIn);
      const statement = await withApproverKey(key, home, (signer) =>
        signTrustList(list, signer.certificate, signer.sign),
      );
      const file = { statement, revocationLists };
      const opened = openTrustList(file, home.engine, now);
      writeNewFile(out, utf8Bytes(trustListText(file)), 0o644);
      const sha256 = await loadSha256();
      printTrustList(out, describeTrustList(opened, { engine: home.engine, sha256, now }));
    });
}
