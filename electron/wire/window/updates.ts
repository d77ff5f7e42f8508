import type { UpdateView } from '../../shared/model/update.ts';
import { operation, typeOnly } from '../operation.ts';

/** A package may be large, and a network slow. */
const LONG = { deadlineMs: 3_600_000 };

/** New versions of the program. */
export const updates = {
  /** Looks for one on the server. Fails with codes of the UPDATE_ group. */
  check: operation({ answer: typeOnly<UpdateView>(), deadlineMs: 120_000 }),
  /** Fetches its package and checks it. */
  download: operation({ answer: typeOnly<UpdateView>(), ...LONG }),
  /** Takes it from a bundle that the person chooses; null where they change their mind. */
  import: operation({ answer: typeOnly<UpdateView | null>(), ...LONG }),
  /** Shows the package that was kept last in its folder. */
  show: operation({ answer: typeOnly<null>() }),
} as const;
