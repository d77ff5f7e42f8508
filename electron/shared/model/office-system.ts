import type { AppError } from '../errors.ts';

/** The kinds by which powers name seals, also those that are made later: the last words of a seal's name. */
export const OFFICE_SEAL_KINDS: readonly string[] = [
  '公章',
  '财务专用章',
  '发票专用章',
  '合同专用章',
  '法定代表人名章',
];

/** What an office system (办公系统: OA, 钉钉, 企业微信) may approve here. */
export interface OfficePowers {
  /** Numbers of seals, and kinds of {@link OFFICE_SEAL_KINDS}; null for every seal of the enterprise. */
  readonly seals: readonly string[] | null;
  /** The most uses that one decision may allow. */
  readonly mostUses: number;
  /** The end of the powers, ISO 8601. There is always one. */
  readonly until: string;
}

/** The most uses that one decision of an office system can allow, whatever its powers. */
export const MOST_OFFICE_USES = 500;

/** The longest time for which an office system is registered, in days: it is renewed on record after that. */
export const MOST_OFFICE_DAYS = 3 * 366;

/** `over`: its powers have ended; `unproven`: no key of the enterprise that counts here has signed the registration. */
export type OfficeSystemState = 'inForce' | 'over' | 'withdrawn' | 'unproven';

/** An office system that the enterprise has registered. */
export interface OfficeSystem {
  readonly name: string;
  readonly enterprise: string;
  /** SHA-256 of its certificate (DER), hexadecimal. */
  readonly fingerprint: string;
  readonly certificate: { readonly subject: string; readonly serial: string; readonly notAfter: string };
  readonly powers: OfficePowers;
  /** Who registered it, when, and by which key. */
  readonly registeredBy: string;
  readonly registeredAt: string;
  readonly signer: string;
  readonly state: OfficeSystemState;
  /** ISO 8601; null if it was not withdrawn. */
  readonly withdrawnAt: string | null;
}

/** Somebody as the office system knows them. */
export interface OfficePerson {
  readonly name: string;
  /** The id within the office system. */
  readonly id: string;
}

/** The way by which a decision of an office system came, and by which its result goes back. */
export type OfficeWay = 'file' | 'folder' | 'call';

/** Where this computer meets office systems. Null for what is not used. */
export interface OfficeWays {
  /** Absolute path of the watched folder. */
  readonly folder: string | null;
  /** Where the client asks for decisions itself. */
  readonly call: OfficeCall | null;
}

/** How the client reaches an office system: it opens the connection, the office system never does. */
export interface OfficeCall {
  /** An https address, below which the resources lie. */
  readonly url: string;
  /** Path of a file with the PEM certificates that its server is judged by; null for the authorities of the system. */
  readonly ca: string | null;
  /** Path of a file with the token that the client shows. */
  readonly tokenFile: string;
}

/** The files that a person picks for a call: its token, and the authorities that its server is judged by. */
export const OFFICE_CALL_FILES = ['token', 'authorities'] as const;
export type OfficeCallFile = (typeof OFFICE_CALL_FILES)[number];

/** A certificate that a person has picked, to be compared and registered. */
export interface OfferedSystem {
  readonly subject: string;
  readonly notAfter: string;
  /** SHA-256, hexadecimal. */
  readonly fingerprint: string;
}

/** Office systems as the window shows them. */
export interface OfficesView {
  readonly systems: readonly OfficeSystem[];
  readonly ways: OfficeWays;
  /** What came since the start and was not taken, the latest first. */
  readonly refused: OfficeExchange['refused'];
  /** The last exchange by each way that is set; none for a way that was not looked at since the start. */
  readonly exchanges: readonly OfficeLook[];
}

/** How the last exchange by one way went. */
export interface OfficeLook {
  readonly way: Exclude<OfficeWay, 'file'>;
  /** ISO 8601 */
  readonly at: string;
  /** How many decisions were taken, how many were not, and how many sealed files went back; null if it failed. */
  readonly brought: {
    readonly arrived: number;
    readonly refused: number;
    readonly returned: number;
  } | null;
  /** Null if it did not fail. */
  readonly error: AppError | null;
}

/** What an exchange with office systems has brought. */
export interface OfficeExchange {
  /** Numbers of the approvals that are new here. */
  readonly arrived: readonly string[];
  readonly refused: readonly { readonly name: string; readonly error: AppError }[];
  /** Names of the sealed files that went back with their results. */
  readonly returned: readonly string[];
}
