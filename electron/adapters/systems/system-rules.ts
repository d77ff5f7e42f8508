/**
 * What differs between systems where files and folders are concerned. Each system has one small file beside this one, and
 * nothing else asks which system it is.
 */
export interface SystemRules {
  /**
   * The system's errors that pass by themselves: a scanner, a search index or a program that synchronises holds a file for a moment.
   */
  readonly passing: readonly string[];
  /** True if a new name is durable only once its folder is flushed. */
  readonly flushesFolders: boolean;
  /** True if a file can be moved while a program has it open. */
  readonly movesOpenFiles: boolean;
  /** True if the bits of a file's mode keep others out. */
  readonly modesCount: boolean;
  /** The ending of a shared library, without its dot. */
  readonly libraryEnding: string;
  /** Returns the folder in which programs keep the data of a person. @param home the person's own folder */
  applicationData(home: string, environment: Environment): string;
  /** Returns the folders in which fonts are installed, those of the person first. @param home the person's own folder */
  fontFolders(home: string, environment: Environment): readonly string[];
  /** Returns what is equal for two spellings of one path, as far as a text tells. It is no path to open. */
  pathKey(path: string): string;
  /**
   * True for a whole path that names no other computer. It is told by the text alone: Windows signs in to a computer of a path as
   * soon as somebody looks whether anything is there.
   */
  isOnThisComputer(path: string): boolean;
  /**
   * True if the place of a folder, or the modes that folders are made with, keep others out already. It costs nothing to ask.
   */
  isPrivateByPlace(folder: string): boolean;
  /**
   * Lets nobody but this user, the system and its administrators into a folder and what lies in it.
   * @returns false if the system, or the file system of the folder, does not do that
   */
  keepToOwner(folder: string): boolean;
  /** Asks the system whether a folder has rights of its own. It may take a tenth of a second. */
  isKeptToOwner(folder: string): boolean;
  /**
   * Tells whether another user than the administrator may change what lies in a folder, or put another folder in the place of it or of
   * one above. False where the system does not tell.
   */
  mayOthersReplace(folder: string): boolean;
  /**
   * Marks a file as one from the internet, as browsers do, so that other programs open it with care. A disk that keeps no such marks stays
   * without.
   */
  markAsForeign(path: string): void;
  /** Returns the number of the code page by which readers of a pipe take bytes for text; null where that is UTF-8. */
  consoleCodePage(): number | null;
  /** Returns the signal by which a process ends itself after `told` has told it to end. */
  endingSignal(told: NodeJS.Signals): NodeJS.Signals;
  /** Returns a path as a library has to get it that would refuse a long one. Node does so by itself. */
  pathForLibraries(path: string): string;
}

export type Environment = Readonly<Record<string, string | undefined>>;
