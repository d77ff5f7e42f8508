import { Command, type CommandUnknownOpts, InvalidArgumentError } from '@commander-js/extra-typings';
import { writeNewFile } from '../../adapters/files/node-files.ts';
import { packBundle } from '../../services/support-bundle/gather-bundle.ts';
import { BUNDLE_PARTS, type BundlePartName } from '../../shared/model/support-bundle.ts';
import { notEmpty } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { printLine } from '../print/printing.ts';
import { usage } from '../usage.ts';

/** `support-bundle`: what support needs to know, without names, PINs or documents (诊断包). */
export function supportBundle(context: CommandContext): CommandUnknownOpts {
  return new Command('support-bundle')
    .option('-o, --out <file>', '输出文件，不覆盖 file to write; none is replaced', notEmpty)
    .option('--preview', '只显示内容，不写文件 show all that would go into it, and write nothing')
    .option(
      '--without <parts>',
      `不放入的部分，逗号分隔 parts to leave out: ${BUNDLE_PARTS.join(', ')}`,
      partsOf,
      [] as readonly BundlePartName[],
    )
    .addHelpText(
      'after',
      examples(
        'sealdesk support-bundle --preview',
        'sealdesk support-bundle -o 诊断包.zip --without drivers',
      ),
    )
    .action(async ({ out, preview, without }) => {
      if ((out === undefined) === (preview === undefined)) {
        throw usage('请给出 -o 文件 或 --preview 之一', 'give either -o FILE or --preview');
      }
      const gathered = await (await context.openHome()).supportBundle();
      const parts = gathered.filter(({ name }) => !without.includes(name));
      if (out === undefined) {
        for (const { file, text } of parts) printLine(`== ${file}\n${text}`);
        return;
      }
      writeNewFile(out, packBundle(parts), 0o600);
      printLine(`诊断包 support bundle: ${out}  (${parts.map(({ file }) => file).join(', ')})`);
    });
}

/** @throws InvalidArgumentError for a part that there is not */
function partsOf(text: string): readonly BundlePartName[] {
  return text.split(',').map((each) => {
    const part = BUNDLE_PARTS.find((name) => name === each.trim());
    if (part === undefined) throw new InvalidArgumentError(`There is no part "${each}".`);
    return part;
  });
}
