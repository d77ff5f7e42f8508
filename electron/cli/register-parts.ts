import { systemClock } from '../adapters/system.ts';
import { nodeFiles } from '../adapters/files/node-files.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import { fileHash } from '../services/documents/file-hash.ts';
import type { RecordStore } from '../services/records/records.ts';
import type { RegisterStore } from '../services/register/register-store.ts';
import type { RecordingPorts } from '../services/register/record-entry.ts';
import type { Composition } from './composition.ts';

/** The register of a world and what goes with it. */
export interface RegisterParts {
  readonly register: RegisterStore;
  readonly records: RecordStore;
  readonly engine: SmEngine;
  /** For entries by hand. */
  readonly recording: RecordingPorts;
}

export async function registerPartsOf(parts: Composition, world: DemoWorld): Promise<RegisterParts> {
  const client = parts.store(world);
  const [register, engine] = [client, await parts.engine()];
  const recording = { store: register, engine, clock: systemClock };
  return { register, records: client, engine, recording };
}

/** What a person names by its SM3 or as a file: its SM3, hexadecimal. @throws CodedError where it cannot be read */
export async function sm3Named(named: string, engine: SmEngine): Promise<string> {
  return /^[0-9a-f]{64}$/i.test(named) ? named.toLowerCase() : fileHash(named, nodeFiles, engine);
}
