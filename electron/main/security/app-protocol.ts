import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { protocol, type Session } from 'electron';
import { RESPONSE_HEADERS } from './response-headers.ts';

const SCHEME = 'app';
export const APP_ORIGIN = `${SCHEME}://sealdesk`;
export const START_URL = `${APP_ORIGIN}/index.html`;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** URL path to file, fixed when the app starts: a path that is not listed does not exist. */
export type Manifest = ReadonlyMap<string, string>;

/** Lists every file under a folder. */
export function manifestOf(folder: string): Manifest {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    entries.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [`/${relative(folder, file).split(sep).join('/')}`, file];
    }),
  );
}

/** Must run before the app is ready: only then can a scheme gain the rights of a standard, secure origin. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the listed files on app://, with the security headers on every answer. */
export function serveApp(session: Session, manifest: Manifest): void {
  session.protocol.handle(SCHEME, async (request) => {
    const file = request.method === 'GET' ? fileFor(request.url, manifest) : undefined;
    if (file === undefined) return new Response(null, { status: 404, headers: RESPONSE_HEADERS });
    const type = MEDIA_TYPES[extname(file)] ?? 'application/octet-stream';
    return new Response(new Uint8Array(await readFile(file)), {
      headers: { ...RESPONSE_HEADERS, 'Content-Type': type },
    });
  });
}

function fileFor(url: string, manifest: Manifest): string | undefined {
  const { protocol: scheme, host, pathname } = new URL(url);
  if (`${scheme}//${host}` !== APP_ORIGIN) return undefined;
  return manifest.get(decodeURIComponent(pathname));
}
