/**
 * How much work a file from a stranger may cost. Every budget is a count that is fixed here and checked before the
 * work is done, so that every machine gives the same answer about the same bytes; deadlines stand behind them for
 * what nobody thought of. What costs more is refused with FILE_OVER_BUDGET, or with the code of its subject, and never
 * judged in part.
 *
 * "Measured" names the largest value among the honest files of the conformance suite: 58 documents of other writers,
 * 61 published attacks, and the samples of GB/T 38540 and GM/T 0031.
 */

const KIB = 1024;
const MIB = 1024 * KIB;

/** Files that are read whole. Documents are read piece by piece and may be of any size. */
export const FILE_BUDGET = {
  /** A revocation list with a million entries has 40 MB. */
  wholeBytes: 256 * MIB,
  /** Settings, profiles and notes of this program have kilobytes. */
  settingsBytes: 4 * MIB,
} as const;

/** Looking for documents in folders. */
export const SEARCH_BUDGET = {
  /** Files and folders that one search looks at. A whole file server has more; nobody means that. */
  entries: 500_000,
} as const;

/** Pictures of seals. */
export const PICTURE_BUDGET = {
  /** A seal of 60 mm at 1200 dots an inch has eight million pixels; measured: 160,000. */
  pixels: 8_100_000,
  /**
   * All pictures that one document makes a verifier decode: this, and a number of times the size of the file. A seal
   * of a usual size has a third of a million pixels in some ten thousand bytes, and may stand on every page.
   */
  pixelsOfDocument: 40_000_000,
  pixelsTimesSize: 16,
} as const;

/** PDF syntax. Numbers of a whole document count what all its revisions make a reader do. */
export const PDF_BUDGET = {
  /** Nested arrays and dictionaries of one object. Measured: 6. */
  depth: 100,
  /** Bytes of one object outside streams. Measured: 66,000. */
  objectBytes: 16 * MIB,
  /** Values in one object: arrays, their items, dictionaries and their entries. Measured: 4,600. */
  valuesOfObject: 500_000,
  /** Filters of one stream. Measured: 1; software that wraps packed data in text uses 2. */
  filters: 8,
  /** Bytes that one stream unpacks to; an object stream of some hundred objects has some ten thousand. */
  streamBytes: 48 * MIB,
  /** Objects of one object stream. Measured: 500; writers put about a hundred into each. */
  objectsOfStream: 100_000,
  /**
   * Bytes that all streams of a document unpack to, each counted as often as it is unpacked: this, and a number of
   * times the size of the file. Measured: 1.6 times the size.
   */
  inflatedBytes: 128 * MIB,
  inflatedTimesSize: 16,
  /**
   * Bytes of syntax that are read, each counted as often as it is read: this, and a number of times the size of the
   * file. Every seal makes a reader look at every object that was there before it. Measured: 13.5 times the
   * size.
   */
  syntaxBytes: 64 * MIB,
  syntaxTimesSize: 64,
  /**
   * Bytes that are hashed for all signatures: this, and a number of times the size of the file. Each signature hashes all
   * that it covers, up to three times. Contracts pass through dozens of hands; measured: 5 times the size.
   */
  hashedBytes: 64 * MIB,
  hashedTimesSize: 64,
  /** An object costs this at least, in bytes of syntax. */
  objectCost: 128,
  /** So does each visit to a page or a field, also to one that is kept: each seal looks for its page. */
  visitCost: 32,
  /** Objects that lead from one to the next before a value is found: a length in a stream in a stream. */
  chain: 16,
  /** Revisions. Contracts pass through dozens of hands. Measured: 6. */
  revisions: 1_000,
  /** Entries of all cross-reference sections together. A file of 100 MB has about a million; measured: 3,500. */
  entries: 4_194_304,
  /** Subsections of one cross-reference section that overlap others. Honest ones overlap in one or two. */
  overlappingSubsections: 1_000,
  pages: 1_000_000,
  fields: 100_000,
} as const;

