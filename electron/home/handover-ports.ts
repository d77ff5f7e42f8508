import { existsSync } from 'node:fs';
import { fontFolderIn, readFonts } from '../adapters/fonts/font-files.ts';
import { writeNewFile } from '../adapters/files/node-files.ts';
import type { CompletionPorts } from '../services/post-handover/complete-handover.ts';
import { CodedError } from '../shared/errors.ts';
import type { Home } from './home.ts';

/** Other users of the computer may not read who keeps which seals. */
const OWNER_ONLY = 0o600;

/** Gives the handover of a post (岗位交接) what it needs of a home. */
export function handoverPorts(home: Home): CompletionPorts {
  const { records, recording, approvals, pinHistory, random, dist } = home;
  return {
    ...{ records, recording, approvals, pinHistory, random },
    writeNew: (files) => {
      const taken = files.find(([path]) => existsSync(path));
      if (taken !== undefined) throw new CodedError('OUTPUT_EXISTS', taken[0]);
      for (const [path, bytes] of files) writeNewFile(path, bytes, OWNER_ONLY);
    },
    readFonts: () => readFonts(fontFolderIn(dist)),
  };
}
