import type { AppError } from '../../../electron/shared/errors.ts';
import type { DocumentFormat } from '../../../electron/shared/model/document-view.ts';
import type { EmptyField } from '../../../electron/shared/model/seal-places.ts';
import type { UseParticulars } from '../../../electron/shared/model/register.ts';
import type { PageSize, SealProgress } from '../../../electron/shared/model/sealing.ts';
import type { PageRange } from '../../../electron/shared/page-range.ts';
import type { SealOutcome } from '../../../electron/wire/window/documents.ts';
import type { SealTarget } from '../../../electron/wire/window/fields.ts';
import type { PagePoint } from '../../lib/pdf-view/page-point.ts';
import type { History } from './places/place-history.ts';
import type { PlaceList } from './places/place-list.ts';
import type { PlaceRow, RowRule, SealChoice } from './places/place-rows.ts';

/** A seal with the rows of the list. */
export interface Ready {
  readonly choice: SealChoice;
  readonly rows: readonly PlaceRow[];
}

/** The steps of sealing: choose, place, PIN, work, result. */
export type SealState =
  | { readonly step: 'choosing' }
  | { readonly step: 'placing'; readonly choice: SealChoice }
  | ({ readonly step: 'placed' } & Ready)
  /** `asked` is a seal of the key whose PIN is asked for now. */
  | ({ readonly step: 'pin'; readonly problem: AppError | null; readonly asked: SealChoice } & Ready)
  | ({ readonly step: 'working'; readonly progress: SealProgress | null } & Ready)
  | ({ readonly step: 'failed'; readonly error: AppError } & Ready)
  | {
      readonly step: 'sealed';
      readonly outcome: SealOutcome;
      /** Where the first seal is; null if it is not known. */
      readonly at: PagePoint | null;
    };

/** The document that is to be sealed. */
export interface SealSubject {
  readonly documentId: string;
  readonly pages: readonly PageSize[];
  readonly fields: readonly EmptyField[];
  readonly format: DocumentFormat;
}

/** A seal with places that were kept before. */
export interface SavedSeal {
  readonly seal: SealChoice;
  readonly target: SealTarget;
}

/** An approved use, which cannot be changed here. */
export interface BoundUse {
  readonly choice: SealChoice;
  readonly target: SealTarget;
  readonly approvalId: string;
  readonly particulars: UseParticulars;
  /** True if the approval has the seal lock the document. */
  readonly locks: boolean;
}

/** The input of the PIN panel. */
export interface PinEntry {
  readonly pin: Uint8Array;
  /** True if the login may serve further seals for a while. */
  readonly holdPin: boolean;
  readonly lastTryConfirmed: boolean;
}

export interface SealStore {
  readonly state: SealState;
  readonly subject: SealSubject | null;
  /** True if the document's signature states the purpose too. */
  readonly statesPurpose: boolean;
  /** Number of the approval under which the seal is used; null if there is none. */
  readonly bound: string | null;
  /** The particulars for the register; the document gets none but the purpose, if it is to be stated. */
  readonly particulars: UseParticulars;
  /** True if the last seal is to lock the document, which is an OFD: nobody can seal it afterwards. An approval decides it. */
  readonly locks: boolean;
  /** The row that keys and the editor act on; null for none. */
  readonly selected: number | null;
  /** The row that was added last, until its ghost has taken the focus. */
  readonly fresh: number | null;
  readonly history: History<PlaceList>;
  readonly begin: (subject: SealSubject | null) => void;
  /** Takes over the approved use of the open document, ready to be sealed. */
  readonly adopt: (use: BoundUse) => void;
  readonly choose: (choice: SealChoice) => void;
  /** Chooses a further seal of the same act. */
  readonly chooseBeside: (choice: SealChoice) => void;
  readonly setStatesPurpose: (statesPurpose: boolean) => void;
  readonly setParticulars: (particulars: UseParticulars) => void;
  readonly setLocks: (locks: boolean) => void;
  /** Acts on a click on a page: adds a place there, or moves the one in hand. */
  readonly place: (point: PagePoint) => void;
  readonly add: (rule: RowRule) => void;
  /** Adds a place at a point of a page, whatever is in hand. */
  readonly addAt: (point: PagePoint) => void;
  readonly change: (id: number, rule: RowRule) => void;
  /**
   * Moves a row to where its seal's centre is to be.
   * @param continues true once the same drag has moved it, so that the drag is undone as a whole
   * @returns true if it moved
   */
  readonly drag: (id: number, point: PagePoint, continues: boolean) => boolean;
  /** Moves the row in hand by millimetres. */
  readonly nudge: (xMm: number, yMm: number) => void;
  readonly select: (id: number | null) => void;
  /** The ghost of the new row has taken the focus. */
  readonly tookFocus: () => void;
  readonly remove: (id: number) => void;
  readonly copyTo: (id: number, range: PageRange) => void;
  /** Takes seals and places that were kept before, in place of the whole list. */
  readonly takeSaved: (seals: readonly SavedSeal[]) => void;
  /** Empties the list. */
  readonly clear: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Asks for the PIN, or seals at once if the key needs none now. */
  readonly askPin: () => void;
  /** Submits the PIN and zeroes it. */
  readonly submit: (entry: PinEntry) => Promise<void>;
  readonly cancel: () => void;
  /** Leaves one layer: PIN, the row in hand of several, the list, the choice. */
  readonly back: () => void;
}
