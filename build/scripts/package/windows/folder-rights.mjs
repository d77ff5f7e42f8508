/** One entry of an access control list in SDDL, taken over by everything in a folder. FA: all rights; 0x1200a9: reading and running. */
const allow = (rights, who) => `(A;OICI;${rights};;;${who})`;

/** SY: the system; BA: administrators. P: nothing of the folder above is taken over. */
const KEEPERS = `D:P${allow('FA', 'SY')}${allow('FA', 'BA')}`;

/** Users, and sandboxed programs, such as parts of the window. */
const READERS = ['BU', 'S-1-15-2-1', 'S-1-15-2-2'].map((who) => allow('0x1200a9', who)).join('');

/**
 * The rights of a folder of programs outside of Program Files and of profiles, where a new folder takes over what its drive grants: at
 * the top of most drives every user may change it, so that the programs of all would be anybody's.
 */
export const rightsOfComputer = `O:BAG:BA${KEEPERS}${READERS}`;

/** The same for the programs of one person, without the SID of that person and what follows it. */
export const rightsOfPersonBefore = `${KEEPERS}(A;OICI;FA;;;`;
