import { makeMsi } from './msi.mjs';
import { makeNsis } from './nsis.mjs';
import { windowsPayload } from './payload.mjs';

const makers = { nsis: makeNsis, msi: makeMsi };

/**
 * Makes installers for Windows of one payload.
 * @param {{ formats: ('nsis' | 'msi')[] }} wanted
 * @returns {Promise<string[]>} their paths
 */
export async function makeInstallersForWindows({ formats }) {
  const payload = await windowsPayload();
  const made = [];
  for (const format of formats) made.push(await makers[format](payload));
  return made;
}
