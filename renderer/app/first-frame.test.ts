import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

describe('the page before its code has loaded', () => {
  it('says the name of the program and that it is starting', () => {
    const page = readFileSync(new URL('../index.html', import.meta.url), 'utf8');
    const shell = readFileSync(new URL('shell.tsx', import.meta.url), 'utf8');
    const [, first] = /<div id="root"><p class="starting">([^<]+)<\/p><\/div>/.exec(page) ?? [];
    expect(first).toMatch(/印签台.*正在启动/);
    // The same text stands until main has answered, so that nothing jumps.
    expect(shell).toContain(`<p className="starting">${String(first)}</p>`);
  });
});
