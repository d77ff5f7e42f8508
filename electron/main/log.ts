/** Writes down a broken invariant, once, where whoever started the app can see it. */
export function reportBroken(where: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`sealdesk: ${where}: ${text}\n`);
}
