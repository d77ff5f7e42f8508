/*
 * Stands for Electron's program where none can be had: what packaging changes in that file is here as there, and nothing opens.
 * Started, it ends with 0 if the fuse "run as Node" is off, which packaging is to see to.
 */

/*
 * The fuses, as https://www.electronjs.org/docs/latest/tutorial/fuses describes them: a mark, the version of the form, how many there
 * are, and '1' or '0' for each, here as Electron is given out.
 */
static volatile const char fuses[] = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX"
                                     "\x01\x09"
                                     "101100011";

static int run_as_node(void) {
  return fuses[34] == '0' ? 0 : 1;
}

#ifdef _WIN32
#include <windows.h>

int WINAPI WinMain(HINSTANCE instance, HINSTANCE previous, LPSTR line, int show) {
  (void)instance;
  (void)previous;
  (void)line;
  (void)show;
  return run_as_node();
}
#else
int main(void) {
  return run_as_node();
}
#endif
