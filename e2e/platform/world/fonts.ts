import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const BOLD = '@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-700-normal.woff';

/** The font of seal pictures, packed (WOFF 1.0). */
export function readBoldFont(): Uint8Array {
  return new Uint8Array(readFileSync(createRequire(import.meta.url).resolve(BOLD)));
}
