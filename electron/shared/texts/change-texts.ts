import type { Language } from '../model/app-info.ts';
import type { AreaChange, ChangedArea, RevisionEntry, TimeSource } from '../model/document-details.ts';
import type { SignatureReport } from '../model/verification-report.ts';
import { type Bilingual, text } from './bilingual.ts';

/** What became of a place in a document, as people read it. */
const areaChangeTexts: Readonly<Record<AreaChange, Bilingual<string>>> = {
  signatureAdded: text('加盖签章', 'Seal added'),
  fieldAdded: text('新增表单域', 'Form field added'),
  fieldFilled: text('填写或更改表单域', 'Form field filled or changed'),
  annotationAdded: text('新增批注', 'Annotation added'),
  annotationChanged: text('批注被更改', 'Annotation changed'),
  annotationRemoved: text('批注或表单域被删除', 'Annotation or field removed'),
  pageChanged: text('页面内容被更改', 'Contents of the page changed'),
  pageAdded: text('新增页面', 'Page added'),
  pageRemoved: text('页面被删除', 'Page removed'),
  pagesReordered: text('页面顺序被调整', 'Pages put in another order'),
  documentChanged: text('影响整份文件的设置被更改', 'Settings of the whole document changed'),
};

export const timeSourceTexts: Readonly<Record<TimeSource, Bilingual<string>>> = {
  timeStamp: text('时间戳证明', 'proven by a time stamp'),
  register: text('台账经平台签名确认', 'by the register, countersigned by the platform'),
  signer: text('签章人电脑时间', 'by the signer’s clock'),
  document: text('文件自称，无人证明', 'as the file says; nobody vouches for it'),
};

const lines = {
  onPage: text(
    (page: number, what: string) => `第${page}页：${what}`,
    (page, what) => `Page ${page}: ${what}`,
  ),
  named: text(
    (what: string, name: string) => `${what}“${name}”`,
    (what, name) => `${what} “${name}”`,
  ),
  several: text(
    (what: string, count: number) => `${what}（${count} 处）`,
    (what, count) => `${what} (${count} places)`,
  ),
  more: text(
    (count: number) => `另有 ${count} 处`,
    (count) => `${count} more`,
  ),
  unknown: text('改了什么无法判明', 'What it changed cannot be told'),
};

/** Says in words what revisions changed, page by page; the same change of a page is said once with its count. */
export function changeLines(
  revisions: readonly Pick<RevisionEntry, 'changes' | 'moreChanges'>[],
  language: Language,
): readonly string[] {
  const counts = new Map<string, number>();
  for (const change of revisions.flatMap(({ changes }) => changes ?? [])) {
    const line = changeLine(change, language);
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  const more = revisions.reduce((sum, { moreChanges }) => sum + moreChanges, 0);
  return [
    ...[...counts].map(([line, count]) => (count === 1 ? line : lines.several[language](line, count))),
    ...(more > 0 ? [lines.more[language](more)] : []),
    ...(revisions.some(({ changes }) => changes === null) ? [lines.unknown[language]] : []),
  ];
}

/** Says one change: "第2页：填写或更改表单域“金额”". */
export function changeLine({ change, page, name }: ChangedArea, language: Language): string {
  const plain = areaChangeTexts[change][language];
  const what = name === null || change === 'signatureAdded' ? plain : lines.named[language](plain, name);
  return page === null ? what : lines.onPage[language](page + 1, what);
}

const titles = {
  created: text('生成文件', 'File made'),
  sealed: text(
    (name: string) => `加盖 ${name}`,
    (name) => `Sealed: ${name}`,
  ),
  signed: text(
    (name: string) => `数字签名 ${name}`,
    (name) => `Signed: ${name}`,
  ),
  stamped: text('文档时间戳', 'Document time stamp'),
  validationData: text('加入验证资料（证书、名单）', 'Validation data added (certificates, lists)'),
  changed: text('文件被改动', 'Document changed'),
  information: text('文件属性更新', 'Document information updated'),
  other: text('其他增补，页面没有变化', 'Something else added; the pages are the same'),
};

/**
 * Says who or what made a revision, the most important first: a seal, a signature, a document time stamp, validation
 * data, a change, information.
 * @param nameOf the name by which a signature's seal or signer is shown
 */
export function revisionTitle(
  { number, signatures, hasValidationData, hasInformation, changes }: RevisionEntry,
  reports: readonly SignatureReport[],
  nameOf: (report: SignatureReport) => string,
  language: Language,
): string {
  const signed = signatures.flatMap((at) => {
    const report = reports[at];
    if (report === undefined) return [];
    if (report.format === 'time-stamp') return [titles.stamped[language]];
    return [(report.seal === null ? titles.signed : titles.sealed)[language](nameOf(report))];
  });
  const isChanged = changes === null || changes.some(({ change }) => change !== 'signatureAdded');
  const parts = [
    ...(number === 1 ? [titles.created[language]] : []),
    ...signed,
    ...(hasValidationData ? [titles.validationData[language]] : []),
    ...(isChanged ? [titles.changed[language]] : []),
  ];
  if (parts.length > 0) return parts.join(' · ');
  return (hasInformation ? titles.information : titles.other)[language];
}

/** Returns the revisions after the one that a signature ends; none if that is not known. */
export function revisionsSince(
  revisions: readonly RevisionEntry[],
  signature: number,
): readonly RevisionEntry[] {
  const at = revisions.findIndex(({ signatures }) => signatures.includes(signature));
  return at < 0 ? [] : revisions.slice(at + 1);
}
