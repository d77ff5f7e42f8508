import { describe, expect, it } from 'vitest';
import { failure } from '../../shared/result.ts';
import { proxyOfEnvironment } from './connection.ts';
import { serveLocally } from './fixtures/https-server.ts';
import { platformTransports } from './https-transport.ts';
import { timeStampApi } from './time-stamp-api.ts';

describe('the time-stamp authority of a platform', () => {
  it('receives the query unchanged, and its reply is returned unchanged', async () => {
    let seen: unknown;
    const server = await serveLocally((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        seen = [request.method, request.url, request.headers['content-type'], [...Buffer.concat(parts)]];
        response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(Buffer.of(0x30, 0));
      });
    });
    const transports = platformTransports(
      [server.settings],
      () => proxyOfEnvironment({}),
      () => Promise.resolve(null),
    );
    const transport = transports.of('gd');
    expect(transports.of('gx')).toBe(null);
    expect(transports.of('gd')).toBe(transport);
    const answer = transport === null ? null : await timeStampApi(transport).ask(Uint8Array.of(0x30, 1, 0));
    expect(answer).toEqual({ ok: true, value: Uint8Array.of(0x30, 0) });
    expect(seen).toEqual(['POST', '/v1/time-stamps', 'application/timestamp-query', [0x30, 1, 0]]);
    await transports.close();
    await server.close();
    const later = transports.of('gd');
    expect(later === null ? null : await timeStampApi(later).ask(Uint8Array.of(0x30, 0))).toEqual(
      failure({ code: 'PLATFORM_UNREACHABLE', details: { reason: 'ECONNREFUSED' } }),
    );
    await transports.close();
  });
});
