import { readFileSync } from 'node:fs';
import { interfaceIn } from '../adapters/pkcs11/module-interface.ts';
import type { performCall } from './perform-call.ts';

/** What serves a module by the interface that it speaks. */
export interface LoadedInterface {
  readonly perform: typeof performCall;
  /** Ends the module in good order; some never return from it. */
  close(): void;
}

/** Each interface needs a native part of its own: only the one that the module speaks is loaded. */
export async function loadInterface(module: string): Promise<LoadedInterface> {
  if (speaksSkf(module)) {
    const { performSkfCall } = await import('./skf/perform-skf-call.ts');
    // SKF has no function that ends a library.
    return { perform: performSkfCall, close: () => undefined };
  }
  const [{ performCall }, { closeModule }] = await Promise.all([
    import('./perform-call.ts'),
    import('./module.ts'),
  ]);
  return { perform: performCall, close: closeModule };
}

/** A file that cannot be read goes the way of PKCS#11, which says what is wrong with it. */
function speaksSkf(module: string): boolean {
  try {
    return interfaceIn(readFileSync(module)) === 'skf';
  } catch {
    return false;
  }
}
