#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#include "private.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <term.h>
#include <wchar.h>

// What terminfo and the locale say.

size_t cn_capability(const char *name, char *bytes, size_t size) {
    const char *value = tigetstr(name);
    if (!value || value == (char *)-1) return 0;
    size_t length = 0;
    while (*value && length + 1 < size) {
        const char *end = value[0] == '$' && value[1] == '<' ? strchr(value, '>') : NULL;
        if (end) {
            value = end + 1;
        } else {
            bytes[length++] = *value++;
        }
    }
    bytes[length] = 0;
    return length;
}

static void append_to_leave(const char *bytes, size_t length) {
    struct giving_back *back = &cn_giving_back;
    if (back->leave_length + length > sizeof back->leave) return;
    memcpy(back->leave + back->leave_length, bytes, length);
    back->leave_length += length;
}

static void append_capability_to_leave(const char *name) {
    char bytes[128];
    append_to_leave(bytes, cn_capability(name, bytes, sizeof bytes));
}

/// Terminals of xterm's kind report pastes and the mouse; others might print what they do not know.
static bool is_extended(void) {
    char bytes[128];
    return cn_capability("smcup", bytes, sizeof bytes) && strstr(bytes, "1049");
}

void cn_compose_leave(bool mouse, int rows) {
    bool extended = is_extended();
    cn_giving_back.leave_length = 0;
    if (extended && mouse) append_to_leave("\033[?1006l\033[?1000l", 16);
    if (extended) append_to_leave("\033[?2004l", 8);
    append_capability_to_leave("sgr0");
    append_capability_to_leave("op");
    append_capability_to_leave("rmkx");
    append_capability_to_leave("cnorm");
    char bytes[128];
    if (cn_capability("rmcup", bytes, sizeof bytes)) {
        append_capability_to_leave("rmcup");
    } else if (cn_capability("cup", bytes, sizeof bytes)) {
        const char *bottom = tparm(bytes, (long)rows - 1, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
        if (bottom) append_to_leave(bottom, strlen(bottom));
        append_capability_to_leave("el");
        append_to_leave("\r\n", 2);
    }
}

const char *cn_modes(bool mouse) {
    static char modes[128];
    size_t length = cn_capability("smkx", modes, 64);
    modes[length] = 0;
    if (!is_extended()) return modes;
    strcat(modes, "\033[?2004h");
    if (mouse) strcat(modes, "\033[?1000h\033[?1006h");
    return modes;
}

enum cn_failure cn_why_unknown(const char *term, int canvas) {
    int reason = 1;
    if (setupterm(term, canvas, &reason) == OK) return cn_dumb_terminal;
    return reason < 0 ? cn_no_terminfo : cn_unknown_terminal;
}

const char *cn_set_locale(const char *name) {
    if (!setlocale(LC_CTYPE, name)) return NULL;
    return nl_langinfo(CODESET);
}

int cn_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }
