import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unpackWoff } from '../../../core/fonts/woff.ts';
import { CONTRACT_BLOCKS } from './contract-text.ts';
import { drawContract } from './draw-contract.ts';
import { SEAL_PLACES } from './contract-parts.ts';

const FONTS = '@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified';
const PIXELS_PER_MM = 100 / 25.4;

let folder: string;
let contract: string;

function fontFile(weight: number): Uint8Array {
  const path = createRequire(import.meta.url).resolve(`${FONTS}-${weight}-normal.woff`);
  return unpackWoff(new Uint8Array(readFileSync(path)));
}

function draw(): Promise<Uint8Array> {
  const fonts = { regular: fontFile(400), bold: fontFile(700) };
  return drawContract({ fonts, createdAt: new Date('2026-11-22T00:00:00Z'), fileId: new Uint8Array(16) });
}

/**
 * Runs a tool.
 * @returns its output on both channels, warnings included
 */
function output(tool: string, ...given: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(tool, given, { encoding: 'utf8' });
  if (status !== 0) throw error ?? new Error(`${tool} ended with ${String(status)}: ${stderr}`);
  return `${stdout}${stderr}`;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sealdesk-contract-'));
  contract = join(folder, 'contract.pdf');
  writeFileSync(contract, await draw());
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('drawContract', () => {
  it('makes a file that qpdf accepts and that has at least three pages', () => {
    expect(output('qpdf', '--check', contract)).toContain('No syntax or stream encoding errors found');
    expect(Number(output('qpdf', '--show-npages', contract))).toBeGreaterThanOrEqual(3);
  });

  it('embeds its fonts with a mapping back to text', () => {
    const rows = output('pdffonts', contract).trim().split('\n').slice(2);
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row).toMatch(/CID TrueType +Identity-H +yes no +yes/);
  });

  it('draws every letter so that two renderers do not complain', () => {
    expect(output('pdftoppm', '-r', '20', contract, join(folder, 'poppler'))).toBe('');
    const said = output('mutool', 'draw', '-q', '-r', '20', '-o', join(folder, 'mupdf%d.ppm'), contract);
    expect(said.replace('warning: ICC support is not available\n', '')).toBe('');
  });

  it('makes a file from which the whole text can be read', () => {
    const text = output('pdftotext', '-raw', contract, '-').replace(/\s/g, '');
    for (const block of CONTRACT_BLOCKS) {
      if (block.kind === 'heading') expect(text).toContain(block.text.replace(/\s/g, ''));
      if (block.kind === 'party') expect(text).toContain(block.lines.join('').replace(/\s/g, ''));
    }
    expect(text.split('样本不具法律效力')).toHaveLength(5);
    expect(text).toContain('甲方（盖章）：');
    expect(text).toContain('乙方（盖章）：');
  });

  it('leaves 44 mm blank around the place of each seal', () => {
    output('pdftoppm', '-r', '100', '-f', '4', '-gray', contract, join(folder, 'last'));
    const image = readFileSync(join(folder, 'last-4.pgm'));
    const [, columns] = /^P5\s+(\d+)\s+\d+\s+255\s/.exec(image.toString('latin1')) ?? [];
    const pixels = image.subarray(
      image.length - Number(columns) * Math.floor(image.length / Number(columns)),
    );
    expect(SEAL_PLACES).toHaveLength(2);
    for (const { x, y } of SEAL_PLACES) {
      for (let row = Math.round((y - 22) * PIXELS_PER_MM); row < (y + 22) * PIXELS_PER_MM; row += 1) {
        const from = row * Number(columns) + Math.round((x - 22) * PIXELS_PER_MM);
        expect(pixels.subarray(from, from + Math.round(44 * PIXELS_PER_MM)).every((ink) => ink === 255)).toBe(
          true,
        );
      }
    }
  });

  it('draws the same bytes each time', async () => {
    expect(Buffer.compare(Buffer.from(await draw()), readFileSync(contract))).toBe(0);
  });
});
