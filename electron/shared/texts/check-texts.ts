import type { Language } from '../model/app-info.ts';
import type { ReasonCode, CheckResult } from '../model/verification-report.ts';
import { type Bilingual, text } from './bilingual.ts';
import { ofdEntryTexts, ofdRoleTexts } from './ofd-texts.ts';
import { tilingTexts } from './tiling-texts.ts';

/** The texts of the outcomes of checks. Each is one short clause that stands beside the name of the check. */
export const reasonTexts: Readonly<Record<ReasonCode, Bilingual<string>>> = {
  OK: text('通过', 'Passed'),
  NOT_CHECKED: text('未检查', 'Not checked'),
  FORMAT_FAILURE: text('签章数据的格式不正确', 'The signature data does not have the right form'),
  BYTE_RANGE_INVALID: text(
    '签章声明的覆盖范围不合规',
    'The range that the signature claims to cover is not allowed',
  ),
  CONTENTS_INVALID: text('签章数据存放不合规', 'The signature data is not stored as required'),
  PDF_STRUCTURE_DAMAGED: text('文件结构已损坏', 'The structure of the file is damaged'),
  OFD_STRUCTURE_DAMAGED: text(
    'OFD 的结构已损坏，或有两种读法',
    'The OFD is damaged, or can be read in two ways',
  ),
  OFD_NOTHING_SIGNED: text('签章没有保护任何内容', 'The signature protects nothing of the document'),
  DOCUMENT_ENCRYPTED: text('文件已加密，无法完整核对', 'The file is encrypted and cannot be checked in full'),
  HASH_FAILURE: text('签章后文档内容已改变', 'The content has changed since it was sealed'),
  SIGNATURE_FORM_OUTDATED: text(
    '这种签名形式已过时（依赖 SHA-1），不作判断',
    'This form of signature is outdated (it rests on SHA-1) and is not judged',
  ),
  ENTRIES_UNRESOLVED: text(
    '盖章时文件中有条目没有指向任何对象',
    'When it was sealed, the file had entries that led to no object',
  ),
  SIG_CRYPTO_FAILURE: text('签名值错误', 'The signature value is wrong'),
  SIGNATURE_ALGORITHM_UNSUPPORTED: text('不支持所用的签名算法', 'The signature algorithm is not supported'),
  CRYPTO_CONSTRAINTS_FAILURE_NO_POE: text(
    '所用算法或密钥过弱，不再能证明签名',
    'The algorithm or the key is too weak to prove a signature any more',
  ),
  SIGNATURE_RAW_ENCODING: text(
    '签名值正确，编码不规范',
    'The signature value is right, its encoding is not standard',
  ),
  NO_SEAL: text('无印章（普通数字签名）', 'No seal (an ordinary digital signature)'),
  SEAL_TAMPERED: text('印章数据与制章者的签名不符', 'The seal does not fit the signature of its maker'),
  SEAL_CERTIFICATE_MISMATCH: text('印章与证书不匹配', 'The seal and the certificate do not match'),
  SEAL_EXPIRED_AT_SIGNING: text('签章时印章已过有效期', 'The seal had expired when it was applied'),
  SEAL_NOT_YET_VALID_AT_SIGNING: text('签章时印章尚未生效', 'The seal was not valid yet when it was applied'),
  SEAL_EXPIRED_SINCE: text('印章其后已到期', 'The seal has expired since'),
  SEAL_NOT_YET_VALID: text('印章尚未生效', 'The seal is not valid yet'),
  SEAL_MAKER_UNTRUSTED: text('制章者未受信任', 'The maker of the seal is not trusted'),
  SEAL_MAKER_UNLISTED: text('制章者未列入任何名单', 'No list of seal makers names the maker of the seal'),
  TRUST_LIST_OUTDATED: text(
    '信任与制章者名单已过期，无法确认制章者',
    'The list of trust and makers is outdated, and nobody says whether the maker is still trusted',
  ),
  SEAL_MAKER_CERTIFICATE_INVALID: text('制章者证书不合规', 'The certificate of the seal maker is not valid'),
  SEAL_MAKER_REVOKED: text('制章者证书已被撤销', 'The certificate of the seal maker is revoked'),
  SEAL_SUSPENDED_AT_SIGNING: text('签章时印章已停用', 'The seal was suspended when it was applied'),
  SEAL_CANCELLED_AT_SIGNING: text('签章时印章已注销', 'The seal was cancelled when it was applied'),
  SEAL_REPLACED_AT_SIGNING: text('签章时印章已换领', 'The seal was replaced when it was applied'),
  SEAL_VOID_AT_SIGNING: text('签章时印章已失效', 'The seal was void when it was applied'),
  SEAL_SUSPENDED_NO_POE: text(
    '印章已停用，无可信时间证明签章在先',
    'The seal is suspended, and no trusted time proves that it was applied before',
  ),
  SEAL_CANCELLED_NO_POE: text(
    '印章已注销，无可信时间证明签章在先',
    'The seal is cancelled, and no trusted time proves that it was applied before',
  ),
  SEAL_REPLACED_NO_POE: text(
    '印章已换领，无可信时间证明签章在先',
    'The seal is replaced, and no trusted time proves that it was applied before',
  ),
  SEAL_VOID_NO_POE: text(
    '印章已失效，无可信时间证明签章在先',
    'The seal is void, and no trusted time proves that it was applied before',
  ),
  SEAL_SUSPENDED_SINCE: text(
    '印章其后已停用，可信时间证明签章在先',
    'The seal is suspended since; a trusted time proves that it was applied before',
  ),
  SEAL_CANCELLED_SINCE: text(
    '印章其后已注销，可信时间证明签章在先',
    'The seal is cancelled since; a trusted time proves that it was applied before',
  ),
  SEAL_REPLACED_SINCE: text(
    '印章其后已换领，可信时间证明签章在先',
    'The seal is replaced since; a trusted time proves that it was applied before',
  ),
  SEAL_VOID_SINCE: text(
    '印章其后已失效，可信时间证明签章在先',
    'The seal is void since; a trusted time proves that it was applied before',
  ),
  SEAL_SUSPENDED_MEANWHILE: text(
    '印章其后曾停用，现已恢复',
    'The seal was suspended for a time since, and is restored',
  ),
  SEAL_SUSPENDED_LATE_ENDED: text(
    '印章曾被迟到的公告停用，现已恢复；签章在公告之前',
    'A late notice suspended the seal, which is restored; the seal was applied before the notice',
  ),
  SEAL_STATUS_LATE: text(
    '停用或终止的公告迟到，签章在公告之前，无法确认',
    'The notice of a suspension or end was published too late, after the seal was applied: this cannot be confirmed',
  ),
  SEAL_LOSS_CLAIMED: text(
    '挂失申报中，平台尚未决定，不影响效力',
    'Reported as lost; the platform has not decided, and nothing follows yet',
  ),
  SEAL_STATUS_STALE: text('印章状态已过期，需要同步', 'The status of the seal is out of date; synchronise'),
  SEAL_STATUS_NOT_IN_FILE: text(
    '证书已到期，文件内也没有平台对印章状态的声明',
    'The certificate has ended, and the file holds no statement of the platform on the status of the seal',
  ),
  SEAL_STATUS_UNAVAILABLE: text('印章状态读取失败', 'The status of the seal cannot be read'),
  NO_SIGNING_CERTIFICATE_FOUND: text(
    '签名中没有签名人的证书',
    'The signature does not hold the certificate of its signer',
  ),
  NO_CERTIFICATE_CHAIN_FOUND: text('发证机构未受信任', 'The issuer is not trusted'),
  CHAIN_OVER_BUDGET: text(
    '可能的证书链过多，未全部核对',
    'There are too many possible chains of certificates to try them all',
  ),
  CHAIN_SIGNATURE_FAILURE: text('证书的签发者签名错误', 'The issuer’s signature on the certificate is wrong'),
  CHAIN_CONSTRAINTS_FAILURE: text('证书链不合规', 'The chain of certificates breaks its rules'),
  KEY_USAGE_FAILURE: text('证书用途不含数字签名', 'The certificate is not meant for signatures'),
  EXPIRED: text('签章时证书已过期', 'The certificate had expired when the seal was applied'),
  NOT_YET_VALID: text('签章时证书尚未生效', 'The certificate was not valid yet when the seal was applied'),
  EXPIRED_WHEN_INSPECTED: text('证书已过期', 'The certificate has expired'),
  NOT_YET_VALID_WHEN_INSPECTED: text('证书尚未生效', 'The certificate is not valid yet'),
  OUT_OF_BOUNDS_NO_POE: text(
    '证书其后已到期，签章时间未经时间戳证明',
    'The certificate has expired since; no time stamp proves the time of sealing',
  ),
  REVOKED: text('签章时证书已被撤销', 'The certificate was revoked when the seal was applied'),
  REVOKED_NO_POE: text(
    '证书已撤销，无可信时间证明签章在先',
    'The certificate is revoked, and no trusted time proves that the seal came before',
  ),
  REVOCATION_LATE: text(
    '撤销的公布迟到，签章在公布之前，无法确认',
    'The revocation was published too late, after the seal was applied: this cannot be confirmed',
  ),
  REVOKED_SINCE: text(
    '证书其后已撤销，可信时间证明签章在先',
    'The certificate is revoked since; a trusted time proves that the seal came before',
  ),
  REVOCATION_AS_OF_SIGNING: text(
    '按可信时间当时有效的撤销列表，证书未被撤销',
    'By the revocation list of the trusted time, the certificate was not revoked',
  ),
  NO_REVOCATION_DATA: text(
    '没有撤销列表，无法确认是否撤销',
    'No revocation list: revocation cannot be confirmed',
  ),
  TRY_LATER: text('撤销列表已过期，需要更新', 'The revocation list is out of date and must be renewed'),
  REVOCATION_LIST_TOO_LATE: text(
    '证书到期之后的撤销列表，不能说明此前是否撤销',
    'The revocation list is from after the certificate expired and does not say whether it was revoked before',
  ),
  REVOCATION_LIST_INVALID: text('撤销列表的签名无效', 'The signature of the revocation list is invalid'),
  TIME_UNKNOWN: text('签名没有写明时间', 'The signature does not say when it was made'),
  TIME_CLAIMED_ONLY: text(
    '时间取自签章人电脑，未经时间戳证明',
    'By the signer’s clock; not proven by a time stamp',
  ),
  TIME_PROVEN: text('时间由时间戳证明', 'Proven by a time stamp'),
  TIME_COUNTERSIGNED: text(
    '台账经平台签名确认，证明签章不晚于此时',
    'The register, countersigned by the platform, proves that the seal is no later',
  ),
  TIME_STAMP_UNPROVEN: text(
    '时间戳无法核实，签章时间未得到证明',
    'The time stamp cannot be confirmed; the time of sealing is not proven',
  ),
  TIME_STAMP_INVALID: text('时间戳无效', 'The time stamp is invalid'),
  TIME_IN_FUTURE: text('签章时间晚于当前时间', 'The time of sealing lies in the future'),
  SEALED_AGAIN_SINCE: text('其后另有签章', 'Signed or sealed again since'),
  EXTENDED_SINCE: text('盖章后有允许的变更', 'Permitted changes were made since'),
  MODIFIED_SINCE: text(
    '签章后文档内容已改变（其后的增补所致）',
    'The content has changed since it was sealed, by what was added',
  ),
  UNJUDGED_SHOWN_SINCE: text(
    '其后加入的签名无法核实，所显示的图样可能遮盖内容',
    'A later signature that cannot be judged shows something, which may cover the page',
  ),
  CHANGES_UNEXPLAINED: text(
    '盖章后文件有增补，内容尚未判明',
    'Something was added since; what it changes is not determined',
  ),
  COVERS_WHOLE_FILE: text('覆盖整个文件', 'Covers the whole file'),
  COVERS_REVISION: text('覆盖盖章时的版本', 'Covers the version at the time of sealing'),
  OFD_COVERS_PARTS: text('覆盖页面的全部内容', 'Covers everything that the pages show'),
  OFD_EXTRAS_NOT_COVERED: text(
    '覆盖页面的全部内容；有附件等文件未受保护，可被替换',
    'Covers everything that the pages show; other files in the package, such as attachments, are not covered and may be swapped',
  ),
  OFD_PARTS_NOT_COVERED: text(
    '页面所用的部分文件未受签章保护，可被替换而不留痕迹',
    'Parts that the pages need are not covered by the signature; they may be swapped without a trace',
  ),
  OFD_ENTRY_OPEN: text(
    '文件入口未受签章保护，可指向其他内容',
    'The part that names the document is not covered, and may lead to other content',
  ),
  COVERAGE_INCOMPLETE: text('没有覆盖完整的文件', 'Does not cover all of the file'),
  APPEARANCE_NO_SEAL: text(
    '图案由签名人自选，不代表印章',
    'The picture is the signer’s own choice and stands for no seal',
  ),
  BYTES_UNACCOUNTED: text(
    '盖章后追加了来历不明的数据，可能改变所见内容',
    'Data was added after sealing that nothing accounts for; it may change what is shown',
  ),
  SECTION_NOT_CANONICAL: text(
    '盖章后追加的版本写法不规范，不同软件会显示不同内容',
    'A version was added after sealing that software reads in different ways',
  ),
  NO_APPEARANCE: text('签章没有显示图案', 'The signature shows no picture'),
  APPEARANCE_MISMATCH: text(
    '显示的印章与签章数据不一致',
    'The seal shown differs from the one that was signed',
  ),
  APPEARANCE_SIZE_MISMATCH: text(
    '显示的印章大小与签章数据不一致',
    'The size shown differs from the seal that was signed',
  ),
  APPEARANCE_UNRECOGNISED: text(
    '无法比对显示的印章图案',
    'The picture shown cannot be compared with the seal',
  ),
  APPEARANCE_IN_PLACES: text(
    '印章显示在多处（含骑缝），均与签章数据一致',
    'The seal is shown in several places, each as it was signed',
  ),
  HANDWRITING_PICTURE: text(
    '印章旁有手写签名图片，不是电子签名；随印章一同签署',
    'Beside the seal stands the picture of a handwritten signature, which is no electronic signature; the seal’s signature covers it',
  ),
  DATE_WRITTEN: text(
    '印章旁的日期由签章人在盖章时填写',
    'The date beside the seal was written by the signer at sealing',
  ),
  APPEARANCE_PLACES_INCONSISTENT: text(
    '印章的其他显示处（如骑缝）与签章数据不一致',
    'The further places of the seal, such as slices at page edges, differ from what was signed',
  ),
  OFD_SEAL_FILE_DIFFERS: text(
    '文件中另存的印章与签章数据中的印章不同',
    'The file of the seal differs from the seal that was signed',
  ),
  VOIDED_HERE: text(
    '本单位的台账已将此文件登记为作废',
    'The register of this computer has this file as void',
  ),
  APPROVAL_USED_TWICE_HERE: text(
    '本单位的同一份用印审批被用了两次，这是其中一次',
    'The approval of this use was used twice; this is one of the files',
  ),
};

