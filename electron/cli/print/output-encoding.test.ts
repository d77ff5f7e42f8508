import { describe, expect, it } from 'vitest';
import { encodeOutput, type Output } from './output-encoding.ts';

/** A stream that keeps its bytes. */
function stream(isTTY = false): Output & { readonly text: (encoding: string) => string } {
  const chunks: Uint8Array[] = [];
  return {
    isTTY,
    write: (chunk: Uint8Array | string) => chunks.push(Buffer.from(chunk)) > 0,
    text: (encoding) => new TextDecoder(encoding).decode(Buffer.concat(chunks)),
  };
}

const PAGES = { chinese: 936, utf8: 65_001, none: null } as const;

/** Returns what both streams got of a text, and how often the system was asked for its code page. */
function written(page: keyof typeof PAGES, environment: Record<string, string>, terminal = false) {
  const [stdout, stderr] = [stream(terminal), stream()];
  let asked = 0;
  const consoleCodePage = (): number | null => {
    asked += 1;
    return PAGES[page];
  };
  encodeOutput({ stdout, stderr }, environment, { consoleCodePage });
  for (const each of [stdout, stderr]) {
    each.write('有效 ✓\n');
    each.write(Buffer.from('bytes'));
  }
  return { stdout, stderr, asked };
}

describe('what a command prints into a pipe', () => {
  it('is in the code page of a Chinese console, and bytes are as they are', () => {
    const { stdout, stderr, asked } = written('chinese', {});
    expect([stdout, stderr].map((each) => each.text('gbk'))).toEqual(['有效 √\nbytes', '有效 √\nbytes']);
    expect(asked).toBe(1);
  });

  it.each(['utf8', 'none'] as const)('is UTF-8 where the code page is %s', (page) => {
    expect(written(page, {}).stdout.text('utf-8')).toBe('有效 ✓\nbytes');
  });

  it('is in the encoding that the environment names, and the system is not asked', () => {
    const [utf8, gbk] = ['UTF-8', 'gbk'].map((SEALDESK_OUTPUT_ENCODING) =>
      written('chinese', { SEALDESK_OUTPUT_ENCODING }),
    );
    expect([utf8?.stdout.text('utf-8'), gbk?.stdout.text('gbk')]).toEqual(['有效 ✓\nbytes', '有效 √\nbytes']);
    expect([utf8?.asked, gbk?.asked]).toEqual([0, 0]);
  });

  it('leaves a terminal alone, which takes every sign', () => {
    const { stdout, stderr } = written('chinese', {}, true);
    expect([stdout.text('utf-8'), stderr.text('gbk')]).toEqual(['有效 ✓\nbytes', '有效 √\nbytes']);
  });

  it('is nothing when the environment names no encoding', () => {
    expect(() => written('none', { SEALDESK_OUTPUT_ENCODING: 'big5' })).toThrow('is utf-8 or gbk');
  });

  it('tells who waits when it is written', async () => {
    const { stdout } = written('chinese', {});
    const passedOn = new Promise((resolve) => {
      const output: Output = {
        write: (_chunk: unknown, done: unknown) => resolve(typeof done) === undefined,
      };
      encodeOutput({ stdout: output, stderr: stdout }, {}, { consoleCodePage: () => 936 });
      output.write('x', 'utf8', () => undefined);
    });
    expect(await passedOn).toBe('function');
  });
});
