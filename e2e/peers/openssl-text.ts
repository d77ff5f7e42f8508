import { execFileSync } from 'node:child_process';

/**
 * Runs openssl and returns the text that it prints, with lines as they are on Linux: on Windows it ends them as Windows does.
 * @param options input: what it reads
 * @throws Error of the process when it fails
 */
export function opensslText(
  args: readonly string[],
  options: { readonly cwd?: string; readonly input?: Uint8Array } = {},
): string {
  const text = execFileSync('openssl', args, {
    ...options,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  return text.replaceAll('\r\n', '\n');
}
