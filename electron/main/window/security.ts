import { app, protocol, type Session, type WebContents } from 'electron';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

const SCHEME = 'app';
const APP_ORIGIN = `${SCHEME}://sealdesk`;
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
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** URL path to file, fixed when the app starts: a path that is not listed does not exist. */
type Manifest = ReadonlyMap<string, string>;

/** Lists every file under a folder. */
function manifestOf(folder: string): Manifest {
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

/**
 * Serves the files under a folder on app://, with the security headers on every answer. They are listed once, at the
 * first request, while the window's own process starts.
 */
export function serveApp(session: Session, folder: string): void {
  let manifest: Manifest | undefined;
  session.protocol.handle(SCHEME, async (request) => {
    manifest ??= manifestOf(folder);
    const file = request.method === 'GET' ? fileFor(request.url, manifest) : undefined;
    if (file === undefined) return new Response(null, { status: 404, headers: RESPONSE_HEADERS });
    const type = MEDIA_TYPES[extname(file)] ?? 'application/octet-stream';
    const content = await readFile(file);
    return new Response(new Uint8Array(content), {
      headers: { ...RESPONSE_HEADERS, 'Content-Type': type },
    });
  });
}

function fileFor(url: string, manifest: Manifest): string | undefined {
  const { protocol: scheme, host, pathname } = new URL(url);
  if (`${scheme}//${host}` !== APP_ORIGIN) return undefined;
  return manifest.get(decodeURIComponent(pathname));
}

/** The one Trusted Types policy: it admits the address of the page worker and nothing else. */
const TRUSTED_TYPES_POLICY = 'sealdesk-worker';

/**
 * Content Security Policy Level 3. Pictures of seals are blobs made from bytes that came over IPC;
 * everything else is a file of the app.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  `trusted-types ${TRUSTED_TYPES_POLICY}`,
].join('; ');

/** Sent with every file, so that workers are bound by the same rules as the page. */
const RESPONSE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

/** Tells whether a window may load an address: files of the app, and blobs that its own page made. */
function isOwnUrl(url: string): boolean {
  return url.startsWith(`${APP_ORIGIN}/`) || url.startsWith(`blob:${APP_ORIGIN}/`);
}

/** Tells whether an address is the app's page, at whatever place within it. */
export function isStartPage(url: string): boolean {
  return url === START_URL || url.startsWith(`${START_URL}#`);
}

/**
 * A proxy that nothing can reach: no system connects to the broadcast address. The app's own connections go from
 * main, over Node; what Chromium still sends for a page meets this, TURN over TCP and preconnections included.
 */
const NO_WAY_OUT = {
  mode: 'fixed_servers',
  proxyRules: 'http://255.255.255.255:1',
  proxyBypassRules: '<-loopback>',
} as const;

/** Denies a session every permission, device and download, and every request and connection that leaves the app. */
export async function lockSession(session: Session): Promise<void> {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !isOwnUrl(url) }));
  session.on('will-download', (event) => event.preventDefault());
  // Its dictionaries would be fetched from the network.
  session.setSpellCheckerEnabled(false);
  await session.setProxy(NO_WAY_OUT);
}

/**
 * Keeps Chromium from resolving names: a page could tell a name server what it likes by the names that it asks for
 * (link rel=dns-prefetch, the servers of WebRTC). The name by which networks announce a proxy script says nothing, and
 * on Windows the system itself fetches such scripts. Must run before the app is ready.
 */
export function lockNames(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND, EXCLUDE wpad');
  app.commandLine.appendSwitch('winhttp-proxy-resolver');
  app.commandLine.appendSwitch('disable-quic');
}

/** Keeps every present and future page where it is: no navigation, no new windows, no webviews, no WebRTC over UDP. */
export function lockNavigation(): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}

function lockContents(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }): void => event.preventDefault();
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  // Chromium asks nobody before a page goes to about:blank. Whoever begins to, or is elsewhere all the same, is brought
  // back to the start, and no other page is admitted to main meanwhile (see KnownSenders).
  contents.on('did-start-navigation', ({ url, isMainFrame }) => {
    if (isMainFrame && url.startsWith('about:')) returnToStart(contents);
  });
  contents.on('did-navigate', (_event, url) => {
    if (!isStartPage(url)) returnToStart(contents);
  });
}

/** Loads the app's page, in a turn of its own: a navigation that is only just starting would replace this one. */
function returnToStart(contents: WebContents): void {
  setImmediate(() => {
    if (contents.isDestroyed()) return;
    // Fails when the navigation before ends without a page; the app's own page comes all the same.
    contents.loadURL(START_URL).catch(() => undefined);
  });
}

/**
 * Sandboxes every process of the app. As root Chromium runs only with --no-sandbox, which enableSandbox()
 * would cancel for some processes and not for others; each window then still asks for its own sandbox.
 */
export function enableSandbox(): void {
  if (process.getuid?.() === 0 && app.commandLine.hasSwitch('no-sandbox')) return;
  app.enableSandbox();
}
