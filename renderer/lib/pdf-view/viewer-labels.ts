/**
 * The viewer's own translations stay unused: they would set markup through innerHTML, which Trusted Types
 * refuse, and in another language than the window's. The few labels that matter are set by {@link PageViewer}.
 */
export class ViewerLabels {
  getLanguage(): string {
    return 'zh-cn';
  }
  getDirection(): string {
    return 'ltr';
  }
  async get(): Promise<string> {
    return '';
  }
  async translate(): Promise<void> {
    return;
  }
  async translateOnce(): Promise<void> {
    return;
  }
  async destroy(): Promise<void> {
    return;
  }
  pause(): void {
    return;
  }
  resume(): void {
    return;
  }
}
