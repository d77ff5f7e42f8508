import type { BindingsView, BindingView } from '../../shared/model/platform-binding.ts';
import { type Result, resultOf, unwrap } from '../../shared/result.ts';
import type { KnownPlatform } from '../platform/known-platforms.ts';
import { type BindingPorts, bindingOffers } from './binding-offers.ts';
import { type PlatformBinding, rootFingerprint } from './bindings.ts';
import { readWorld } from './bound-world.ts';

/**
 * Lists the platforms of this home and what bars sealing since they were bound. Writes nothing. Fails with
 * PLATFORM_SETTINGS_DAMAGED when nothing is bound and the settings cannot be read, and with the codes of the store.
 */
export function listBindings(ports: BindingPorts): Promise<Result<Omit<BindingsView, 'offers'>>> {
  return resultOf(async () => {
    const { platforms, changes } = await readWorld(ports);
    const bindings = await ports.bindings();
    return { platforms: platforms.map((platform) => listed(platform, bindings, ports)), changes };
  });
}

/** Lists the same with what can be bound, for which the register gets its id. Fails as {@link listBindings} does. */
export function describeBindings(ports: BindingPorts): Promise<Result<BindingsView>> {
  return resultOf(async () => {
    const view = unwrap(await listBindings(ports));
    return { ...view, offers: ports.settings().ok ? await bindingOffers(ports) : [] };
  });
}

function listed(
  { settings, standing }: KnownPlatform,
  bindings: readonly PlatformBinding[],
  { engine }: BindingPorts,
): BindingView {
  const binding = bindings.find(({ platform }) => platform === settings.id);
  if (binding !== undefined && standing !== 'toBind') return viewOf(binding, standing);
  const { id: platform, name, url, profile, root } = settings;
  const rootSm3 = root === '' ? null : rootFingerprint(root, engine);
  const unbound = binding?.unbound ?? null;
  return { ...{ platform, name, url, profile, rootSm3, standing, unbound }, boundAt: null };
}

/** Describes a binding as window and command line list it. */
export function viewOf(
  { platform, name, url, rootSm3, profile, boundAt, unbound }: PlatformBinding,
  standing: BindingView['standing'],
): BindingView {
  return {
    ...{ platform, name, url, profile, standing, unbound },
    rootSm3: rootSm3 === '' ? null : rootSm3,
    boundAt: rootSm3 === '' ? null : boundAt,
  };
}
