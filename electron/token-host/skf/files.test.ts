import { describe, expect, it } from 'vitest';
import { fakeApplication, put, putNames } from './fake-library.fixture.ts';
import { fileNameFor, readFiles } from './files.ts';
import { SAR } from './skf-library.ts';

describe('the files of a device', () => {
  it('get their name from a label, cut between characters, with a number when the name is taken', () => {
    const name = (label: string, ...taken: readonly string[]): string =>
      new TextDecoder('utf-8', { fatal: true }).decode(fileNameFor(label, taken));
    expect(name('合同专用章')).toBe('合同专用章');
    expect(name('上海示例贸易有限公司合同专用章')).toBe('上海示例贸易有限公司');
    expect(name('x'.repeat(40))).toHaveLength(31);
    expect(name('公章', '公章', '公章-2')).toBe('公章-3');
    expect(name('上海示例贸易有限公司公章', '上海示例贸易有限公司')).toBe('上海示例贸易有限公-2');
    expect(name('')).toBe('-2');
  });

  it('are read in parts, and an unreadable file does not affect the others', () => {
    const content = Uint8Array.from({ length: 2_500 }, (_each, index) => index % 251);
    const opened = fakeApplication({
      SKF_EnumFiles: (_application, list, size) => void putNames(list, size, ['private', 'huge', 'seal']),
      SKF_GetFileInfo: (_application, name, info) => {
        const size = Buffer.from(name as Uint8Array).includes('huge') ? 0x7fffffff : content.length;
        put((info as Uint8Array).subarray(32), size);
        return SAR.ok;
      },
      SKF_ReadFile: (_application, name, offset, size, out, length) => {
        if (Buffer.from(name as Uint8Array).includes('private')) return SAR.fail;
        const part = content.subarray(Number(offset), Number(offset) + Number(size));
        (out as Uint8Array).set(part);
        put(length, part.length);
        return SAR.ok;
      },
    });
    expect(readFiles(opened)).toEqual([{ label: 'seal', application: 'app', value: content }]);
  });

  it('form an empty list when the device has none', () => {
    expect(readFiles(fakeApplication({}))).toEqual([]);
  });
});
