import type {
  CheckResult,
  PlainCode,
  ReasonCode,
  SignatureReport,
  VerificationReport,
} from '../model/verification-report.ts';
import { PLAIN_CODES } from '../model/verification-report.ts';
import { type Bilingual, text } from './bilingual.ts';

/** The title of what a person does next. */
export const NEXT_STEPS_TITLE = text('该怎么办', 'Where to go from here');

const original = text(
  '请对方直接发送盖章后的原文件（不经打印、扫描、另存或转换），再验一次；在此之前不要据此办理。',
  'Ask the sender for the sealed file itself, not printed, scanned, saved again or converted, and verify that one. Do not act on this file before.',
);
const compare = text(
  '点“查看签章时的内容”，以盖章时的那一版为准，并向对方问清其后的改动；弄清之前不要据此办理。',
  'Use “View as sealed” and go by that version. Ask the other party about what came later, and do not act on this file before.',
);
const sealAgain = text(
  '请对方改用合规的签章软件重新盖章；只凭这一份无法确认。',
  'Ask the other party to seal anew with software that follows the standard. This file alone cannot be confirmed.',
);
const sealNotTheirs = text(
  '不要据此办理。用您自己留存的电话向对方核实是否盖过这份文件；印章与数据对不上，可能是拼凑的。',
  'Do not act on it. Ask the other party, by a number that you already have, whether they sealed this. The seal does not fit its data and may be put together.',
);
const trustMaker = text(
  '制章者只能由印章平台或本单位管理员列入信任，您自己不必、也不能决定：先同步平台名单；没有平台时，导入对方或其平台发布的信任与制章者名单，并用电话等其他途径核对指纹；仍是这样，请管理员向平台核实这家制章者。',
  'Only the seal platform or your administrator can make a seal maker trusted; you need not and cannot decide that. Synchronise the lists first. Without a platform, import the list of trust and makers that the other party or its platform hands out, and compare its fingerprint by another way. If it stays so, ask your administrator to check the maker with the platform.',
);
const trustIssuer = text(
  '发证机构只能由印章平台或本单位管理员列入信任：先同步平台名单；没有平台时，导入对方或其平台发布的信任与制章者名单，并用电话等其他途径核对指纹；仍是这样，请管理员核实这家机构后再办理。',
  'Only the seal platform or your administrator can make an issuer trusted. Synchronise the lists first. Without a platform, import the list of trust and makers that the other party or its platform hands out, and compare its fingerprint by another way. If it stays so, ask your administrator to check the issuer before you act.',
);
const synchronise = text(
  '联网后同步平台名单（“设置”中的“立即同步”），再重新验章。没有网络时，请管理员用文件更新名单。',
  'Go online, synchronise the lists (“Synchronise now” in Settings) and verify again. Without a network, your administrator renews the lists by file.',
);
const brokenCertificate = text(
  '请对方联系其发证机构更换证书并重新盖章；在此之前不要据此办理。',
  'Ask the other party to have their issuer replace the certificate and to seal anew. Do not act on this file before.',
);
const resealNow = text(
  '请对方用现在有效的印章和证书重新盖章。',
  'Ask the other party to seal anew with a seal and a certificate that are valid now.',
);
const revokedContact = text(
  '不要据此办理。请联系印章持有人，问清停用、注销或撤销的原因，并请其用有效的印章重新盖章；有疑问时向印章平台核实。',
  'Do not act on it. Ask the holder of the seal why it was stopped or revoked, and to seal anew with a valid one. If in doubt, ask the seal platform.',
);
const proveTime = text(
  '请对方提供签章在先的证据（例如带时间戳的同一份文件），或用现在有效的印章重新盖章。',
  'Ask the other party for proof that the seal came first, such as the same file with a time stamp, or to seal anew with a valid seal.',
);
const heldBefore = text(
  '签章在先，这份文件不受影响；今后收到用这枚印章盖的新文件要留意。',
  'The seal came first, and this file is not affected. Take care with newer files under this seal.',
);
const lateNotice = text(
  '签章落在事件发生与公布之间：请联系印章持有人书面确认这次盖章，或请其重新盖章。',
  'The seal lies between the event and its publication. Ask the holder to confirm this sealing in writing, or to seal anew.',
);
const keep = text(
  '不影响结论。需要长期保存时，导出证据包或请对方加盖时间戳。',
  'The verdict stands. To keep it for years, export an evidence package, or ask for a time stamp.',
);
const plainReader = text(
  '把文件交给管理员或支持人员查看；不要依据其中显示的内容办理。',
  'Have your administrator or the help desk look at the file. Do not act on what it shows.',
);
const pictureOnly = text(
  '以本页所列的印章名称为准，不以页面上的图案为准；请对方说明，必要时重新盖章。',
  'Go by the name of the seal in this list, not by the picture on the page. Ask the other party, and have it sealed anew if needed.',
);