interface FactLabel {
  readonly label: Bilingual<string>;
  /** The form of the value; `day` if only the day matters, as for a validity. */
  readonly form: 'day' | 'time' | 'text';
  /** The texts of values that are words of the program. */
  readonly words?: Readonly<Record<string, Bilingual<string>>>;
}

const fact = (form: FactLabel['form'], zh: string, en: string): FactLabel => ({
  form,
  label: text(zh, en),
});

/**
 * The facts of checks that people read, in this order. The other facts are for reports that machines read.
 */
const FACTS: Readonly<Record<string, FactLabel>> = {
  since: fact('time', '自', 'since'),
  statusReason: fact('text', '原因', 'reason'),
  voidedAt: fact('time', '作废登记时间', 'recorded as void'),
  voidReason: fact('text', '作废原因', 'reason'),
  usedTwiceAt: fact('time', '发现审批被用两次', 'found to be used twice'),
  replacedBy: fact('text', '新印章编号', 'replaced by'),
  lostSince: fact('time', '声称丢失时间', 'lost, as claimed'),
  receivedAt: fact('time', '平台收到', 'received'),
  decidedAt: fact('time', '平台决定', 'decided'),
  revokedAt: fact('time', '撤销时间', 'revoked'),
  publishedAt: fact('time', '公布', 'published'),
  invalidSince: fact('time', '声称密钥失控时间', 'key compromised, as claimed'),
  lateHours: fact('text', '迟到小时数', 'hours late'),
  statedPublication: fact('time', '平台所称公布时间（不实）', 'published, as stated falsely'),
  signedAt: fact('time', '声称时间', 'claimed'),
  stampedAt: fact('time', '时间戳', 'time stamp'),
  renewBy: fact('day', '应在此日前续加归档时间戳', 'to be stamped again by'),
  countersignedAt: fact('time', '平台确认时间', 'countersigned'),
  algorithm: fact('text', '算法', 'algorithm'),
  validFrom: fact('day', '生效', 'from'),
  validTo: fact('day', '到期', 'until'),
  notAfter: fact('day', '到期', 'until'),
  statusAsOf: fact('time', '状态截至', 'status as of'),
  listIssuedAt: fact('time', '列表截至', 'list as of'),
  listIssuer: fact('text', '列表来源', 'list by'),
  tilingRule: { ...fact('text', '问题', 'found'), words: tilingTexts },
  tilingOffset: fact('text', '位置（字节）', 'at byte'),
  unresolvedEntries: fact('text', '条目数', 'entries'),
  part: fact('text', '文件', 'file'),
  changedParts: fact('text', '改变的文件数', 'files changed'),
  openParts: fact('text', '未受保护的文件', 'files not covered'),
  openPartCount: fact('text', '未受保护的文件数', 'number of files not covered'),
  openPartRole: { ...fact('text', '可改变', 'could change'), words: ofdRoleTexts },
  entryRule: { ...fact('text', '问题', 'found'), words: ofdEntryTexts },
  shownPlaces: fact('text', '处数', 'places'),
  shownPages: fact('text', '页码', 'pages'),
  writtenDates: fact('text', '盖章时填写的日期', 'date written at sealing'),
  datePages: fact('text', '日期页码', 'pages of the date'),
  handwritings: fact(
    'text',
    '手写签名图片（非电子签名）',
    'pictures of handwritten signatures (no electronic signatures)',
  ),
  handwritingPages: fact('text', '图片页码', 'pages of the pictures'),
};

interface FactLine {
  readonly name: string;
  readonly label: string;
  readonly form: FactLabel['form'];
  /** A time is ISO 8601. */
  readonly value: string;
}

/** Lists the facts that a check rests on, as people read them in a language. */
export function factLines(facts: NonNullable<CheckResult['facts']>, language: Language): readonly FactLine[] {
  return Object.entries(FACTS).flatMap(([name, { label, form, words }]) => {
    const value = facts[name];
    if (value === undefined) return [];
    return [{ name, label: label[language], form, value: words?.[value]?.[language] ?? String(value) }];
  });
}
