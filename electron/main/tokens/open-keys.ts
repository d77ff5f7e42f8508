import { sealConfirmationFolder } from '../../adapters/files/seal-confirmation-folder.ts';
import { openStation, type OpenedStation, type TokenStation } from '../../adapters/tokens/token-station.ts';
import type { StartTokenHost } from '../../adapters/tokens/token-hosts.ts';
import { systemClock } from '../../adapters/document-engine.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { TokenHostEnd } from '../../shared/model/token-host-end.ts';
import type { TokenInfo } from '../../shared/model/token-info.ts';
import type { TokenView } from '../../shared/model/token-view.ts';
import type { HeldPin } from '../../shared/model/held-pin.ts';
import type { World } from '../world.ts';
import { DriverDesk } from './driver-desk.ts';
import { HeldLogin } from './held-login.ts';
import { TokenDesk, type TokenDeskParts } from './token-desk.ts';

export interface KeysParts {
  readonly world: World;
  readonly startHost: StartTokenHost;
  readonly engine: SmEngine;
  readonly standings: NonNullable<TokenDeskParts['standings']>;
  /** Told the tokens whenever something about them has changed. */
  seen(tokens: readonly TokenInfo[]): void;
  readonly tell: {
    readonly tokens: { changed(view: TokenView): void; hostEnded(end: TokenHostEnd): void };
    readonly pin: { held(held: HeldPin | null): void };
  };
}

/** Everything that has to do with keys. */
export interface Keys {
  readonly tokens: TokenStation;
  readonly desk: TokenDesk;
  readonly drivers: DriverDesk;
  readonly held: HeldLogin;
}

/** Outside a demonstration world soft tokens are refused. */
export function openKeys({ world, startHost, engine, tell, standings, seen }: KeysParts): Keys {
  const opened: OpenedStation = openStation({
    home: world.home,
    demoModules: world.failure === null ? world.modules : null,
    environment: process.env,
    start: startHost,
    looksOften: true,
    onHostEnd: (end) => {
      held.hostEnded(end.module);
      tell.tokens.hostEnded(end);
    },
  });
  const tokens = opened.station;
  const held = new HeldLogin({ tokens, clock: systemClock, changed: tell.pin.held });
  return {
    tokens,
    held,
    desk: new TokenDesk({
      tokens,
      engine,
      clock: systemClock,
      confirmations: sealConfirmationFolder(world.home),
      standings,
      changed: (view) => {
        held.follow(view);
        tell.tokens.changed(view);
        seen(view.tokens);
      },
    }),
    drivers: new DriverDesk({ ...opened, home: world.home, engine, clock: systemClock }),
  };
}
