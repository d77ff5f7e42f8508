import { useEffect, useState, type ReactNode } from 'react';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import type { PageViewer, ViewState } from '../../lib/pdf-view/page-viewer.ts';
import { Button } from '../../ui/form.tsx';
import {
  DocumentIcon,
  FindIcon,
  FitIcon,
  MinusIcon,
  NextIcon,
  PlusIcon,
  PreviousIcon,
} from '../../ui/icons.tsx';

interface Props {
  readonly name: string;
  readonly view: ViewState;
  readonly viewer: PageViewer | null;
  readonly canOpen: boolean;
  readonly onOpen: () => void;
  readonly onFind: () => void;
}

/** Shows the name, the page and the zoom of the document above its pages. */
export function ViewTools({ name, view, viewer, canOpen, onOpen, onFind }: Props): ReactNode {
  const { documents: texts, find } = useTexts();
  return (
    <div className="view-tools" role="toolbar" aria-label={texts.toolbar}>
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
      <PageField page={view.page} onGo={(page) => viewer?.goTo(page)} />
      <span>{texts.pageOf(view.pages)}</span>
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
      <Button kind="quiet" aria-label={texts.fitWidth} onPress={() => viewer?.fitWidth()}>
        <FitIcon />
      </Button>
      <Button kind="quiet" aria-label={find.open} onPress={onFind}>
        <FindIcon />
      </Button>
    </div>
  );
}

function PageField({
  page,
  onGo,
}: {
  readonly page: number;
  readonly onGo: (page: number) => void;
}): ReactNode {
  const texts = useTexts().documents;
  const [typed, setTyped] = useState(String(page + 1));
  useEffect(() => setTyped(String(page + 1)), [page]);
  const go = (): void => {
    const wanted = Number.parseInt(typed, 10);
    if (Number.isNaN(wanted)) setTyped(String(page + 1));
    else onGo(wanted - 1);
  };
  return (
    <input
      className="page-field"
      inputMode="numeric"
      aria-label={texts.pageField}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={go}
      onKeyDown={(event) => {
        if (event.key === 'Enter') go();
      }}
    />
  );
}
