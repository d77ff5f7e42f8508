import { describe, expect, it } from 'vitest';
import { proxyUrlOf } from './system-proxy.ts';

describe('the proxy of the system', () => {
  it.each([
    ['DIRECT', null],
    ['', null],
    ['PROXY proxy.example:3128', 'http://proxy.example:3128'],
    ['HTTPS proxy.example:3129; DIRECT', 'https://proxy.example:3129'],
    ['SOCKS5 socks.example:1080; PROXY [::1]:3128', 'http://[::1]:3128'],
    ['SOCKS socks.example:1080', null],
    ['DIRECT; PROXY proxy.example:3128', null],
  ])('of "%s" is %s', (answer, expected) => {
    expect(proxyUrlOf(answer)).toBe(expected);
  });
});
