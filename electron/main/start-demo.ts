import { tokenHostIn } from '../adapters/tokens/spare-host.ts';
import { demonstrationFolder } from '../home/home-folder.ts';
import type { Home } from '../home/home.ts';
import { makeDemonstration } from '../home/make-demonstration.ts';
import { success, type Result } from '../shared/result.ts';
import { utilityHosts } from './system/electron-hosts.ts';
import { DEMONSTRATION } from './started-with.ts';

/**
 * Makes the demonstration that a person has chosen in the window, in a folder of its own, and starts the app anew in it.
 * Fails with why it could not be made, DEMO_NOT_INSTALLED in a product.
 * @param restart ends the app and starts it with these arguments
 */
export async function startDemo(
  { dist, demoPorts }: Pick<Home, 'dist' | 'demoPorts'>,
  restart: (args: readonly string[]) => void,
): Promise<Result<null>> {
  const startHost = utilityHosts(tokenHostIn(dist));
  const made = await makeDemonstration(demonstrationFolder(process.env), { dist, startHost }, demoPorts);
  if (!made.ok) return made;
  const switches = process.argv.slice(1).filter((argument) => argument.startsWith('-'));
  restart([...switches.filter((argument) => argument !== DEMONSTRATION), DEMONSTRATION, made.value.contract]);
  return success(null);
}