/**
 * What a person does next, for every outcome that is not plainly good. A code without a text does not compile.
 */
const stepTexts: Readonly<Record<Exclude<ReasonCode, PlainCode>, Bilingual<string>>> = {
  FORMAT_FAILURE: original,
  BYTE_RANGE_INVALID: original,
  CONTENTS_INVALID: original,
  PDF_STRUCTURE_DAMAGED: original,
  DOCUMENT_ENCRYPTED: text(
    '请对方发送未加密的盖章原文件。',
    'Ask the sender for the sealed file without encryption.',
  ),
  OFD_STRUCTURE_DAMAGED: original,
  OFD_NOTHING_SIGNED: sealNotTheirs,
  HASH_FAILURE: original,
  SIGNATURE_FORM_OUTDATED: sealAgain,
  ENTRIES_UNRESOLVED: plainReader,
  SIG_CRYPTO_FAILURE: original,
  SIGNATURE_ALGORITHM_UNSUPPORTED: sealAgain,
  CRYPTO_CONSTRAINTS_FAILURE_NO_POE: sealAgain,
  SIGNATURE_RAW_ENCODING: keep,
  NO_SEAL: text(
    '这是普通数字签名，不是电子印章：看清签名人是谁；需要单位印章时，请对方加盖电子印章。',
    'This is an ordinary signature and no seal. See who signed. If a seal of the organisation is needed, ask for one.',
  ),
  SEAL_TAMPERED: sealNotTheirs,
  SEAL_CERTIFICATE_MISMATCH: sealNotTheirs,
  SEAL_EXPIRED_AT_SIGNING: resealNow,
  SEAL_NOT_YET_VALID_AT_SIGNING: resealNow,
  SEAL_EXPIRED_SINCE: keep,
  SEAL_NOT_YET_VALID: text(
    '核对本机日期是否正确；日期无误时，请对方在印章生效后重新盖章。',
    'Check the date of this computer. If it is right, ask the other party to seal anew once the seal is valid.',
  ),
  SEAL_MAKER_UNTRUSTED: trustMaker,
  SEAL_MAKER_UNLISTED: trustMaker,
  TRUST_LIST_OUTDATED: text(
    '向名单的发布方索取新一期名单，在“设置”的“信任与制章者名单”中导入，再重新验章。',
    'Ask the issuer of the list of trust and makers for the newest one, import it in Settings, and verify again.',
  ),
  SEAL_MAKER_CERTIFICATE_INVALID: trustMaker,
  SEAL_MAKER_REVOKED: revokedContact,
  SEAL_SUSPENDED_AT_SIGNING: revokedContact,
  SEAL_CANCELLED_AT_SIGNING: revokedContact,
  SEAL_REPLACED_AT_SIGNING: revokedContact,
  SEAL_VOID_AT_SIGNING: revokedContact,
  SEAL_SUSPENDED_NO_POE: proveTime,
  SEAL_CANCELLED_NO_POE: proveTime,
  SEAL_REPLACED_NO_POE: proveTime,
  SEAL_VOID_NO_POE: proveTime,
  SEAL_SUSPENDED_SINCE: heldBefore,
  SEAL_CANCELLED_SINCE: heldBefore,
  SEAL_REPLACED_SINCE: heldBefore,
  SEAL_VOID_SINCE: heldBefore,
  SEAL_SUSPENDED_MEANWHILE: heldBefore,
  SEAL_SUSPENDED_LATE_ENDED: heldBefore,
  SEAL_STATUS_LATE: lateNotice,
  SEAL_LOSS_CLAIMED: text(
    '平台尚未决定：大额或急件请先电话联系印章持有人确认。',
    'The platform has not decided. For large or urgent matters, ask the holder by telephone first.',
  ),
  SEAL_STATUS_STALE: synchronise,
  SEAL_STATUS_UNAVAILABLE: synchronise,
  SEAL_STATUS_NOT_IN_FILE: proveTime,
  NO_SIGNING_CERTIFICATE_FOUND: sealAgain,
  NO_CERTIFICATE_CHAIN_FOUND: trustIssuer,
  CHAIN_OVER_BUDGET: plainReader,
  CHAIN_SIGNATURE_FAILURE: brokenCertificate,
  CHAIN_CONSTRAINTS_FAILURE: brokenCertificate,
  KEY_USAGE_FAILURE: brokenCertificate,
  EXPIRED: resealNow,
  NOT_YET_VALID: resealNow,
  EXPIRED_WHEN_INSPECTED: resealNow,
  NOT_YET_VALID_WHEN_INSPECTED: resealNow,
  OUT_OF_BOUNDS_NO_POE: keep,
  REVOKED: revokedContact,
  REVOKED_NO_POE: proveTime,
  REVOCATION_LATE: lateNotice,
  REVOKED_SINCE: heldBefore,
  REVOCATION_AS_OF_SIGNING: keep,
  NO_REVOCATION_DATA: synchronise,
  TRY_LATER: synchronise,
  REVOCATION_LIST_INVALID: synchronise,
  REVOCATION_LIST_TOO_LATE: proveTime,
  TIME_UNKNOWN: proveTime,
  TIME_STAMP_UNPROVEN: trustIssuer,
  TIME_STAMP_INVALID: original,
  TIME_IN_FUTURE: text(
    '先核对本机日期和时间；若无误，是签章人的电脑时间不对，请其校准后重新盖章。',
    'Check the date and time of this computer. If they are right, the signer’s clock was wrong: ask them to set it and to seal anew.',
  ),
  HANDWRITING_PICTURE: text(
    '手写签名图片本身不证明由谁签署；请以印章的电子签章为准。',
    'The picture of a signature proves by itself nobody’s consent; go by the signature of the seal.',
  ),
  SEALED_AGAIN_SINCE: text(
    '属正常情形（多方盖章）：逐个看各方签章的结论即可。',
    'This is usual where several parties seal. Look at the verdict of each seal.',
  ),
  EXTENDED_SINCE: keep,
  MODIFIED_SINCE: compare,
  CHANGES_UNEXPLAINED: compare,
  UNJUDGED_SHOWN_SINCE: compare,
  COVERAGE_INCOMPLETE: compare,
  OFD_ENTRY_OPEN: sealAgain,
  OFD_PARTS_NOT_COVERED: sealAgain,
  OFD_EXTRAS_NOT_COVERED: text(
    '页面内容以签章为准；附件等未受保护的文件，请向对方另行核实。',
    'The seal stands for the pages. Ask the other party about attachments and other files that are not covered.',
  ),
  BYTES_UNACCOUNTED: compare,
  SECTION_NOT_CANONICAL: compare,
  NO_APPEARANCE: text(
    '签章有效但页面上看不到：需要可见印章时，请对方重新盖章。',
    'The seal counts but is not seen on a page. If it has to be seen, ask for it to be sealed anew.',
  ),
  APPEARANCE_NO_SEAL: pictureOnly,
  APPEARANCE_MISMATCH: sealNotTheirs,
  APPEARANCE_SIZE_MISMATCH: pictureOnly,
  APPEARANCE_UNRECOGNISED: pictureOnly,
  APPEARANCE_PLACES_INCONSISTENT: sealNotTheirs,
  OFD_SEAL_FILE_DIFFERS: sealNotTheirs,
  VOIDED_HERE: text(
    '不要再使用这份文件：查看台账中的作废原因，向本单位印章管理人员领取有效的一份。',
    'Do not use this file any more. See the reason in the register, and get the valid file from those who manage your seals.',
  ),
  APPROVAL_USED_TWICE_HERE: text(
    '把两份文件都交给本单位印章管理人员，由其决定哪一份有效。',
    'Give both files to those who manage your seals; they decide which one counts.',
  ),
};

