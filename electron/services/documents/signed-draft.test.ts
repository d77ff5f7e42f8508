import { describe, expect, it } from 'vitest';
import { memorySource } from '../../core/bytes/byte-source.ts';
import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import { onePagePdf } from '../../core/pdf/fixtures/pdf-fixture.ts';
import { openPdf } from '../../core/pdf/open-pdf.ts';
import { prepareSeal } from '../../core/signing/prepare-seal.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { samplePicture } from '../../core/verification/fixtures/mini-world.ts';
import type { Draft, OpenFile } from '../ports/files.ts';
import { embed, writeAndHash } from './signed-draft.ts';

const engine = await loadSmEngine();
const original = onePagePdf();

/** A draft in memory whose bytes a test may change behind its back. */
function memoryDraft(): { readonly draft: Draft; readonly bytes: () => Uint8Array } {
  let bytes = new Uint8Array();
  const draft: Draft = {
    write: (more) => {
      const grown = new Uint8Array(bytes.length + more.length);
      grown.set(bytes);
      grown.set(more, bytes.length);
      bytes = grown;
    },
    writeAt: (offset, more) => bytes.set(more, offset),
    asSource: () => memorySource(bytes),
    holds: (offset, expected) => equalBytes(bytes.subarray(offset, offset + expected.length), expected),
    publish: () => undefined,
    discard: () => undefined,
  };
  return { draft, bytes: () => bytes };
}

const opened = (bytes: Uint8Array): OpenFile => ({
  ...memorySource(bytes),
  permissions: 0o600,
  unchanged: () => true,
  close: () => undefined,
});

/** Writes a draft, lets something happen to it, and puts a value into its room. */
async function embedAfter(happens: (draft: Uint8Array, source: Uint8Array) => void): Promise<void> {
  const source = original.slice();
  const { draft, bytes } = memoryDraft();
  const prepared = prepareSeal(openPdf(memorySource(source)), {
    target: { kind: 'place', page: 0, xMm: 60, yMm: 60 },
    picture: { data: samplePicture(), widthMm: 40, heightMm: 40 },
    name: '样例公章',
    signedAt: new Date('2026-06-01T00:00:00Z'),
    random: (length) => new Uint8Array(length).fill(7),
    reservedLength: 512,
  });
  const sm3 = await engine.createSm3();
  const written = await writeAndHash({
    ...{ input: opened(source), reopen: () => opened(source), prepared, draft },
    hashers: { signed: sm3, file: sm3 },
    turn: () => Promise.resolve(),
  });
  happens(bytes(), source);
  embed(draft, written, new Uint8Array(64).fill(0xab));
}

const flip = (bytes: Uint8Array, at: number): void => {
  bytes[at] = (bytes[at] ?? 0) ^ 1;
};

describe('a draft that has its signature', () => {
  it('is compared with what it was made of, and passes when nothing has happened to it', async () => {
    await expect(embedAfter(() => undefined)).resolves.toBeUndefined();
  });

  it.each([
    ['in the bytes of the original', (draft: Uint8Array) => flip(draft, 20)],
    ['in the last byte of the original', (draft: Uint8Array) => flip(draft, original.length - 1)],
    ['in the new bytes', (draft: Uint8Array) => flip(draft, original.length + 30)],
    ['in the last byte', (draft: Uint8Array) => flip(draft, draft.length - 1)],
    ['in the document that it was made of', (_draft: Uint8Array, source: Uint8Array) => flip(source, 20)],
  ])('is refused when a bit has changed %s', async (_where, happens) => {
    await expect(embedAfter(happens)).rejects.toThrow('the written file is not what was written');
  });
});
