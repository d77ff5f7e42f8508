import type { Session } from 'electron';
import { proxyOfEnvironment, type SystemProxy } from '../adapters/platform-api/connection.ts';

/** Long enough for a script of the network that says which proxy serves whom; the app does not wait for more. */
const DEADLINE_MS = 2_000;

/**
 * How the system goes to a platform: as the environment says, else as its settings do, scripts included. One answer
 * serves all platforms; one that lies elsewhere has a proxy of its own in platforms.json.
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
 * The first proxy of an answer such as "PROXY proxy.example:3128; DIRECT" (the format of proxy scripts) that can be
 * used; null where the first that can be used is none. SOCKS cannot.
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
