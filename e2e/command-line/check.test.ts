import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { latin1Bytes } from '../../electron/core/bytes/encodings.ts';
import { PdfFixture } from '../../electron/core/pdf/fixtures/pdf-fixture.ts';
import type { Preflight } from '../../electron/shared/model/preflight.ts';
import { type DemoWorld, makeDemoWorld, temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';

/** One page of these words in a Chinese font that is not embedded. */
function pageOf(text: string): Uint8Array {
  const words = Buffer.from(text, 'utf16le').swap16().toString('hex');
  return new PdfFixture()
    .objects({
      1: '<</Type/Catalog/Pages 2 0 R>>',
      2: '<</Type/Pages/Count 1/Kids[3 0 R]>>',
      3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 397]/Resources<</Font<</C 5 0 R>>>>/Contents 4 0 R>>',
      4: { entries: '', data: latin1Bytes(`BT /C 9 Tf 1 0 0 1 20 300 Tm <${words}> Tj ET`) },
      5: '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>',
      6: '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 7 0 R>>',
      7: '<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>',
    })
    .table()
    .bytes();
}

describe('the examination before sealing', () => {
  let world: DemoWorld;
  const invoice = join(temporaryFolder(), '发票.pdf');
  beforeAll(async () => {
    world = await makeDemoWorld();
    const words =
      '电子发票（普通发票）发票号码：25442000000123456789 开票日期：2025年06月13日 价税合计 ¥100.00';
    writeFileSync(invoice, pageOf(words));
  });

  const codesOf = async (path: string) => {
    const { stdout } = await sealdesk(['check', path, '--json'], { home: world.home });
    const { colour, rows } = JSON.parse(stdout) as Preflight;
    return { colour, codes: rows.flatMap(({ findings }) => findings.map(({ code }) => code)) };
  };

  it('says of an invoice that it needs no seal, and bars nothing', async () => {
    const { colour, codes } = await codesOf(invoice);
    expect(colour).toBe('amber');
    expect(codes).toContain('INVOICE');
  });

  it('says nothing of that about a contract', async () => {
    expect((await codesOf(world.contract)).codes).not.toContain('INVOICE');
  });
});
