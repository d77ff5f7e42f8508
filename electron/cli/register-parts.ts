import { nodeFiles } from '../adapters/files/node-files.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import { fileHash } from '../services/documents/file-facts.ts';

/** What a person names by its SM3 or as a file: its SM3, hexadecimal. @throws CodedError where it cannot be read */
export async function sm3Named(named: string, engine: SmEngine): Promise<string> {
  return /^[0-9a-f]{64}$/i.test(named) ? named.toLowerCase() : fileHash(named, { files: nodeFiles, engine });
}
