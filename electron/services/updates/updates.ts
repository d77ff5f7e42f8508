import type { UpdateView } from '../../shared/model/update.ts';
import type { Result } from '../../shared/result.ts';

/** The updates of the program in a home. Nothing is ever installed: a package is checked, kept, and shown to the person. */
export interface Updates {
  /** Looks for a newer version on the server. */
  check(): Promise<Result<UpdateView>>;
  /** Fetches the newest version from the server. */
  download(): Promise<Result<UpdateView>>;
  /** Takes the newest version of a bundle in a folder, for a closed network. */
  import(folder: string): Promise<Result<UpdateView>>;
}
