import { z } from 'zod';
import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import { presetSchema } from '../../core/presets/preset-file.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { LastPlacementOffer, PresetSeal } from '../../shared/model/preset.ts';
import { resultOf, unwrap } from '../../shared/result.ts';
import { fileNameOf, type DocumentPorts } from '../documents/file-facts.ts';
import type { Clock } from '../ports/clock.ts';
import type { HeldFile } from '../ports/files.ts';
import { recordsOfKind, type Records, type RecordStore } from '../records/records.ts';
import type { OrderedSeal } from '../sealing/seal-order.ts';
import { presetTarget } from './placed-seals.ts';

export interface LastPlacementPorts {
  readonly records: RecordStore;
  readonly documents: Pick<DocumentPorts['documents'], 'summarise'>;
  readonly engine: Pick<SmEngine, 'sm3'>;
  readonly clock: Clock;
}

/** How the last document of a kind was sealed. */
export interface LastPlacement extends LastPlacementOffer {
  /** What makes the documents of a kind alike, as SM3, hexadecimal. */
  readonly likeness: string;
}

const KIND = 'last-placement';
const MOST_KEPT = 200;

const schema: z.ZodType<LastPlacement> = z.strictObject({
  likeness: z.string(),
  fileName: z.string(),
  at: z.iso.datetime(),
  seals: z.custom<readonly PresetSeal[]>(
    (value) => presetSchema.safeParse({ name: 'last', seals: value }).success,
  ),
});

function placements(records: RecordStore): Records<LastPlacement> {
  return recordsOfKind<LastPlacement>(KIND, schema, ({ likeness }) => likeness, records);
}

/**
 * Remembers how a document was sealed, for the next one like it. It keeps the latest two hundred. Never fails: what could
 * not be kept is only not offered.
 */
export async function rememberPlacement(
  file: HeldFile,
  seals: readonly OrderedSeal[],
  ports: LastPlacementPorts,
): Promise<void> {
  await resultOf(async () => {
    const likeness = await likenessOf(file, ports);
    const at = ports.clock.now().toISOString();
    const placed = seals.map(({ chosen: { info }, target }): PresetSeal => ({
      ...{ seal: { by: 'id', esId: info.esId, name: info.name }, target: presetTarget(target) },
    }));
    await placements(ports.records).keep({ likeness, fileName: fileNameOf(file.path), at, seals: placed });
    const all = [...(await placements(ports.records).all())].sort((one, other) =>
      one.at < other.at ? 1 : -1,
    );
    const old = all.slice(MOST_KEPT).map(({ likeness: each }) => each);
    if (old.length > 0) await ports.records.removeAll(KIND, old);
  });
}

/** Returns how the last document like this one was sealed; null if none was, or nobody can tell. Never fails. */
export async function lastPlacement(
  file: HeldFile,
  ports: LastPlacementPorts,
): Promise<LastPlacement | null> {
  const found = await resultOf(async () => placements(ports.records).find(await likenessOf(file, ports)));
  return found.ok ? found.value : null;
}

/**
 * Documents are alike when they have the same number of pages of the same sizes, to the millimetre, and names that differ
 * in numbers alone: 采购合同2026-001.pdf and 采购合同2026-002.pdf.
 */
async function likenessOf(file: HeldFile, { documents, engine }: LastPlacementPorts): Promise<string> {
  const { pages } = unwrap(await documents.summarise(file));
  const sizes = pages.map(({ widthMm, heightMm }) => `${Math.round(widthMm)}x${Math.round(heightMm)}`);
  const text = JSON.stringify([namePattern(fileNameOf(file.path)), sizes]);
  return toHex(engine.sm3(utf8Bytes(text)));
}

/** Writes one # for each number in a name, and leaves out what sealing adds to it. */
export function namePattern(fileName: string): string {
  return fileName
    .normalize('NFKC')
    .replace(/\.(?:pdf|ofd)$/i, '')
    .replace(/\(\d+\)$/, '')
    .replace(/_已盖章$/, '')
    .replace(/\d+/g, '#')
    .trim()
    .toLowerCase();
}
