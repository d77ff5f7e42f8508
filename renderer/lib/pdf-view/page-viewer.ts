import { AnnotationMode, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { EventBus, PDFPageView, PDFViewer } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';
import type { SeenArea } from '../../../electron/shared/model/document-details.ts';
import { type PageBox, type PagePoint, pixelsPerMm } from './page-point.ts';
import { type PagePixels, type PageWords, pixelsOfPage, wordsOfPage } from './page-words.ts';
import { PageSearch } from './page-search.ts';
import { type ReadingPlace, type Rotation, startOf, turned, type Zoom } from './reading-place.ts';
import type { SelectedPage } from './gather-text.ts';
import { linesOfPage, selectedPages } from './selected-text.ts';
import { hasUndecodedPicture } from './undecoded-pictures.ts';
import { AskingLinks, ViewerLabels } from './viewer-parts.ts';

/** The facts that the tools above the pages show. */
export interface ViewState {
  /** Zero-based */
  readonly page: number;
  readonly pages: number;
  /** What the document itself calls each page; null if it only counts them. */
  readonly labels: readonly string[] | null;
  /** 1 is the actual size. */
  readonly scale: number;
  readonly zoom: Zoom;
  readonly rotation: Rotation;
  /** Pages, zero-based and in no order, of which a picture could not be unpacked when they were drawn. */
  readonly undecoded: readonly number[];
  /** Grows with every change of the layout, so that what lies on the pages follows. */
  readonly layout: number;
}

type ViewerOptions = ConstructorParameters<typeof PDFViewer>[0];

const ZOOM_FACTOR = 1.2;
const MIN_SCALE = 0.25;
const MAX_SCALE = 4;
/** What is nearer to the edge of the sight than this is hardly seen. */
const EDGE_PIXELS = 48;
const LAYOUT_EVENTS = [
  'pagesinit',
  'pagesloaded',
  'pagerendered',
  'scalechanging',
  'rotationchanging',
  'pagechanging',
  'resize',
];

/** What a viewer tells of, and asks for. */
interface ViewerParts {
  /** @param page counted from 1 */
  readonly pageLabel: (page: number) => string;
  readonly changed: (state: ViewState) => void;
  /** Asks the person whether to open an address that a link leads to. */
  readonly askLink: (url: string) => void;
}

/** The viewer component of pdf.js, with conversion between the screen and millimetres on a page. */
export class PageViewer {
  readonly search: PageSearch;
  readonly #container: HTMLDivElement;
  readonly #viewer: PDFViewer;
  readonly #links: AskingLinks;
  readonly #bus = new EventBus();
  readonly #pagesElement = document.createElement('div');
  readonly #resizes = new ResizeObserver(() => this.#resized());
  readonly #end = new AbortController();
  readonly #undecoded = new Set<number>();
  #layout = 0;
  #start = startOf(0);
  #place: ReadingPlace | null = null;
  #labels: readonly string[] | null = null;
  #pdf: PDFDocumentProxy | null = null;

  /** @param container scrolls; the pages become its first child */
  constructor(container: HTMLDivElement, { pageLabel, changed, askLink }: ViewerParts) {
    this.#container = container;
    this.#pagesElement.className = 'pdfViewer';
    container.prepend(this.#pagesElement);
    this.#links = new AskingLinks(this.#bus, askLink);
    this.search = new PageSearch({
      bus: this.#bus,
      showPage: (page) => {
        if (!this.#isInSight(page)) this.goTo(page);
      },
      reveal: (element) => this.#revealElement(element),
    });
    const options = {
      container,
      viewer: this.#pagesElement,
      eventBus: this.#bus,
      linkService: this.#links,
      // The declared types have private members that the viewer never uses.
      l10n: new ViewerLabels() as unknown as NonNullable<ViewerOptions['l10n']>,
      // The declared type has private members that the viewer never uses.
      findController: this.search as unknown as NonNullable<ViewerOptions['findController']>,
      annotationMode: AnnotationMode.ENABLE,
      removePageBorders: false,
      // The declared type leaves out what ends the viewer's own listeners.
      abortSignal: this.#end.signal,
    };
    this.#viewer = new PDFViewer(options);
    this.#links.setViewer(this.#viewer);
    this.#bus.on('pagesinit', () => this.#begin(pageLabel));
    this.#bus.on('updateviewarea', () => (this.#place = this.#presentPlace()));
    this.#bus.on('pagerendered', ({ pageNumber }: { readonly pageNumber: number }) => {
      this.#lookAt(pageNumber - 1);
    });
    for (const name of LAYOUT_EVENTS) this.#bus.on(name, () => changed(this.#changedState()));
    this.#resizes.observe(container);
  }

  /** Where the person reads; null until the pages are laid out. */
  get place(): ReadingPlace | null {
    return this.#place;
  }

  /** @param place the first one in sight */
  show(pdf: PDFDocumentProxy, place: ReadingPlace): void {
    this.#start = place;
    this.#pdf = pdf;
    this.#viewer.setDocument(pdf);
    this.#links.setDocument(pdf, null);
    void this.#readLabels(pdf);
  }

  destroy(): void {
    this.#resizes.disconnect();
    this.search.setDocument(null);
    this.#viewer.setDocument(null);
    this.#end.abort();
    this.#pagesElement.remove();
  }

  goTo(page: number): void {
    this.#viewer.currentPageNumber = Math.min(this.#viewer.pagesCount, Math.max(1, page + 1));
  }

  /** Goes where an entry of the outline leads. */
  follow(destination: string | readonly unknown[]): void {
    // The declared type asks for an array that can be written to; it is only read.
    void this.#links.goToDestination(destination as string | unknown[]);
  }

  /**
   * Scrolls so that a point of a page comes to the middle. @param xMm from the left, in millimetres as seen
   */
  reveal({ page, xMm, yMm }: PagePoint): void {
    this.turnBack();
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

  /** Returns what is selected of the pages. */
  selected(): readonly SelectedPage[] {
    return selectedPages(document.getSelection(), this.#pagesElement.children);
  }

  selectAll(): void {
    document.getSelection()?.selectAllChildren(this.#pagesElement);
  }

  /** Reads the lines of a page, zero-based. */
  async linesOf(page: number): Promise<string> {
    return this.#pdf === null ? '' : linesOfPage(this.#pdf, page);
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

  /** Fits the pages to the window: their width, or the whole page. */
  fit(zoom: 'page-width' | 'page-fit'): void {
    this.#viewer.currentScaleValue = zoom;
  }

  zoom(direction: 1 | -1): void {
    const next = this.#viewer.currentScale * ZOOM_FACTOR ** direction;
    this.#viewer.currentScale = Math.min(MAX_SCALE, Math.max(MIN_SCALE, next));
  }

  /** Turns all pages for reading; the document stays as it is. Nothing is put on pages that are turned. */
  turn(direction: 1 | -1): void {
    this.#turnTo(turned(this.#rotation, direction));
  }

  turnBack(): void {
    if (this.#rotation !== 0) this.#turnTo(0);
  }

  /** The page in sight stays in sight, although all pages change their heights. */
  #turnTo(rotation: Rotation): void {
    const page = this.#viewer.currentPageNumber - 1;
    this.#viewer.pagesRotation = rotation;
    this.goTo(page);
  }

  /** Returns the place on a page under a point of the window; null beside the pages, and while they are turned. */
  pointAt(clientX: number, clientY: number): PagePoint | null {
    if (this.#rotation !== 0) return null;
    const under = document.elementsFromPoint(clientX, clientY);
    const div = under.find((element) => element.parentElement === this.#pagesElement);
    const page = Number(div?.getAttribute('data-page-number')) - 1;
    const view = this.#pageView(page);
    const area = view && contentArea(view.div);
    if (!view || !area || !contains(area, clientX, clientY)) return null;
    const scale = this.#scaleOf(view, area.width);
    return { page, xMm: (clientX - area.left) / scale, yMm: (clientY - area.top) / scale };
  }

  /**
   * Returns the position of a page within the scrolled content; null before the pages are laid out, and while they are
   * turned.
   */
  boxOf(page: number): PageBox | null {
    const view = this.#pageView(page);
    if (!view || this.#rotation !== 0) return null;
    const area = this.#areaOf(view);
    return { ...area, pixelsPerMm: this.#scaleOf(view, area.width) };
  }

  /** Returns the words of a page where they are seen; none before its text layer is there, and while pages are turned. */
  wordsOn(page: number): readonly PageWords[] {
    const view = this.#pageView(page);
    if (!view || this.#rotation !== 0) return [];
    const area = contentArea(view.div);
    return wordsOfPage(view.div, area, this.#scaleOf(view, area.width));
  }

  /** Returns the pixels of a part of a page; null before it is drawn, and while pages are turned. */
  pixelsOn(page: number, wanted: SeenArea): PagePixels | null {
    const view = this.#pageView(page);
    if (!view || this.#rotation !== 0) return null;
    const { width, height } = contentArea(view.div);
    const scale = this.#scaleOf(view, width);
    return pixelsOfPage(view.div, { widthMm: width / scale, heightMm: height / scale }, wanted);
  }

  get #rotation(): Rotation {
    // The viewer takes and gives quarter turns alone.
    return this.#viewer.pagesRotation as Rotation;
  }

  #areaOf({ div }: PDFPageView): Omit<PageBox, 'pixelsPerMm'> {
    const area = contentArea(div);
    const frame = this.#container.getBoundingClientRect();
    return {
      left: area.left - frame.left + this.#container.scrollLeft,
      top: area.top - frame.top + this.#container.scrollTop,
      width: area.width,
      height: area.height,
    };
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
    const isInSight = contains(frame, area.left, area.top) && contains(frame, area.right, area.bottom);
    if (isInSight) return;
    this.#container.scrollBy({
      left: (area.left + area.right - frame.left - frame.right) / 2,
      top: (area.top + area.bottom - frame.top - frame.bottom) / 2,
    });
  }

  #pageView(page: number): PDFPageView | undefined {
    const view: unknown = this.#viewer.getPageView(page);
    return view instanceof PDFPageView ? view : undefined;
  }

  #scaleOf(view: PDFPageView, pixels: number): number {
    return pixelsPerMm(pixels, view.viewport.width / view.viewport.scale);
  }

  #begin(pageLabel: (page: number) => string): void {
    const { page, left, top, zoom, rotation } = this.#start;
    this.#viewer.pagesRotation = rotation;
    this.#viewer.currentScaleValue = String(zoom);
    this.goTo(page);
    const view = this.#pageView(page);
    if (view !== undefined && (left !== 0 || top !== 0)) {
      const area = this.#areaOf(view);
      this.#container.scrollTo({ left: area.left + left * area.width, top: area.top + top * area.height });
    }
    for (let each = 0; each < this.#viewer.pagesCount; each++) {
      this.#pageView(each)?.div.setAttribute('aria-label', pageLabel(each + 1));
    }
  }

  #presentPlace(): ReadingPlace | null {
    const page = this.#viewer.currentPageNumber - 1;
    const view = this.#pageView(page);
    if (view === undefined || this.#container.clientHeight === 0) return this.#place;
    const area = this.#areaOf(view);
    const left = (this.#container.scrollLeft - area.left) / area.width;
    const top = (this.#container.scrollTop - area.top) / area.height;
    return { page, left, top, zoom: this.#zoom, rotation: this.#rotation };
  }

  get #zoom(): Zoom {
    const { currentScaleValue, currentScale } = this.#viewer;
    return currentScaleValue === 'page-width' || currentScaleValue === 'page-fit'
      ? currentScaleValue
      : currentScale;
  }

  /** Labels that only count the pages say nothing. */
  async #readLabels(pdf: PDFDocumentProxy): Promise<void> {
    const labels = await pdf.getPageLabels().catch(() => null);
    if (labels === null || labels.every((label, page) => label === String(page + 1))) return;
    this.#labels = labels;
    this.#bus.dispatch('resize', { source: this });
  }

  #resized(): void {
    const zoom = this.#zoom;
    if (typeof zoom === 'string') this.fit(zoom);
    this.#bus.dispatch('resize', { source: this });
  }

  #changedState(): ViewState {
    this.#layout += 1;
    const { currentPageNumber, pagesCount, currentScale } = this.#viewer;
    return {
      page: currentPageNumber - 1,
      pages: pagesCount,
      labels: this.#labels,
      scale: currentScale,
      zoom: this.#zoom,
      rotation: this.#rotation,
      undecoded: [...this.#undecoded],
      layout: this.#layout,
    };
  }

  #lookAt(page: number): void {
    // The declared type of the page is any.
    const drawn = this.#pageView(page)?.pdfPage as PDFPageProxy | undefined;
    if (drawn !== undefined && hasUndecodedPicture(drawn)) this.#undecoded.add(page);
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
