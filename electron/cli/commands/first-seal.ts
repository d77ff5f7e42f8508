import { Command, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { addPaper, submitApplication } from '../../services/seal-life/application-papers.ts';
import { applyForFirstSeal } from '../../services/seal-life/first-seal.ts';
import { missingPapers } from '../../shared/model/application-papers.ts';
import {
  ISSUED_SEAL_KINDS,
  type IssuedSealKind,
  type SealApplication,
} from '../../shared/model/seal-life.ts';
import { unwrap } from '../../shared/result.ts';
import {
  contactOption,
  jsonOption,
  lastTryOption,
  nameOption,
  needed,
  personOf,
  pinEnvOption,
  pinSourceOf,
  pinStdinOption,
  roleOption,
  tokenOption,
} from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { withPin } from '../ask/pin-input.ts';
import { usage } from '../usage.ts';
import { namedToken } from './choose-token.ts';
import { paperOption, papersOf, reportApplication } from './application.ts';

const declare = () =>
  new Command('issue')
    .description(
      '申领一枚印章：在 Key 内生成密钥并签署证书请求，材料齐了即提交 apply for a first seal; the key is made on the token, and the application is handed in once its papers are complete',
    )
    .usage('--kind <kind> --holder <name> --holder-code <code> --representative <name> [options]')
    .addOption(new Option('--kind <kind>', '印章种类 kind of seal').choices(ISSUED_SEAL_KINDS))
    .option('--holder <name>', '企业名称 name of the enterprise, as registered')
    .option('--holder-code <code>', '统一社会信用代码 unified social credit code')
    .option('--representative <name>', '法定代表人 legal representative')
    .addOption(nameOption)
    .addOption(roleOption)
    .addOption(contactOption)
    .addOption(paperOption)
    .option('--platform <id>', '平台，默认第一个 platform; the first one by default')
    .addOption(tokenOption)
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(lastTryOption)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk issue --kind 合同专用章 --holder 示例公司 --holder-code 914403000000000018 \\',
        '    --representative 林知远 --name 李四 --contact 13800000000 \\',
        '    --paper businessLicence=licence.pdf --paper identity=id.jpg --paper authorisation=letter.pdf',
        'sealdesk application store SL20261201-0001',
      ),
    );

type Options = ReturnType<ReturnType<typeof declare>['opts']>;

/** `issue`: applies for a first seal (申领). */
export function issue(context: CommandContext): CommandUnknownOpts {
  return declare().action(async (options) => {
    const papers = papersOf(options.paper);
    const begun = await begin(options, context);
    const ports = await (await context.home()).sealLife();
    let application = begun;
    for (const paper of papers) application = unwrap(await addPaper(begun.number, paper, ports));
    if (application.state === 'draft' && papers.length > 0 && missingPapers(application).length === 0) {
      application = unwrap(await submitApplication(begun.number, ports));
    }
    reportApplication(application, options.json);
  });
}

async function begin(options: Options, context: CommandContext): Promise<SealApplication> {
  const form = {
    platformId: options.platform ?? null,
    sealKind: kindOf(needed('kind', options.kind)),
    holderName: needed('holder', options.holder),
    holderCode: needed('holder-code', options.holderCode),
    representative: needed('representative', options.representative),
    applicant: personOf(options),
  };
  const home = await context.home();
  unwrap(home.settings);
  const { tokens } = await home.listTokens();
  const token = namedToken(tokens, options.token);
  return withPin(pinSourceOf(options), async (pin) => {
    const wish = { ...form, token, pin, lastTryConfirmed: options.lastTry === true };
    return unwrap(await applyForFirstSeal(wish, await home.sealLife()));
  });
}

/** Finds a kind that the option has let pass. @throws CodedError USAGE */
function kindOf(given: string): IssuedSealKind {
  const kind = ISSUED_SEAL_KINDS.find((each) => each === given);
  if (kind === undefined) throw usage(`没有这种印章 ${given}`, `no such kind of seal ${given}`);
  return kind;
}
