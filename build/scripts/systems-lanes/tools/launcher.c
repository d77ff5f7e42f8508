/*
 * Makes a command of a script: NAME.exe runs NAME.mjs by the node.exe beside it, or else of the PATH, with its own
 * arguments and streams, and ends as it does. Windows starts programs alone by name, and no scripts.
 */
#include <windows.h>

#include <wchar.h>

#define LONGEST 32768

/* Where the arguments begin in a command line, after the program's own name, which may stand in quotes. */
static const wchar_t *arguments(const wchar_t *line) {
    BOOL quoted = FALSE;
    for (; *line != L'\0' && (quoted || *line != L' '); line++)
        if (*line == L'"') quoted = !quoted;
    return line;
}

int main(void) {
    static wchar_t own[LONGEST], line[2 * LONGEST];
    DWORD length = GetModuleFileNameW(NULL, own, LONGEST);
    if (length == 0 || length == LONGEST) return 127;
    wchar_t *name = wcsrchr(own, L'\\');
    wchar_t *extension = wcsrchr(own, L'.');
    if (name == NULL || extension == NULL || extension < name) return 127;
    *extension = *name = L'\0';
    int written = swprintf(line, 2 * LONGEST, L"\"node.exe\" \"%ls\\%ls.mjs\"%ls", own, name + 1,
                           arguments(GetCommandLineW()));
    if (written < 0) return 127;
    STARTUPINFOW start = {.cb = sizeof start};
    PROCESS_INFORMATION process;
    if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &start, &process)) return 127;
    WaitForSingleObject(process.hProcess, INFINITE);
    DWORD status = 127;
    GetExitCodeProcess(process.hProcess, &status);
    return (int)status;
}
