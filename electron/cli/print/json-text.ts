let isAscii = false;

/** Has JSON printed in ASCII from now on, which every code page leaves as it is. */
export function printJsonInAscii(): void {
  isAscii = true;
}

const NOT_ASCII = /[\u0080-\uffff]/g;
const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Writes a JSON value as commands print it, on one line. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  return isAscii ? text.replaceAll(NOT_ASCII, escaped) : text;
}