/** OFD packages (GB/T 33190). "Measured" names the largest value among 34 files of other writers. */
export const OFD_BUDGET = {
  /** Entries of the container: 65,535 announces zip64, which is refused. Measured: 33; a page has two at least. */
  entries: 65_534,
  /** Bytes of the directory, which is read whole: each entry has 46 and its name, extra fields and comment. */
  directoryBytes: 32 * MIB,
  /**
   * Bytes that all entries unpack to: this, and a number of times the size of the file. Measured: 2.2 times the size.
   */
  unpackedBytes: 128 * MIB,
  unpackedTimesSize: 16,
  /** Bytes of one entry that is read whole, such as a picture or a font. */
  partBytes: 256 * MIB,
  /** Bytes of one XML part. Measured: 500,000. */
  xmlBytes: 64 * MIB,
  /** Nested elements of one XML part. Measured: 12. */
  xmlDepth: 256,
  /** Elements and attributes of one XML part; each costs some hundred bytes of memory. Measured: 40,000. */
  xmlNodes: 1_000_000,
  /** Prefixes that hold at one place. Measured: 4. */
  xmlNamespaces: 32,
  /** Bytes of unpacked entries that are kept, so that they are not unpacked twice. */
  keptBytes: 16 * MIB,
  /** Bytes of XML whose elements are kept, beside the newest; these take up to twenty times as much memory. */
  keptXmlBytes: MIB,
  /** Signatures of one package, each of which costs a check of its value. Measured: 2. */
  signatures: 1_000,
  /**
   * What trying a certificate on a bare value costs in hashed bytes, beside what is hashed for it: an SM2 check takes as long. A
   * small file gets two thousand of them, half a second; without, a thousand signatures beside 256 certificates took a minute.
   */
  trialCost: 32 * KIB,
  /** Bytes of the value of a signature or of a seal, which hold a picture. Measured: 31,784. */
  valueBytes: 16 * MIB,
  /** Documents in one package. Measured: 1. */
  bodies: 64,
  pages: 100_000,
  /** Resource files of a document, beside those of pages. Measured: 2. */
  resourceFiles: 1_000,
  /** Characters of an entry's name or of a path. Windows has 260 of them. */
  pathLength: 4_096,
  /** Folders above a file in which a path is looked for. Measured: 1. */
  foldersAbove: 6,
  /** What a visit costs in bytes of syntax: to a child of a page, a resource, or an ID, also if it is kept. */
  visitCost: 128,
  /** What a character of a path costs, which is joined, split and folded. */
  pathCharacterCost: 8,
  /** Tolerances of one kind that are listed; a writer does the same on every page. */
  tolerancesOfKind: 100,
} as const;

/** The view through which an OFD is shown. What is beyond is marked on its page; objects end the view. */
export const OFD_VIEW_BUDGET = {
  /** Pixels of a picture that a viewer unpacks: a sheet of A0 at 300 dots an inch has 140 million. */
  pixelsOfPicture: 160_000_000,
  /** Pixels of one that is unpacked here whole, such as an interlaced one: A4 at 400 dots an inch has 15 million. */
  pixelsDecoded: 24_000_000,
  /** Pixels of one that is unpacked here row by row, such as one with opacity: A3 at 600 dots an inch has 70 million. */
  pixelsByRows: 80_000_000,
  /** Pixels of all that are unpacked here. */
  pixelsOfView: 400_000_000,
  /**
   * Objects that are drawn, each as often as it is drawn, since composites may name each other: this, and a number of
   * times the size of the file, in which an object has ten bytes at least. Measured: 3,900.
   */
  objects: 200_000,
  objectsTimesSize: 0.25,
  /** Blocks, composites and patterns within each other. Measured: 3. */
  nesting: 32,
} as const;

/** The examination of a document before it is sealed. What is beyond is said to be not examined. */
export const PREFLIGHT_BUDGET = {
  /** Objects that are looked at. Measured: 900. */
  objects: 200_000,
  /** Bytes of page content that are searched for text beneath something else. Measured: 270,000. */
  contentBytes: 4 * MIB,
  /** Forms that are drawn within forms. Acrobat nests three. */
  nesting: 8,
} as const;

