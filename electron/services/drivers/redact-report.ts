import type { DriverReport, ModuleReport, TokenFinding } from '../../shared/model/driver-report.ts';

/** A folder whose name reveals the user, and the name that replaces it in the export. */
export interface PrivateFolder {
  readonly path: string;
  readonly name: string;
}

/** Replaces a removed name. */
const REMOVED = '…';

/** Enough of a serial number to tell two keys apart on the telephone, and no more. */
const SERIAL_END_LENGTH = 4;

/**
 * Removes private data from a report that is handed to support staff: the names in certificates and labels go, and
 * serial numbers are cut to their end and personal folders replaced wherever they occur.
 */
export function redactReport(report: DriverReport, folders: readonly PrivateFolder[]): DriverReport {
  const serials = new Set(report.modules.flatMap(serialsIn));
  const replacements = [
    ...[...serials].map((serial) => ({ found: serial, source: literal(serial), by: shortSerial(serial) })),
    ...folders.map(({ path, name }) => ({ found: path, source: anySpelling(path), by: name })),
  ];
  const longestFirst = replacements
    .filter(({ found }) => found.length > SERIAL_END_LENGTH)
    .sort((one, other) => other.found.length - one.found.length)
    .map(({ source, by }) => ({ pattern: new RegExp(source, 'gi'), by }));
  const clean = (text: string): string =>
    longestFirst.reduce((kept, { pattern, by }) => kept.replaceAll(pattern, () => by), text);
  const modules = report.modules.map(withoutLabels);
  return { ...withTexts({ ...report, modules }, clean), redacted: true };
}

/** Includes the serial numbers of tokens that only an error names, such as a refused one. */
function serialsIn({ tokens, slots, error }: ModuleReport): string[] {
  const errors = [error, ...slots.map((slot) => slot.error)];
  const named = errors
    .map((each) => each?.details?.['serial'])
    .filter((serial) => typeof serial === 'string');
  return [...tokens.map(({ serial }) => serial), ...named];
}

/** An SKF library calls its device by the label of the application on it. */
function withoutLabels(module: ModuleReport): ModuleReport {
  const labels = module.tokens.map(({ label }) => label);
  const slots = module.slots.map((slot) =>
    labels.includes(slot.description) ? { ...slot, description: REMOVED } : slot,
  );
  return { ...module, slots, tokens: module.tokens.map(withoutNames) };
}

function withoutNames(token: TokenFinding): TokenFinding {
  return {
    ...token,
    label: REMOVED,
    serial: shortSerial(token.serial),
    certificates: token.certificates.map((certificate) => ({ ...certificate, subject: REMOVED })),
  };
}

function shortSerial(serial: string): string {
  return serial.length > SERIAL_END_LENGTH ? `${REMOVED}${serial.slice(-SERIAL_END_LENGTH)}` : REMOVED;
}

/** Applies a change to every text in a value. */
function withTexts<T>(value: T, change: (text: string) => string): T {
  // Texts alone change, and no error code or other text of a closed list holds a serial number or folder.
  return mapped(value, change) as T;
}

function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapped(item, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item, change)]));
}

const literal = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/gu, '\\$&');

/** Of a path, in either case and with either separator: Windows takes them for the same, and elsewhere too much goes rather than too little. */
const anySpelling = (path: string): string =>
  path
    .split(/[\\/]+/)
    .map(literal)
    .join('[\\\\/]+');
