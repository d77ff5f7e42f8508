import { PDFLinkService, type EventBus } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';

/**
 * The links of a document. One within it leads to its page at the size that the person has chosen; one out of it asks, and
 * does nothing by itself. None changes which layers the document shows.
 */
export class AskingLinks extends PDFLinkService {
  readonly #ask: (url: string) => void;

  /** @param ask asks the person whether to open an address outside of the program */
  constructor(eventBus: EventBus, ask: (url: string) => void) {
    super({ eventBus, ignoreDestinationZoom: true });
    this.#ask = ask;
  }

  override addLinkAttributes(link: HTMLAnchorElement, url: string): void {
    link.href = '';
    link.title = url;
    link.onclick = () => {
      this.#ask(url);
      return false;
    };
  }

  override executeSetOCGState(): Promise<void> {
    return Promise.resolve();
  }
}

/**
 * Replaces the viewer's own translations, which would set markup through innerHTML, which Trusted Types
 * refuse, and in another language than the window's. The page viewer sets the few labels that matter.
 */
export class ViewerLabels {
  getLanguage(): string {
    return 'zh-cn';
  }
  getDirection(): string {
    return 'ltr';
  }
  get(): Promise<string> {
    return Promise.resolve('');
  }
  translate(): Promise<void> {
    return Promise.resolve();
  }
  translateOnce(): Promise<void> {
    return Promise.resolve();
  }
  destroy(): Promise<void> {
    return Promise.resolve();
  }
  pause(): void {
    return;
  }
  resume(): void {
    return;
  }
}