const verdictSteps = {
  valid: text(
    '可以据此办理。请保存这份原文件；需要把结论交给别人时，导出验章报告或证据包。',
    'You can act on it. Keep this very file. To hand the verdict on, export a report or an evidence package.',
  ),
  unsigned: text(
    '需要电子签章时，请对方发送加盖电子印章的原文件；打印后盖章再扫描的，请核对纸质原件。',
    'If a seal is needed, ask the sender for the file that bears the electronic seal. For a scan of a sealed paper, see the paper itself.',
  ),
};

/** The step for one outcome; null where nothing is to be done. */
export function nextStepFor(code: ReasonCode): Bilingual<string> | null {
  return isPlain(code) ? null : stepTexts[code];
}

function isPlain(code: ReasonCode): code is PlainCode {
  return (PLAIN_CODES as readonly ReasonCode[]).includes(code);
}

/** The outcomes that a verdict rests on: what failed, what is open, or the notes of a valid one. */
const DECIDING: Readonly<Record<SignatureReport['verdict'], CheckResult['result']>> = {
  invalid: 'fail',
  indeterminate: 'unknown',
  valid: 'pass',
};

/** Lists what a person does after the verdict on one signature, the most important first, each step once. */
export function signatureSteps({
  verdict,
  reasons,
  checks,
}: Pick<SignatureReport, 'verdict' | 'reasons' | 'checks'>): readonly Bilingual<string>[] {
  const deciding = Object.values(checks).filter(({ result }) => result === DECIDING[verdict]);
  const steps = reasons
    .filter((code) => deciding.some((check) => check.code === code))
    .flatMap((code) => nextStepFor(code) ?? []);
  return steps.length === 0 && verdict === 'valid' ? [verdictSteps.valid] : [...new Set(steps)];
}

/** Says what a person does with a document without a signature; null for any other, whose signatures say it. */
export function documentStep({ verdict }: VerificationReport): Bilingual<string> | null {
  return verdict === 'unsigned' ? verdictSteps.unsigned : null;
}
