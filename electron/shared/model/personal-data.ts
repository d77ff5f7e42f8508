/** The kinds of personal data that the program keeps of people (个人信息保护法, PIPL). */
export const PERSONAL_DATA_KINDS = [
  'registerPeople',
  'identityPapers',
  'applicants',
  'approvers',
  'delegates',
  'paperApprovals',
  'signaturePictures',
  'certificates',
  'driverReports',
] as const;

export type PersonalDataKind = (typeof PERSONAL_DATA_KINDS)[number];

/**
 * How long data are kept: `forGood`, because a regulation wants the record for ever; until something ends; or a number of
 * days after it has ended.
 */
export type KeptFor = 'forGood' | 'untilDecided' | 'whileUsed' | { readonly daysAfterEnd: number };

/**
 * A dispute about an application or a report comes within half a year, if at all. Then the name and the contact are
 * masked; what was asked and decided stays on record (中山 第二十四条, 开封 第十一条: 记录长期保存).
 */
export const MASKED_AFTER_DAYS = 180;

/** Where in a home the data of a kind lie, and how long. */
export const PERSONAL_DATA: Readonly<
  Record<PersonalDataKind, { readonly place: string; readonly keptFor: KeptFor }>
> = {
  registerPeople: { place: 'store/register.db', keptFor: 'forGood' },
  identityPapers: { place: 'pin-resets/', keptFor: 'untilDecided' },
  applicants: { place: 'store/register.db', keptFor: { daysAfterEnd: MASKED_AFTER_DAYS } },
  approvers: { place: 'store/register.db', keptFor: 'forGood' },
  delegates: { place: 'store/register.db', keptFor: 'whileUsed' },
  paperApprovals: { place: 'store/approval-scans/', keptFor: 'forGood' },
  signaturePictures: { place: 'store/register.db', keptFor: 'whileUsed' },
  certificates: { place: 'trust/', keptFor: 'whileUsed' },
  driverReports: { place: '', keptFor: 'whileUsed' },
};

/** Leaves the first character of a name: 张三 becomes 张**. */
export function maskName(name: string): string {
  const [first = ''] = name.trim();
  return first === '' ? '' : `${first}**`;
}

/** Leaves the beginning and the end of a telephone number or an address: 13800001234 becomes 138****34. */
export function maskContact(contact: string): string {
  const characters = [...contact.trim()];
  return characters.length < 8
    ? '****'
    : `${characters.slice(0, 3).join('')}****${characters.slice(-2).join('')}`;
}
