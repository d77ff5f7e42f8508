import { approvalErrors } from './approval-errors.ts';
import { ofdErrors } from './ofd-errors.ts';
import { ofdSealingErrors } from './ofd-sealing-errors.ts';
import { officeSystemErrors } from './office-system-errors.ts';
import { batchErrors } from './batch-errors.ts';
import { boundErrors } from './bound-errors.ts';
import { documentErrors } from './document-errors.ts';
import { componentErrors } from './component-errors.ts';
import { conversionErrors } from './conversion-errors.ts';
import { encryptionErrors } from './encryption-errors.ts';
import { healthErrors } from './health-texts.ts';
import { handoverErrors } from './handover-errors.ts';
import { offlineBundleErrors } from './offline-bundle-errors.ts';
import { packageErrors } from './package-errors.ts';
import { placeErrors } from './place-errors.ts';
import { pinErrors } from './pin-errors.ts';
import { pinResetErrors } from './pin-reset-errors.ts';
import { preflightErrors } from './preflight-texts.ts';
import { platformErrors } from './platform-errors.ts';
import { presetErrors } from './preset-errors.ts';
import { policyErrors } from './policy-errors.ts';
import { registerErrors } from './register-errors.ts';
import { sealErrors } from './seal-errors.ts';
import { sealLifeErrors } from './seal-life-errors.ts';
import { settingsErrors } from './settings-errors.ts';
import { tokenErrors } from './token-errors.ts';
import { trustListErrors } from './trust-list-errors.ts';
import { updateErrors } from './update-errors.ts';
import { inEachLanguage, text, type ErrorTexts } from './bilingual.ts';
import type { ErrorCode } from '../errors.ts';

/** Errors of the request itself and of data in general. */
const generalErrors: ErrorTexts<
  'USAGE' | 'CANCELLED' | 'INTERNAL' | 'DER_INVALID' | 'TRUST_FOLDER_UNREADABLE'
> = {
  USAGE: {
    what: text('命令写法不对。', 'The command is not written as expected.'),
    why: text('参数缺失、重复或无法识别。', 'An argument is missing, repeated or not known.'),
    next: text('请对照帮助中的写法修改后重试。', 'Compare it with the help and try again.'),
  },
  CANCELLED: {
    what: text('已取消。', 'Cancelled.'),
    why: text('您中止了本次操作。', 'You stopped this operation.'),
    next: text(
      '原文件未改动，也没有留下新文件；可以重新开始。',
      'The original is unchanged and no new file was left; you can start again.',
    ),
  },
  INTERNAL: {
    what: text('程序内部出错，操作没有完成。', 'The program failed and did not finish.'),
    why: text('程序遇到了不应出现的情况。', 'It met a situation that should not occur.'),
    next: text(
      '原文件未改动。请重试；若再次出现，请重启程序并把下方代码告诉技术支持。',
      'The original is unchanged. Try again; if it happens again, restart the program and tell support the code below.',
    ),
  },
  DER_INVALID: {
    what: text('数据格式不正确。', 'The data does not have the right form.'),
    why: text(
      '内容不符合 DER 编码规则，可能已损坏或被改动。',
      'It breaks the DER rules; it may be damaged or altered.',
    ),
    next: text('请重新获取这份数据。', 'Obtain the data again.'),
  },
  TRUST_FOLDER_UNREADABLE: {
    what: text('信任目录无法读取。', 'The trust folder cannot be read.'),
    why: text(
      '文件夹不存在，或没有读取权限。',
      'The folder does not exist, or you lack the right to read it.',
    ),
    next: text(
      '请检查设置中的信任目录；在此之前无法确认证书是否可信。',
      'Check the trust folder in the settings; until then no certificate can be confirmed.',
    ),
  },
};

const allErrors: ErrorTexts<ErrorCode> = {
  ...settingsErrors,
  ...healthErrors,
  ...updateErrors,
  ...generalErrors,
  ...componentErrors,
  ...documentErrors,
  ...ofdErrors,
  ...ofdSealingErrors,
  ...conversionErrors,
  ...encryptionErrors,
  ...placeErrors,
  ...batchErrors,
  ...handoverErrors,
  ...packageErrors,
  ...preflightErrors,
  ...presetErrors,
  ...tokenErrors,
  ...pinErrors,
  ...sealErrors,
  ...trustListErrors,
  ...sealLifeErrors,
  ...approvalErrors,
  ...officeSystemErrors,
  ...pinResetErrors,
  ...registerErrors,
  ...platformErrors,
  ...offlineBundleErrors,
  ...boundErrors,
  ...policyErrors,
};

/** The texts of every error code, by language: what happened, why, and what to do now. */
export const errorTexts = inEachLanguage(allErrors);