/** DER. Lists with a million entries are scanned in place and do not come under these. */
export const DER_BUDGET = {
  /** Nested elements of CMS, whose encoding is made DER first. A token in an attribute nests about 20. */
  depth: 64,
  /** Elements of CMS. A chain of certificates with lists has some ten thousand. */
  elements: 200_000,
  /** Members of one SEQUENCE or SET that is taken apart. A seal lists some hundred certificates at most. */
  members: 10_000,
  /** Octets of one INTEGER: an RSA modulus of 16,384 bits has 2,049. */
  integerOctets: 4_096,
  /** Octets of one object identifier. The longest in use have about twenty. */
  identifierOctets: 128,
} as const;

/** Certificates and the search for paths between them. */
export const CERTIFICATE_BUDGET = {
  /** No hierarchy of this kind is deeper. */
  pathLength: 8,
  /** Signatures of certificates that are checked for one path. A path has three or four; wrong turns are rare. */
  pathSteps: 64,
  /** Certificates in one time-stamp token or CMS. Tokens carry a chain of three or four. */
  certificatesOfMessage: 64,
  /** Certificates, lists and responses in the security store of a document. Four for each signature are usual. */
  storeEntries: 512,
  /** Bytes of one of them. Lists of large authorities have some megabytes. */
  storeEntryBytes: 16 * MIB,
  /**
   * Bytes of all signed statements in the stores of a document; what several versions hold counts once. A list of a
   * thousand certificates has a megabyte, an answer about a seal some kilobytes.
   */
  statementBytes: 16 * MIB,
  /** Document time stamps that are asked what they prove; each costs a pass over the file. Measured: 1. */
  documentStamps: 16,
} as const;

/** Papers of a PIN reset, beside the sizes of `PAPER_LIMITS`, which a person meets. */
export const PAPER_BUDGET = {
  /** What object streams and tables unpack to. The library makes fifty bytes of each of their bytes. */
  loadedBytes: 6 * MIB,
  /** What the content of all pages unpacks to. A page full of drawings has a megabyte. */
  contentBytes: 32 * MIB,
  objectsOfStream: 100_000,
} as const;

/** JSON of others: answers of platforms, requests, decisions, proofs and settings. */
export const JSON_BUDGET = {
  /** Nested arrays and objects. The deepest of the contract has seven. */
  depth: 32,
  /** Commas, brackets and braces outside of texts. A page of a register with 500 entries has about 40,000. */
  marks: 2_000_000,
} as const;

/** Offline bundles (离线更新包), which are read in memory. */
export const BUNDLE_BUDGET = {
  /** Bytes that all files of one bundle unpack to. A revocation list of a million has 40 MB, and so have 100,000 events. */
  unpackedBytes: 512 * MIB,
  /** Status pages, for the most part, of up to 20,000 events each. */
  files: 2_000,
} as const;

/** Evidence packages and archive packages, which are read and repeated in memory. */
export const PACKAGE_BUDGET = {
  /** Bytes that all files of one package unpack to. A contract with its revisions and lists has some megabytes. */
  unpackedBytes: 1_024 * MIB,
  files: 10_000,
  /** A document above this stands in a package once: its revisions are named as its beginnings, and not repeated. */
  repeatedBytes: 64 * MIB,
} as const;

/**
 * What stands behind the counts, where a document is verified in a thread of its own: a thread that costs more is
 * ended, and the document is not judged.
 *
 * Measured on a processor of 2024, with the start of a process (0.5 s): the dearest of 121 honest files and published attacks
 * costs 1.0 s, the dearest bomb that keeps within all counts 1.1 s, the dearest that a count ends 3.9 s. Four seconds is
 * the next whole number, so that on such a computer every file is ended by a count and never by the clock. A computer
 * four times as slow (the processors of many offices) still judges every honest file, with the start of the thread; what it ends
 * earlier than a count is a bomb, of which it gives the same verdict with another name of the budget.
 */
export const BACKSTOP = {
  processorSeconds: 4,
  /** Hashing for dozens of signatures, and syntax that is read as often as the counts allow. */
  processorSecondsPerMegabyte: 0.5,
  /** Growth of the resident memory of the process. */
  memoryBytes: 300 * MIB,
} as const;
