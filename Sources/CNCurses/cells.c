#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include "CNCurses.h"

#include <curses.h>
#include <wchar.h>

// Cells and colours of the next picture.

void cn_put(int row, int column, const struct cn_cell *cells, int count) {
    static const attr_t attributes[] = {WA_BOLD, WA_UNDERLINE, WA_REVERSE, WA_BLINK, WA_DIM};
    cchar_t line[1024];
    int filled = 0;
    if (wmove(stdscr, row, column) == ERR) return;
    for (int i = 0; i < count && filled + 2 <= 1024; i++) {
        const struct cn_cell *cell = &cells[i];
        attr_t attribute = 0;
        for (int bit = 0; bit < 5; bit++) {
            if (cell->attributes & (1 << bit)) attribute |= attributes[bit];
        }
        wchar_t text[6];
        int length = 0;
        while (length < 5 && cell->scalars[length]) {
            text[length] = (wchar_t)cell->scalars[length];
            length++;
        }
        text[length] = 0;
        bool agreed = length > 0 && ((text[0] >= 0x20 && text[0] < 0x7f) || wcwidth(text[0]) == cell->width);
        int columns = agreed ? 1 : cell->width;
        if (!agreed) text[0] = L'?', text[1] = 0;
        int pair = cell->pair;
        while (columns-- > 0 && filled < 1024) {
#ifdef NCURSES_EXT_COLORS
            setcchar(&line[filled++], text, attribute, (short)(pair > 255 ? 255 : pair), &pair);
#else
            setcchar(&line[filled++], text, attribute, (short)pair, NULL);
#endif
        }
    }
    wadd_wchnstr(stdscr, line, filled);
}

int cn_colours(void) { return has_colors() ? COLORS : 0; }

int cn_pairs(void) { return has_colors() ? COLOR_PAIRS : 1; }

bool cn_direct_colours(void) { return has_colors() && COLORS >= 0x1000000; }

bool cn_set_pair(int pair, int foreground, int background) {
#if defined(NCURSES_EXT_FUNCS) && NCURSES_EXT_FUNCS >= 20170401
    return init_extended_pair(pair, foreground, background) != ERR;
#else
    return init_pair((short)pair, (short)foreground, (short)background) != ERR;
#endif
}
