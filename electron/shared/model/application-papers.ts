/**
 * 身份证件, 营业执照, 授权书, 单位申请函, 其他, as with a PIN reset, and 书面申请: the written application with a seal on it.
 */
export const APPLICATION_PAPER_KINDS = [
  'identity',
  'businessLicence',
  'authorisation',
  'officialLetter',
  'other',
  'writtenApplication',
] as const;

export type ApplicationPaperKind = (typeof APPLICATION_PAPER_KINDS)[number];

/** A paper that is added to an application and that the platform gets when the application is handed in. */
export interface ApplicationPaper {
  readonly id: string;
  readonly kind: ApplicationPaperKind;
  /** The name of the person's file without its folder. */
  readonly name: string;
  /** Bytes of the PDF that is sent: with a watermark, or the sealed written application as it is. */
  readonly size: number;
  /** SM3 of that PDF, hexadecimal. */
  readonly sm3: string;
}

interface PaperHolder {
  /** The kinds that the platform wants, at least one paper of each. */
  readonly demanded: readonly ApplicationPaperKind[];
  readonly papers: readonly Pick<ApplicationPaper, 'kind'>[];
}

/** Lists the kinds of papers that an application still lacks. */
export function missingPapers({ demanded, papers }: PaperHolder): readonly ApplicationPaperKind[] {
  return demanded.filter((kind) => papers.every((paper) => paper.kind !== kind));
}
