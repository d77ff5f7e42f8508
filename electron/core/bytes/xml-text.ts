const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Writes text for XML, between tags or within double quotes. XML 1.0 §2.2 allows no control characters but tab and line ends. */
export function xmlText(text: string): string {
  return text.replaceAll(/[^\t\n\u0020-\uffff]|[&<>"]/g, (sign) => ESCAPES[sign] ?? '');
}
