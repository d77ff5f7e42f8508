import type { Session } from 'electron';
import { proxyOfEnvironment, type SystemProxy } from '../../adapters/platform-api/connection.ts';

/** Time that a proxy script of the network gets to answer. The app does not wait longer. */
const DEADLINE_MS = 2_000;

/**
 * Finds the system's proxy for a platform: the environment's, or else that of its settings, scripts included. One
 * answer serves all platforms; a platform elsewhere has a proxy of its own in platforms.json.
 */
export async function systemProxy(
  session: Pick<Session, 'resolveProxy'>,
  environment: NodeJS.ProcessEnv,
  platformUrl: string | undefined,
): Promise<SystemProxy> {
  const named = proxyOfEnvironment(environment);
  if (named.url !== null || platformUrl === undefined) return named;
  const deadline = new Promise<string>((resolve) => setTimeout(() => resolve('DIRECT'), DEADLINE_MS).unref());
  const answer = await Promise.race([session.resolveProxy(platformUrl), deadline]);
  return { url: proxyUrlOf(answer), except: '' };
}

/**
 * Returns the first usable proxy of an answer such as "PROXY proxy.example:3128; DIRECT" (the format of proxy scripts);
 * null when a direct connection comes first. SOCKS is not usable.
 */
export function proxyUrlOf(answer: string): string | null {
  for (const choice of answer.split(';')) {
    const [kind = '', place = ''] = choice.trim().split(/\s+/);
    if (kind.toUpperCase() === 'DIRECT') return null;
    if (/^(PROXY|HTTP)$/i.test(kind) && place !== '') return `http://${place}`;
    if (/^HTTPS$/i.test(kind) && place !== '') return `https://${place}`;
  }
  return null;
}
