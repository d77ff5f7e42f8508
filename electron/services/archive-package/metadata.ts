import type { DocumentFormat } from '../../shared/model/document-view.ts';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { xmlText } from '../../core/bytes/xml-text.ts';
import type { ReportDocument } from '../reports/report-document.ts';

/** Where the name of an element comes from. The text of the standard itself was not at hand. */
const NAME_SOURCES = {
  contents: 'DA/T 46-2009 目次（据公开转载，未核对标准文本）',
  unverified: 'DA/T 46-2009（名称据一般资料，未核对标准文本）',
  program: '本程序（标准中的名称未知）',
} as const;

/** Where the value of an element comes from. */
const VALUE_SOURCES = {
  file: '文件本身',
  verification: '验章结果',
  computer: '导出所用计算机',
  blank: '待立档单位填写',
} as const;

/** One element of the metadata of an archive package. */
export interface MetadataElement {
  readonly name: string;
  readonly nameSource: string;
  /** Null when only the enterprise can say it. */
  readonly value: string | null;
  readonly valueSource: string;
}

/** The metadata (元数据) of a document in an archive package. */
export interface ArchiveMetadata {
  readonly format: 'sealdesk archive metadata 1';
  readonly basis: string;
  readonly notListed: string;
  readonly elements: readonly MetadataElement[];
}

export const BASIS =
  '参照《电子档案管理办法》（2024）、DA/T 46-2009、DA/T 70-2018 编制；标准文本不在手边，名称来源见各项';

const NOT_LISTED =
  'DA/T 94-2022《电子会计档案管理规范》的元数据名称未能核对，没有列出；会计档案请由档案人员补充';

/** Describes a document by the elements that DA/T 46 is said to name, each with its source. */
export function archiveMetadata(report: ReportDocument, format: DocumentFormat): ArchiveMetadata {
  const { document, signatures, madeBy } = report;
  const of =
    (source: keyof typeof VALUE_SOURCES, nameSource: keyof typeof NAME_SOURCES = 'contents') =>
    (name: string, value: string | null): MetadataElement => ({
      name,
      nameSource: NAME_SOURCES[nameSource],
      value,
      valueSource: value === null ? VALUE_SOURCES.blank : VALUE_SOURCES[source],
    });
  const blank = (name: string): MetadataElement => of('blank')(name, null);
  const last =
    signatures
      .map(({ signedAt }) => signedAt ?? '')
      .sort()
      .at(-1) ?? '';
  const names = [...new Set(signatures.flatMap(({ seal }) => (seal === null ? [] : [seal.name])))].join('；');
  const stem = document.name.replace(/\.(?:pdf|ofd)$/i, '');
  const signed = of('verification', 'unverified');
  return {
    format: 'sealdesk archive metadata 1',
    basis: BASIS,
    notListed: NOT_LISTED,
    elements: [
      of('computer')('聚合层次', '件'),
      ...['立档单位名称', '电子文件号', '全宗号', '目录号', '年度', '保管期限', '机构或问题', '室编件号'].map(
        blank,
      ),
      of('file')('题名', stem),
      blank('文件编号'),
      of('verification')('责任者', names === '' ? null : names),
      of('verification')('日期', last === '' ? null : last),
      of('file', 'unverified')('格式信息', format.toUpperCase()),
      of('file', 'unverified')('计算机文件名', document.name),
      of('file', 'unverified')('计算机文件大小', document.size === null ? null : `${document.size} 字节`),
      ...signatures.flatMap((signature) => [
        signed(`电子签名 ${signature.number}：签名人`, signature.signer?.subject ?? null),
        signed(`电子签名 ${signature.number}：签名时间`, signature.signedAt),
        signed(`电子签名 ${signature.number}：签名规则`, signature.format),
        signed(`电子签名 ${signature.number}：签名结果`, signature.headline['zh-CN']),
        signed(`电子签名 ${signature.number}：证书`, signature.signer?.serial ?? null),
      ]),
      of('file', 'program')('SM3', document.sm3),
      of('file', 'program')('SHA-256', document.sha256),
      of('computer', 'program')('归档包制作程序', madeBy.program),
      of('computer', 'program')('归档包制作时间', report.madeAt),
    ],
  };
}

/** Writes metadata as XML 1.0 in UTF-8. */
export function metadataXml({ basis, notListed, elements }: ArchiveMetadata): Uint8Array {
  const lines = elements.map(
    ({ name, nameSource, value, valueSource }) =>
      `  <元素 名称="${xmlText(name)}" 名称来源="${xmlText(nameSource)}" 值来源="${xmlText(valueSource)}">${xmlText(value ?? '')}</元素>`,
  );
  return utf8Bytes(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<归档元数据 依据="${xmlText(basis)}" 未列="${xmlText(notListed)}">`,
      ...lines,
      '</归档元数据>',
      '',
    ].join('\n'),
  );
}
