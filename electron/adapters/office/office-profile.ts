import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A setting of LibreOffice: its path in the registry, its name and its value. */
type Setting = readonly [path: string, name: string, value: string];

const SCRIPTING = '/org.openoffice.Office.Common/Security/Scripting';
const NETWORK = '/org.openoffice.Inet/Settings';

/**
 * How a document is converted: macros off, no link followed, and every request to the network sent to a port of this
 * computer where nobody listens (RFC 863, discard).
 */
const SETTINGS: readonly Setting[] = [
  [SCRIPTING, 'DisableMacrosExecution', 'true'],
  // 3 is very high: macros of trusted places alone, of which this profile has none.
  [SCRIPTING, 'MacroSecurityLevel', '3'],
  [SCRIPTING, 'BlockUntrustedRefererLinks', 'true'],
  // 0 never updates links on loading.
  ['/org.openoffice.Office.Writer/Content/Update', 'Link', '0'],
  ['/org.openoffice.Office.Calc/Content/Update', 'Link', '0'],
  // 2 is a proxy that is set by hand.
  [NETWORK, 'ooInetProxyType', '2'],
  [NETWORK, 'ooInetHTTPProxyName', '127.0.0.1'],
  [NETWORK, 'ooInetHTTPProxyPort', '9'],
  [NETWORK, 'ooInetHTTPSProxyName', '127.0.0.1'],
  [NETWORK, 'ooInetHTTPSProxyPort', '9'],
  [NETWORK, 'ooInetNoProxy', ''],
];

/** The same for programs that go by the environment. */
export const NO_NETWORK = {
  http_proxy: 'http://127.0.0.1:9',
  https_proxy: 'http://127.0.0.1:9',
  no_proxy: '',
} as const;

const NAMESPACES =
  'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

/** Makes a profile of its own for one conversion, so that nothing of the person's own profile is used or changed. */
export function writeOfficeProfile(folder: string): void {
  const items = SETTINGS.map(
    ([path, name, value]) =>
      `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  );
  const content = `<?xml version="1.0" encoding="UTF-8"?>\n<oor:items ${NAMESPACES}>\n${items.join('\n')}\n</oor:items>\n`;
  mkdirSync(join(folder, 'user'), { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'user', 'registrymodifications.xcu'), content, { mode: 0o600 });
}
