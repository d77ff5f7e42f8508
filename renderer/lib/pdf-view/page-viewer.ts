import { AnnotationMode, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import {
  EventBus,
  LinkTarget,
  PDFLinkService,
  PDFPageView,
  PDFViewer,
} from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';
import { PageSearch } from './page-search.ts';
import { type PageBox, type PagePoint, pixelsPerMm } from './page-point.ts';

/** The facts that the tools above the pages show. */
export interface ViewState {
  /** Zero-based */
  readonly page: number;
  readonly pages: number;
  /** 1 is the actual size. */
  readonly scale: number;
  /** Grows with every change of the layout, so that what lies on the pages follows. */
  readonly layout: number;
}

type ViewerOptions = ConstructorParameters<typeof PDFViewer>[0];
type ViewerTranslations = NonNullable<ViewerOptions['l10n']>;

const ZOOM_FACTOR = 1.2;
const MIN_SCALE = 0.25;
const MAX_SCALE = 4;
/** What is nearer to the edge of the sight than this is hardly seen. */
const EDGE_PIXELS = 48;
const LAYOUT_EVENTS = ['pagesinit', 'pagesloaded', 'pagerendered', 'scalechanging', 'pagechanging', 'resize'];

/** The viewer component of pdf.js, with conversion between the screen and millimetres on a page. */
export class PageViewer {
  readonly search: PageSearch;
  readonly #container: HTMLDivElement;
  readonly #viewer: PDFViewer;
  readonly #links: PDFLinkService;
  readonly #bus = new EventBus();
  readonly #pagesElement = document.createElement('div');
  readonly #resizes = new ResizeObserver(() => this.#resized());
  #layout = 0;
  #firstPage = 0;

  /** @param container scrolls; the pages become its first child */
  constructor(
    container: HTMLDivElement,
    pageLabel: (page: number) => string,
    changed: (state: ViewState) => void,
  ) {
    this.#container = container;
    this.#pagesElement.className = 'pdfViewer';
    container.prepend(this.#pagesElement);
    this.#links = new PDFLinkService({ eventBus: this.#bus, externalLinkTarget: LinkTarget.NONE });
    this.#links.externalLinkEnabled = false;
    this.search = new PageSearch({
      bus: this.#bus,
      showPage: (page) => {
        if (!this.#isInSight(page)) this.goTo(page);
      },
      reveal: (element) => this.#revealElement(element),
    });
    this.#viewer = new PDFViewer({
      container,
      viewer: this.#pagesElement,
      eventBus: this.#bus,
      linkService: this.#links,
      // The declared type has private members that the viewer never uses.
      l10n: new ViewerLabels() as unknown as ViewerTranslations,
      // The declared type has private members that the viewer never uses.
      findController: this.search as unknown as NonNullable<ViewerOptions['findController']>,
      annotationMode: AnnotationMode.ENABLE,
      removePageBorders: false,
    });
    this.#links.setViewer(this.#viewer);
    this.#bus.on('pagesinit', () => this.#start(pageLabel));
    for (const name of LAYOUT_EVENTS) this.#bus.on(name, () => changed(this.#changedState()));
    this.#resizes.observe(container);
  }

  /** @param page the first one in sight, zero-based */
  show(document: PDFDocumentProxy, page: number): void {
    this.#firstPage = page;
    this.#viewer.setDocument(document);
    this.#links.setDocument(document, null);
  }

  destroy(): void {
    this.#resizes.disconnect();
    this.#viewer.cleanup();
    this.#pagesElement.remove();
  }

  goTo(page: number): void {
    this.#viewer.currentPageNumber = Math.min(this.#viewer.pagesCount, Math.max(1, page + 1));
  }

  /**
   * Scrolls so that a point of a page comes to the middle. @param xMm from the left, in millimetres as seen
   */
  reveal({ page, xMm, yMm }: PagePoint): void {
    const box = this.boxOf(page);
    if (box === null) return;
    const { clientWidth, clientHeight } = this.#container;
    this.#container.scrollTo({
      left: box.left + xMm * box.pixelsPerMm - clientWidth / 2,
      top: box.top + yMm * box.pixelsPerMm - clientHeight / 2,
    });
  }

  /** Returns the middle of what is in sight of the present page; null before the pages are laid out. */
  inSight(): PagePoint | null {
    const page = this.#viewer.currentPageNumber - 1;
    const box = this.boxOf(page);
    if (box === null) return null;
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.#container;
    const [left, right] = [
      Math.max(box.left, scrollLeft),
      Math.min(box.left + box.width, scrollLeft + clientWidth),
    ];
    const [top, bottom] = [
      Math.max(box.top, scrollTop),
      Math.min(box.top + box.height, scrollTop + clientHeight),
    ];
    return {
      page,
      xMm: ((left + right) / 2 - box.left) / box.pixelsPerMm,
      yMm: ((top + bottom) / 2 - box.top) / box.pixelsPerMm,
    };
  }

  /** Scrolls to a point of a page unless it is well in sight. */
  bringInSight(point: PagePoint): void {
    const box = this.boxOf(point.page);
    if (box === null) return;
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.#container;
    const x = box.left + point.xMm * box.pixelsPerMm - scrollLeft;
    const y = box.top + point.yMm * box.pixelsPerMm - scrollTop;
    const isInSight = x >= 0 && x <= clientWidth && y >= EDGE_PIXELS && y <= clientHeight - EDGE_PIXELS;
    if (!isInSight) this.reveal(point);
  }

  #isInSight(page: number): boolean {
    const view = this.#pageView(page);
    if (view === undefined) return false;
    const [frame, area] = [this.#container.getBoundingClientRect(), view.div.getBoundingClientRect()];
    return area.bottom > frame.top && area.top < frame.bottom;
  }

  /** Scrolls a part of a page to the middle, unless it is in sight. */
  #revealElement(element: HTMLElement): void {
    const [frame, area] = [this.#container.getBoundingClientRect(), element.getBoundingClientRect()];
    const isInSight =
      area.top >= frame.top &&
      area.bottom <= frame.bottom &&
      area.left >= frame.left &&
      area.right <= frame.right;
    if (isInSight) return;
    this.#container.scrollBy({
      left: (area.left + area.right - frame.left - frame.right) / 2,
      top: (area.top + area.bottom - frame.top - frame.bottom) / 2,
    });
  }

  fitWidth(): void {
    this.#viewer.currentScaleValue = 'page-width';
  }

  zoom(direction: 1 | -1): void {
    const next = this.#viewer.currentScale * ZOOM_FACTOR ** direction;
    this.#viewer.currentScale = Math.min(MAX_SCALE, Math.max(MIN_SCALE, next));
  }

  /** Returns the place on a page under a point of the window; null beside the pages. */
  pointAt(clientX: number, clientY: number): PagePoint | null {
    for (let page = 0; page < this.#viewer.pagesCount; page++) {
      const view = this.#pageView(page);
      const area = view && contentArea(view.div);
      if (!view || !area || !contains(area, clientX, clientY)) continue;
      const scale = this.#scaleOf(view, area.width);
      return { page, xMm: (clientX - area.left) / scale, yMm: (clientY - area.top) / scale };
    }
    return null;
  }

  /** Returns the position of a page within the scrolled content; null before the pages are laid out. */
  boxOf(page: number): PageBox | null {
    const view = this.#pageView(page);
    if (!view) return null;
    const area = contentArea(view.div);
    const frame = this.#container.getBoundingClientRect();
    return {
      left: area.left - frame.left + this.#container.scrollLeft,
      top: area.top - frame.top + this.#container.scrollTop,
      width: area.width,
      height: area.height,
      pixelsPerMm: this.#scaleOf(view, area.width),
    };
  }

  #pageView(page: number): PDFPageView | undefined {
    const view: unknown = this.#viewer.getPageView(page);
    return view instanceof PDFPageView ? view : undefined;
  }

  #scaleOf(view: PDFPageView, pixels: number): number {
    return pixelsPerMm(pixels, view.viewport.width / view.viewport.scale);
  }

  #start(pageLabel: (page: number) => string): void {
    this.fitWidth();
    this.goTo(this.#firstPage);
    for (let page = 0; page < this.#viewer.pagesCount; page++) {
      this.#pageView(page)?.div.setAttribute('aria-label', pageLabel(page + 1));
    }
  }

  #resized(): void {
    const { currentScaleValue } = this.#viewer;
    if (currentScaleValue === 'page-width') this.fitWidth();
    this.#bus.dispatch('resize', { source: this });
  }

  #changedState(): ViewState {
    this.#layout += 1;
    const { currentPageNumber, pagesCount, currentScale } = this.#viewer;
    return { page: currentPageNumber - 1, pages: pagesCount, scale: currentScale, layout: this.#layout };
  }
}

/** Returns the area of the page itself, without its border. */
function contentArea(div: HTMLElement): DOMRect {
  const outer = div.getBoundingClientRect();
  return new DOMRect(
    outer.left + div.clientLeft,
    outer.top + div.clientTop,
    div.clientWidth,
    div.clientHeight,
  );
}

function contains(area: DOMRect, x: number, y: number): boolean {
  return x >= area.left && x <= area.right && y >= area.top && y <= area.bottom;
}

/**
 * Replaces the viewer's own translations, which would set markup through innerHTML, which Trusted Types
 * refuse, and in another language than the window's. {@link PageViewer} sets the few labels that matter.
 */
class ViewerLabels {
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
