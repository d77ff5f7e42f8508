import { useEffect, useState, type ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import type { PageViewer, ViewState } from '../../lib/pdf-view/page-viewer.ts';
import { Button } from '../../ui/form.tsx';
import {
  DocumentIcon,
  FindIcon,
  FitIcon,
  FitPageIcon,
  MinusIcon,
  NextIcon,
  PlusIcon,
  PreviousIcon,
  SideIcon,
  TurnIcon,
} from '../../ui/icons.tsx';

interface Props {
  readonly name: string;
  readonly view: ViewState;
  readonly viewer: PageViewer | null;
  readonly canOpen: boolean;
  readonly onOpen: () => void;
  readonly onFind: () => void;
  /** Whether small pages or headings lie beside the pages. */
  readonly hasSide: boolean;
  readonly onSide: (shown: boolean) => void;
}

/** Shows the name, the page and the zoom of the document above its pages. */
export function ViewTools(props: Props): ReactNode {
  const { name, view, viewer, canOpen, onOpen, onFind, hasSide, onSide } = props;
  const { documents: texts, find } = useTexts();
  return (
    <div className="view-tools" role="toolbar" aria-label={texts.toolbar}>
      <ToggleButton
        className="button button-quiet button-toggle"
        aria-label={texts.side}
        isSelected={hasSide}
        onChange={onSide}
      >
        <SideIcon />
      </ToggleButton>
      <Button onPress={onOpen} isDisabled={!canOpen} aria-label={texts.openHint}>
        <DocumentIcon />
        {texts.openAnother}
      </Button>
      <h1 className="view-name" title={name}>
        {name}
      </h1>
      <Button
        kind="quiet"
        aria-label={texts.previousPage}
        isDisabled={view.page <= 0}
        onPress={() => viewer?.goTo(view.page - 1)}
      >
        <PreviousIcon />
      </Button>
      <PageField view={view} onGo={(page) => viewer?.goTo(page)} />
      <span className="view-pages">
        {view.labels === null ? texts.pageOf(view.pages) : texts.labelOf(view.page + 1, view.pages)}
      </span>
      <Button
        kind="quiet"
        aria-label={texts.nextPage}
        isDisabled={view.page >= view.pages - 1}
        onPress={() => viewer?.goTo(view.page + 1)}
      >
        <NextIcon />
      </Button>
      <span className="view-divider" />
      <Button kind="quiet" aria-label={texts.zoomOut} onPress={() => viewer?.zoom(-1)}>
        <MinusIcon />
      </Button>
      <span className="view-zoom">{texts.zoomLevel(Math.round(view.scale * 100))}</span>
      <Button kind="quiet" aria-label={texts.zoomIn} onPress={() => viewer?.zoom(1)}>
        <PlusIcon />
      </Button>
      <Button kind="quiet" aria-label={texts.fitWidth} onPress={() => viewer?.fit('page-width')}>
        <FitIcon />
      </Button>
      <Button kind="quiet" aria-label={texts.fitPage} onPress={() => viewer?.fit('page-fit')}>
        <FitPageIcon />
      </Button>
      <Button kind="quiet" aria-label={texts.turn} onPress={() => viewer?.turn(1)}>
        <TurnIcon />
      </Button>
      <Button kind="quiet" aria-label={find.open} onPress={onFind}>
        <FindIcon />
      </Button>
    </div>
  );
}

interface PageFieldProps {
  readonly view: ViewState;
  readonly onGo: (page: number) => void;
}

/** Takes the number of a page, or what the document itself calls it. */
function PageField({ view: { page, labels }, onGo }: PageFieldProps): ReactNode {
  const texts = useTexts().documents;
  const present = labels?.[page] ?? String(page + 1);
  const [typed, setTyped] = useState(present);
  useEffect(() => void setTyped(present), [present, page]);
  const go = (): void => {
    if (typed === present) return;
    const labelled = labels?.indexOf(typed.trim()) ?? -1;
    const wanted = labelled >= 0 ? labelled : Number.parseInt(typed, 10) - 1;
    if (Number.isNaN(wanted)) setTyped(present);
    else onGo(wanted);
  };
  return (
    <input
      className="page-field"
      inputMode="numeric"
      aria-label={texts.pageField}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={go}
      onKeyDown={(event) => {
        if (event.key === 'Enter') go();
      }}
    />
  );
}

interface TurnedProps {
  readonly viewer: PageViewer | null;
}

/** Says that the pages are turned, and so show neither seals to be placed nor verdicts. */
export function TurnedBanner({ viewer }: TurnedProps): ReactNode {
  const texts = useTexts().documents;
  return (
    <div className="banner banner-neutral" role="status">
      <span className="banner-text">{texts.turned}</span>
      <Button onPress={() => viewer?.turnBack()}>{texts.turnBack}</Button>
    </div>
  );
}
