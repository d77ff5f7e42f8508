import { readdirSync, readFileSync } from 'node:fs';
import { inProject } from '../setup/project.mjs';

/** Licences under which a product may carry a package: each allows that with its text and its notices alone. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Zlib',
]);

const LICENCE_FILE = /^(licen[cs]es?|copying|notice)(\.(txt|md))?$/i;

/** Packages that carry no text of their licence, and another package whose text is of the same licence and holders. */
const TEXT_OF = {
  // Part of React (Meta Platforms), whose repository has one licence.
  'client-only': 'react',
  // Its package.json and README name the MIT licence; its author's other packages carry the text.
  '@pdf-lib/fontkit': 'pdf-lib',
};

/** Texts of licences that lie deeper: of what a package carries in compiled form. */
const FURTHER_TEXTS = {
  'pdfjs-dist': ['JBIG2', 'PDFJS_JBIG2', 'OPENJPEG', 'PDFJS_OPENJPEG'].map((name) => `wasm/LICENSE_${name}`),
};

/** Returns another package whose text holds for one; packages for one system leave theirs to the package they belong to. */
const textElsewhere = (name) => TEXT_OF[name] ?? (name.startsWith('@koromix/koffi-') ? 'koffi' : null);

/**
 * Says what is wrong with the licence of a package that a product carries.
 * @param {{ name: string, licence: string | undefined }} shipped
 * @returns {string | null}
 */
export function licenceFault({ name, licence }) {
  const named = (licence ?? '').split(/ AND |[()]/).filter((each) => each.trim() !== '');
  if (named.length === 0) return `${name} names no licence`;
  const others = named.filter((each) => !ALLOWED.has(each));
  return others.length === 0 ? null : `${name} is under ${others.join(', ')}, which a product may not carry`;
}

/**
 * Reads the texts of a package's licence and its notices.
 * @param {{ name: string, folder: string }} shipped an installed package
 * @returns {string[]} empty if it has none
 */
export function licenceTexts({ name, folder }) {
  const elsewhere = textElsewhere(name);
  const holder = inProject(elsewhere === null ? folder : `node_modules/${elsewhere}`);
  return [
    ...filesOf(holder).filter((path) => LICENCE_FILE.test(path.split('/')[0])),
    ...(FURTHER_TEXTS[name] ?? []),
  ].map((path) => readFileSync(`${holder}/${path}`, 'utf8').replaceAll('\r\n', '\n').trim());
}

/** Lists files of a folder and of folders of licences in it, in the order of their names. */
function filesOf(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  const paths = entries.flatMap((entry) => {
    if (!entry.isDirectory()) return [entry.name];
    return LICENCE_FILE.test(entry.name)
      ? readdirSync(`${folder}/${entry.name}`).map((name) => `${entry.name}/${name}`)
      : [];
  });
  return paths.sort();
}
