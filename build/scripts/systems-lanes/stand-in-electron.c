/*
 * Stands for electron.exe where none can be had: what packaging changes in that file is here as there, and nothing opens. Started, it
 * answers whether the fuse "run as Node" is off, which packaging is to see to.
 */
#include <windows.h>

/*
 * The fuses, as https://www.electronjs.org/docs/latest/tutorial/fuses describes them: a mark, the version of the form, how many there
 * are, and '1' or '0' for each, here as Electron is given out.
 */
static volatile const char fuses[] = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX"
                                     "\x01\x09"
                                     "101100011";

int WINAPI WinMain(HINSTANCE instance, HINSTANCE previous, LPSTR line, int show) {
  (void)instance;
  (void)previous;
  (void)line;
  (void)show;
  return fuses[34] == '0' ? 0 : 1;
}
