import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import {
  changesOf,
  codeDifference,
  type EnterpriseStatus,
} from '../../core/platform/enterprise-status-statement.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { enterpriseCodeOf } from '../../core/x509/enterprise-code.ts';
import { askEnterprise } from '../../services/platform/enterprise-status.ts';
import { CodedError } from '../../shared/errors.ts';
import { unwrap } from '../../shared/result.ts';
import { jsonOption, needed, tokenOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { printJson, printLine } from '../print/printing.ts';
import { chooseSeal } from './choose-seal.ts';

/** `platform enterprise`: asks the platform now for its signed word on the enterprise of a seal. */
export function platformEnterprise(context: CommandContext): CommandUnknownOpts {
  return new Command('enterprise')
    .description('向平台核对印章所属企业的登记信息 check the enterprise of a seal at the platform')
    .option('--seal <esid|name>', '印章编号或名称 number or name of the seal')
    .addOption(tokenOption)
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk platform enterprise --seal 合同专用章'))
    .action(async ({ seal, token, json }) => {
      const home = await context.home();
      const { info, certificate } = await chooseSeal(home, {
        seal: needed('seal', seal),
        token,
        file: undefined,
      });
      const { enterprises } = await home.sealLife();
      const status = unwrap(await askEnterprise(info, enterprises));
      if (status === null) throw new CodedError('PLATFORM_NOT_CONFIGURED');
      const subject = certificateOrNull(certificate)?.subject ?? null;
      const code = codeDifference(status, subject === null ? null : enterpriseCodeOf(subject));
      if (json === true) printJson({ ok: true, status, changes: changesOf(status), code });
      else linesOf(status, code).forEach(printLine);
    });
}

const STATES = {
  normal: '正常 registered',
  revoked: '被吊销 licence revoked',
  cancelled: '已注销 deregistered',
} as const;

function linesOf(status: EnterpriseStatus, code: ReturnType<typeof codeDifference>): string[] {
  const { name, code: registered, state, representative, checkedAt } = status.enterprise;
  return [
    `${name}${registered === null ? '' : `  ${registered}`}  ${STATES[state]}`,
    `  法定代表人 representative: ${representative ?? '–'}`,
    `  核对于 checked: ${checkedAt}`,
    ...(code === null
      ? []
      : [
          `  证书上的代码不同，请向平台核对 another code on the certificate, ask the platform: ${code.certified}`,
        ]),
    ...changesOf(status).map(({ from, to }) => `  已变更，须换领 changed, replace the seal: ${from} → ${to}`),
  ];
}
