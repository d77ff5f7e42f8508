import { z } from 'zod';
import type { HolderPlatform } from '../../services/register/recover-by-holder.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { resultOf, success } from '../../shared/result.ts';
import { openSession, type PlatformSession } from './open-session.ts';
import { registerApi } from './register-api.ts';
import { sendForList } from './send-for-list.ts';
import type { PlatformTransport } from './transport.ts';

const ownedRegister = z.object({
  registerId: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/),
  openedAt: z.iso.datetime(),
  size: z.int().min(0),
});

/** Returns the platforms at which a holder can ask for the registers that the holder owns, each in a session. */
export function holderPlatforms(
  platforms: readonly Pick<PlatformSettings, 'id'>[],
  transports: { of(platformId: string): PlatformTransport | null },
): readonly HolderPlatform[] {
  return platforms.flatMap(({ id }) => {
    const transport = transports.of(id);
    return transport === null ? [] : [holderPlatform(id, transport)];
  });
}

function holderPlatform(id: string, transport: PlatformTransport): HolderPlatform {
  return {
    id,
    enter: async ({ certificate, sign }) => {
      const signer = { certificate, sign: (message: Uint8Array) => resultOf(() => sign(message)) };
      const session = await openSession(transport, id, signer);
      if (!session.ok) return session;
      const within = inSession(transport, session.value);
      return success({
        ...registerApi(id, within),
        registers: () =>
          sendForList(within, { method: 'GET', path: '/v1/registers' }, 'registers', ownedRegister),
      });
    },
  };
}

/** Sends every request in the name of the holder. */
function inSession(transport: PlatformTransport, { authorization }: PlatformSession): PlatformTransport {
  return {
    send: (request) => transport.send({ ...request, authorization }),
    close: () => transport.close(),
  };
}
