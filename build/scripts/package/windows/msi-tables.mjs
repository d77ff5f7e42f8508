import { appId } from '../product.mjs';
import { productName, publisher } from '../publisher.mjs';
import { rightsOfComputer, rightsOfPersonBefore } from './folder-rights.mjs';

const insert = (table, columns, values) =>
  `INSERT INTO \`${table}\` (${columns.map((name) => `\`${name}\``).join(', ')}) VALUES (${values.join(', ')})`;

/** An entry of a folder on the PATH. "=-*PATH": set it, take it away again, of the computer; "[~]" is what is there. */
const environment = (id, name, bin) =>
  insert(
    'Environment',
    ['Environment', 'Name', 'Value', 'Component_'],
    [`'${id}'`, `'${name}'`, `'[~];[${bin}]'`, `'${id}'`],
  );
const sequence = (action, number) =>
  insert('InstallExecuteSequence', ['Action', 'Sequence'], [`'${action}'`, number]);

/**
 * What wixl 0.101 has no words for, in the SQL of Windows Installer: the folder on the PATH, of the computer or of the person,
 * and texts in Chinese.
 */
const additions = (bin) => [
  'CREATE TABLE `Environment` (`Environment` CHAR(72) NOT NULL, `Name` CHAR(255) NOT NULL LOCALIZABLE, `Value` CHAR(255) LOCALIZABLE, `Component_` CHAR(72) NOT NULL PRIMARY KEY `Environment`)',
  environment('PathOfComputer', '=-*PATH', bin),
  environment('PathOfPerson', '=-PATH', bin),
  sequence('RemoveEnvironmentStrings', 3300),
  sequence('WriteEnvironmentStrings', 5200),
  "UPDATE `Component` SET `Condition` = 'NOT (MSIINSTALLPERUSER = 1)' WHERE `Component` = 'PathOfComputer'",
  "UPDATE `Component` SET `Condition` = 'MSIINSTALLPERUSER = 1' WHERE `Component` = 'PathOfPerson'",
  "UPDATE `Property` SET `Value` = 'SealDesk 印签台' WHERE `Property` = 'ProductName'",
  // The number that was found before Windows asked for rights is still known afterwards. Folders are not: whoever installs with the
  // rights of an administrator without being one is not to choose them.
  "UPDATE `Property` SET `Value` = 'WIX_DOWNGRADE_DETECTED;WIX_UPGRADE_DETECTED;WINDOWSBUILDNUMBER' WHERE `Property` = 'SecureCustomProperties'",
  "UPDATE `LaunchCondition` SET `Description` = 'SealDesk 印签台需要 Windows 10 或更新的系统，请联系管理员。SealDesk needs Windows 10 or later: please ask your administrator.' WHERE `Condition` = 'Installed OR WINDOWSBUILDNUMBER >= 10240'",
  "UPDATE `LaunchCondition` SET `Description` = '已安装更新的版本。A newer version is installed.' WHERE `Condition` = 'NOT WIX_DOWNGRADE_DETECTED'",
];

const LOCK = 'MsiLockPermissionsEx';

/** A row for the folder, which is made by a component of the computer or of the person. `~<<`: begins with, whatever the case. */
const locked = (component, rights, condition) => [
  insert('CreateFolder', ['Directory_', 'Component_'], ["'INSTALLFOLDER'", `'${component}'`]),
  insert(
    LOCK,
    [LOCK, 'LockObject', 'Table', 'SDDLText', 'Condition'],
    [component, 'INSTALLFOLDER', 'CreateFolder', rights, condition].map((value) => `'${value}'`),
  ),
];

/**
 * Returns what has Windows Installer set the rights of the folder, where its place gives it none.
 * @returns {string[]} queries
 */
export const rightsQueries = () => [
  `CREATE TABLE \`${LOCK}\` (\`${LOCK}\` CHAR(72) NOT NULL, \`LockObject\` CHAR(72) NOT NULL, \`Table\` CHAR(32) NOT NULL, \`SDDLText\` LONGCHAR NOT NULL, \`Condition\` CHAR(255) PRIMARY KEY \`${LOCK}\`)`,
  ...locked(
    'PathOfComputer',
    rightsOfComputer,
    'NOT (MSIINSTALLPERUSER = 1) AND NOT (INSTALLFOLDER ~<< ProgramFiles64Folder)',
  ),
  ...locked(
    'PathOfPerson',
    `${rightsOfPersonBefore}[UserSID])`,
    'MSIINSTALLPERUSER = 1 AND NOT (INSTALLFOLDER ~<< LocalAppDataFolder)',
  ),
  sequence('RemoveFolders', 3600),
  sequence('CreateFolders', 3700),
];

/** The name of the window's shortcut in Chinese, and the one that the program gives itself: Windows shows no message of it without. */
const ofShortcut = [
  "UPDATE `Shortcut` SET `Name` = 'SEALDESK|SealDesk 印签台' WHERE `Shortcut` = 'StartMenu'",
  'CREATE TABLE `MsiShortcutProperty` (`MsiShortcutProperty` CHAR(72) NOT NULL, `Shortcut_` CHAR(72) NOT NULL, `PropertyKey` CHAR(255) NOT NULL, `PropVariantValue` CHAR(255) NOT NULL PRIMARY KEY `MsiShortcutProperty`)',
  insert(
    'MsiShortcutProperty',
    ['MsiShortcutProperty', 'Shortcut_', 'PropertyKey', 'PropVariantValue'],
    ["'AppUserModelId'", "'StartMenu'", "'System.AppUserModel.ID'", `'${appId}'`],
  ),
];

/** What the list of programs shows of the publisher, as far as the build names it. */
function publisherEntries({ name, address, homepage }) {
  const added = Object.entries({ ARPCONTACT: address, ARPURLINFOABOUT: homepage });
  return [
    `UPDATE \`Property\` SET \`Value\` = '${name ?? productName}' WHERE \`Property\` = 'Manufacturer'`,
    ...added
      .filter(([, value]) => value !== null)
      .map(([property, value]) => insert('Property', ['Property', 'Value'], [`'${property}'`, `'${value}'`])),
  ];
}

/**
 * Returns what is changed in the tables of every package after wixl has made them.
 * @param {{ bin: string, hasWindow: boolean }} how bin: the key of the folder that goes on the PATH, in the table Directory
 * @returns {string[]} queries
 */
export const tableChanges = ({ bin, hasWindow }) => [
  ...additions(bin),
  ...rightsQueries(),
  ...publisherEntries(publisher()),
  ...(hasWindow ? ofShortcut : []),
];
