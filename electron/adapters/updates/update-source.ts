import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../../core/bytes/json.ts';
import { CodedError } from '../../shared/errors.ts';
import type { Administrated } from '../../shared/model/settings.ts';
import { isForDevelopment } from '../home-files/demo-world-folder.ts';
import { readRegularText } from '../files/regular-file.ts';

/** Names another folder of the pinned root, for tests. A product does not know it: see administrator-settings.ts. */
const VARIABLE = 'SEALDESK_UPDATES';

const sourceSchema = z.strictObject({
  /** Where metadata and targets lie; below it `metadata/` and `targets/`. */
  url: z.string().regex(/^https:\/\/\S+[^/]$/),
  /** Authorities of the server in PEM, in place of the public ones. */
  ca: z.string().optional(),
});

/** Where updates come from, and the root of trust that the program was packed with. */
export interface UpdateSource {
  readonly url: string;
  readonly ca: string | undefined;
  /** The root's metadata, JSON. */
  readonly root: string;
}

/**
 * Reads where the updates of this build come from.
 * @param dist folder of all bundles
 * @throws CodedError UPDATES_NOT_SET_UP, UPDATES_OFF
 */
export function updateSourceIn(
  dist: string,
  environment: NodeJS.ProcessEnv,
  { values }: Administrated,
): UpdateSource {
  if (values.updates === 'off') throw new CodedError('UPDATES_OFF');
  const named = environment[VARIABLE];
  const folder = named !== undefined && isForDevelopment(dist) ? named : join(dist, 'updates');
  const [root, source] = [join(folder, 'root.json'), join(folder, 'source.json')];
  if (!existsSync(root) || !existsSync(source)) throw new CodedError('UPDATES_NOT_SET_UP');
  const { url, ca } = sourceSchema.parse(readJson(readRegularText(source)));
  return { url: values.updateUrl ?? url, ca, root: readRegularText(root) };
}
