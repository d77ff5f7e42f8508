import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readRegularFile } from '../../adapters/files/regular-file.ts';
import { ByteBuilder } from '../../core/bytes/byte-arrays.ts';
import { memorySource } from '../../core/bytes/byte-source.ts';
import { latin1Text, utf8Text } from '../../core/bytes/encodings.ts';
import { loadSha256 } from '../../core/cms/sha256.ts';
import { onePagePdf } from '../../core/pdf/fixtures/pdf-fixture.ts';
import { makeHarness } from '../../core/verification/fixtures/harness.ts';
import { NO_EVIDENCE } from '../documents/verdict-evidence.ts';
import { PROPERTIES, type FourCheck } from './four-checks.ts';
import { type PackedArchive, writeArchive } from './write-archive.ts';

const harness = await makeHarness();
const sha256 = await loadSha256();
const latin = readRegularFile(
  'node_modules/@fontsource/noto-serif-sc/files/noto-serif-sc-latin-700-normal.woff',
);

async function archived(
  document: Uint8Array,
): Promise<
  PackedArchive & { readonly unzipped: Record<string, Uint8Array>; readonly told: readonly number[] }
> {
  const written = new ByteBuilder();
  const told: number[] = [];
  const packed = await writeArchive(
    {
      ...{ source: memorySource(document), file: '采购<合同>.pdf', sha256, evidence: NO_EVIDENCE },
      ...{ engine: harness.engine, trust: harness.trust },
      judgedAt: new Date('2026-07-01T00:00:00Z'),
      madeAt: new Date('2026-07-02T00:00:00Z'),
      madeBy: { program: 'SealDesk 1', computer: 'desk-1', person: '李' },
      readFonts: () => ({ regular: latin, bold: latin }),
    },
    {
      sink: { write: (bytes) => written.append(bytes.slice()) },
      turn: () => Promise.resolve(),
      onProgress: (done, total) => void told.push(done / total),
    },
  );
  return { ...packed, unzipped: unzipSync(written.toBytes()), told };
}

const resultOf = (checks: readonly FourCheck[], item: string): string | undefined =>
  checks.find((each) => each.item === item)?.result;

describe('an archive package', () => {
  it('holds the document as it is, metadata with the source of each element, and all four properties', async () => {
    const sealed = await harness.sealedBy();
    const { checks, unzipped, told } = await archived(sealed);
    expect(told.at(-1)).toBe(1);
    expect(unzipped['content/document.pdf']).toEqual(sealed);
    expect(PROPERTIES.filter((each) => !checks.some(({ property }) => property === each))).toEqual([]);
    expect(resultOf(checks, '电子签章')).toBe('通过');
    expect(resultOf(checks, '病毒')).toBe('未检测');
    const xml = utf8Text(unzipped['metadata/metadata.xml'] ?? new Uint8Array());
    expect(xml).toMatch(
      /<元素 名称="题名" 名称来源="DA\/T 46-2009[^"]*" 值来源="文件本身">采购&lt;合同&gt;<\/元素>/,
    );
    expect(xml).toContain('名称="保管期限"');
    expect(xml).toContain('值来源="待立档单位填写"></元素>');
  });

  it('says of nothing that it meets a standard', async () => {
    const { unzipped } = await archived(await harness.sealedBy());
    const texts = Object.entries(unzipped).flatMap(([path, bytes]) =>
      /\.(json|xml)$/.test(path) ? [utf8Text(bytes)] : [],
    );
    expect(texts.join('')).toContain('参照《电子档案管理办法》（2024）');
    expect(texts.join('')).not.toContain('符合');
  });

  it('finds a changed document not authentic', async () => {
    const sealed = await harness.sealedBy();
    const { checks, verdict } = await archived(sealed.with(latin1Text(sealed).indexOf('595 842'), 0x34));
    expect([verdict, resultOf(checks, '电子签章')]).toEqual(['invalid', '不通过']);
  });

  it('finds a script in a document', async () => {
    const script = onePagePdf(undefined, '/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>');
    const { checks } = await archived(script);
    expect(resultOf(checks, '脚本、动作、外部内容和附件')).toBe('不通过');
    expect(resultOf(checks, '电子签章')).toBe('未检测');
  });
});
