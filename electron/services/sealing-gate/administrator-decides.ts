import type { Administrated } from '../../shared/model/settings.ts';
import type { GateRules } from './create-gate.ts';

/** The rule that nothing is sealed while it is not known what the administrator of this computer demands. */
export function administratorDecides({ problem }: Pick<Administrated, 'problem'>): GateRules {
  return { before: () => Promise.resolve(problem) };
}
