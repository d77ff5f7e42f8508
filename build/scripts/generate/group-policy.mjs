import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { administratorSchema } from '../../../electron/adapters/settings/administrator-settings.ts';
import { AS_JSON } from '../../../electron/adapters/settings/registry-policy.ts';
import { policyWords } from './group-policy-words.mjs';
import { inProject } from '../setup/project.mjs';

const folder = inProject('build/windows/policies');
const KEY = String.raw`SOFTWARE\Policies\SealDesk`;
const LANGUAGES = { 'zh-CN': 0, 'en-US': 1 };

/** Returns what a member is in a template: a switch, a choice, a line, or lines. */
function kindOf(name, { const: only, enum: choices, type, items }) {
  if (only !== undefined) return 'switch';
  if (choices !== undefined) return 'choice';
  if (type === 'string' || AS_JSON.includes(name)) return 'text';
  if (type === 'array' && items?.type === 'string') return 'list';
  throw new Error(`a template has no form for ${name}`);
}

/** The members of the schema in its order, each with its words. @throws Error when one has none */
function members() {
  const { properties } = z.toJSONSchema(administratorSchema, { unrepresentable: 'any' });
  return Object.entries(properties).map(([name, schema]) => {
    const words = policyWords[name];
    if (words === undefined)
      throw new Error(`build/scripts/generate/group-policy-words.mjs has no words for ${name}`);
    return { name, words, kind: kindOf(name, schema), fixes: schema.const, choices: schema.enum ?? [] };
  });
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const choiceId = (name, choice) => `${name}_${String(choice).replace('-', '')}`;
const valueOf = (choice) =>
  typeof choice === 'string' ? `<string>${escaped(choice)}</string>` : `<decimal value="${Number(choice)}"/>`;

/** The part of a policy that the administrator fills in. */
const elements = {
  switch: ({ fixes }) => `      <enabledValue>${valueOf(fixes)}</enabledValue>`,
  text: ({ name }) =>
    inElements(`<text id="${name}" valueName="${name}" maxLength="32000" required="true"/>`),
  list: ({ name }) =>
    inElements(`<multiText id="${name}" valueName="${name}" maxStrings="50" required="true"/>`),
  choice: ({ name, choices }) => {
    const items = choices.map(
      (choice) =>
        `<item displayName="$(string.${choiceId(name, choice)})"><value>${valueOf(choice)}</value></item>`,
    );
    return inElements(`<enum id="${name}" valueName="${name}" required="true">${items.join('')}</enum>`);
  },
};
const inElements = (element) => `      <elements>${element}</elements>`;

function policyOf(member) {
  const { name, kind } = member;
  const presentation = kind === 'switch' ? '' : ` presentation="$(presentation.${name})"`;
  const value = kind === 'switch' ? ` valueName="${name}"` : '';
  return `    <policy name="${name}" class="Machine" displayName="$(string.${name})" explainText="$(string.${name}_help)"${presentation} key="${KEY}"${value}>
      <parentCategory ref="SealDesk"/>
      <supportedOn ref="windows10"/>
${elements[kind](member)}
    </policy>`;
}

const HEAD = `<?xml version="1.0" encoding="utf-8"?>
<!-- Made from the schema of the administrator's settings by node build/scripts/generate-group-policy.mjs. -->`;
const SCHEMAS =
  'revision="1.0" schemaVersion="1.0" xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"';

function admx() {
  return `${HEAD}
<policyDefinitions ${SCHEMAS}>
  <policyNamespaces><target prefix="sealdesk" namespace="cn.sealdesk.policies"/></policyNamespaces>
  <resources minRequiredRevision="1.0"/>
  <supportedOn><definitions><definition name="windows10" displayName="$(string.windows10)"/></definitions></supportedOn>
  <categories><category name="SealDesk" displayName="$(string.SealDesk)"/></categories>
  <policies>
${members().map(policyOf).join('\n')}
  </policies>
</policyDefinitions>
`;
}

/** What a person sees beside the field. */
const presentations = {
  text: ({ name }, label) => `<textBox refId="${name}"><label>${label}</label></textBox>`,
  list: ({ name }, label) => `<multiTextBox refId="${name}">${label}</multiTextBox>`,
  choice: ({ name }, label) =>
    `<dropdownList refId="${name}" noSort="true" defaultItem="0">${label}</dropdownList>`,
};

function adml(language) {
  const at = LANGUAGES[language];
  const strings = members().flatMap(({ name, words, choices }) => [
    [name, words.name[at]],
    [`${name}_help`, words.help[at]],
    ...choices.map((choice) => [choiceId(name, choice), words.choices?.[choice]?.[at] ?? `${choice} %`]),
  ]);
  const own = [
    ['SealDesk', 'SealDesk 印签台'],
    ['windows10', 'Windows 10'],
  ];
  const table = [...own, ...strings].map(
    ([id, text]) => `      <string id="${id}">${escaped(text)}</string>`,
  );
  const shown = members()
    .filter(({ kind }) => kind !== 'switch')
    .map(
      (member) =>
        `      <presentation id="${member.name}">${presentations[member.kind](member, escaped(member.words.name[at]))}</presentation>`,
    );
  return `${HEAD}
<policyDefinitionResources ${SCHEMAS}>
  <displayName>SealDesk 印签台</displayName>
  <description>SealDesk 印签台</description>
  <resources>
    <stringTable>
${table.join('\n')}
    </stringTable>
    <presentationTable>
${shown.join('\n')}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`;
}

/**
 * Returns the templates of group policies as they should be.
 * @returns {Record<string, string>} texts by their path below build/windows/policies
 */
export function groupPolicyFiles() {
  const languages = Object.keys(LANGUAGES).map((language) => [`${language}/SealDesk.adml`, adml(language)]);
  return Object.fromEntries([['SealDesk.admx', admx()], ...languages]);
}

/** Returns the text that a template has now. */
export const presentGroupPolicyFile = (name) => readFile(join(folder, name), 'utf8');

if (process.argv[1] === import.meta.filename) {
  for (const [name, text] of Object.entries(groupPolicyFiles())) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}
