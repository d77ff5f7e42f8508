import type { MadeCompany } from './make-company.ts';
import type { DemoCompany, DemoWorld } from './world-description.ts';

/** PKCS#11 mechanism numbers of the soft token: the row of IBM EP11. */
const MECHANISMS = { digest: '0x8005000B', message: '0x8005000C', keyGen: '0x8005000A' } as const;

/** What was made, with absolute paths. */
export interface WorldParts {
  readonly home: string;
  readonly module: string | null;
  readonly skfModule: string | null;
  readonly trust: DemoWorld['trust'];
  /** The holder first. */
  readonly companies: readonly MadeCompany[];
  readonly contract: string;
}

export function describeWorld(parts: WorldParts): DemoWorld {
  const { home, module, skfModule, trust, companies, contract } = parts;
  const described = companies.map(describeCompany);
  const [holder] = described;
  if (holder === undefined) throw new Error('a world has a holder');
  return {
    home,
    pkcs11Module: module,
    skfModule,
    ...(module === null ? { missing: 'MODULE_MISSING' } : {}),
    pin: holder.pin,
    soPin: holder.soPin,
    mechanisms: MECHANISMS,
    trust,
    seals: holder.seals,
    companies: described,
    contract,
    policy: { sealFiles: true },
  };
}

function describeCompany({ role, tokenSerial, seals }: MadeCompany): DemoCompany {
  return {
    name: role.profile.name,
    tokenSerial,
    pin: role.pin,
    soPin: role.soPin,
    seals: seals.map(({ esId, plan }) => ({ esId, name: plan.name, kind: plan.kind })),
  };
}
