#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include "private.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static SCREEN *screen;
static FILE *canvas_file;
static struct termios raw_mode;
static bool reports_mouse, keeps_errors;
static int cursor_shown = -1;

/// A description of its own of the same terminal, so that not blocking stays our own affair: the flag is shared by everybody
/// who inherited the descriptor, the shell included.
static int open_output(int output) {
    char path[256];
    if (ttyname_r(output, path, sizeof path) == 0) {
        int own = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
        if (own >= 0 && isatty(own)) return own;
        if (own >= 0) close(own);
    }
    return fcntl(output, F_DUPFD_CLOEXEC, 3);
}

static void make_raw(const struct termios *settings) {
    raw_mode = *settings;
    raw_mode.c_iflag &= (tcflag_t) ~(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
    raw_mode.c_oflag &= (tcflag_t)~OPOST;
    raw_mode.c_lflag &= (tcflag_t) ~(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    raw_mode.c_cflag &= (tcflag_t) ~(CSIZE | PARENB);
    raw_mode.c_cflag |= CS8;
    raw_mode.c_cc[VMIN] = 0;
    raw_mode.c_cc[VTIME] = 0;
}

static void queue_modes(void) {
    const char *modes = cn_modes(reports_mouse);
    cn_queue(modes, strlen(modes));
}

static enum cn_failure fail(enum cn_failure why) {
    int error = errno;
    if (screen) {
        endwin();
        delscreen(screen);
        screen = NULL;
    }
    if (canvas_file) fclose(canvas_file);
    canvas_file = NULL;
    cn_close_output();
    if (cn_giving_back.output >= 0) close(cn_giving_back.output);
    cn_giving_back.output = -1;
    errno = error;
    return why;
}

static enum cn_failure open_screen(const char *term) {
    int canvas = cn_open_canvas();
    if (canvas < 0 || !(canvas_file = fdopen(canvas, "w"))) return fail(cn_system_error);
    screen = newterm(term, canvas_file, stdin);
    if (!screen) return fail(cn_why_unknown(term, canvas));
    char bytes[64];
    if (!cn_capability("cup", bytes, sizeof bytes)) return fail(cn_dumb_terminal);
    typeahead(-1);
    leaveok(stdscr, TRUE);
    idlok(stdscr, TRUE);
    if (has_colors()) {
        start_color();
        use_default_colors();
    }
    int rows, columns;
    cn_size(&rows, &columns);
    resize_term(rows, columns);
    return cn_opened;
}

/// At exit other threads may still be about: no more than what a signal handler could do.
static void give_back_at_exit(void) { cn_give_back(true, reports_mouse); }

enum cn_failure cn_open(const struct cn_options *options) {
    static bool leaves_at_exit;
    struct giving_back *back = &cn_giving_back;
    if (screen || !isatty(options->input) || !isatty(options->output)) return cn_not_a_terminal;
    if (tcgetattr(options->input, &back->before) != 0) return cn_system_error;
    make_raw(&back->before);
    back->input = options->input;
    back->output = open_output(options->output);
    if (back->output < 0) return cn_system_error;
    back->crash_line = options->crash_line;
    reports_mouse = options->mouse;
    keeps_errors = options->keep_errors;
    cursor_shown = -1;
    if (!cn_catch_signals()) return fail(cn_system_error);
    enum cn_failure failure = open_screen(options->term);
    if (failure != cn_opened) {
        cn_uncatch_signals();
        return failure;
    }
    cn_compose_leave(reports_mouse, LINES);
    if (!leaves_at_exit) atexit(give_back_at_exit);
    leaves_at_exit = true;
    cn_note_taken();
    if (keeps_errors) cn_keep_errors();
    tcsetattr(back->input, TCSANOW, &raw_mode);
    cn_collect();
    queue_modes();
    return cn_opened;
}

void cn_leave(void) {
    cn_give_back(cn_drop_queue(), reports_mouse);
    if (screen) endwin();
    cn_drop_canvas();
}

void cn_close(void) {
    if (!screen) return;
    cn_leave();
    delscreen(screen);
    screen = NULL;
    fclose(canvas_file);
    canvas_file = NULL;
    cn_close_output();
    cn_uncatch_signals();
    close(cn_giving_back.output);
    cn_giving_back.output = -1;
}

void cn_enter(void) {
    if (!screen) return;
    cn_drop_queue();
    endwin();
    cn_drop_canvas();
    bool again = !cn_is_taken();
    cn_note_taken();
    if (again && keeps_errors) cn_keep_errors();
    tcsetattr(cn_giving_back.input, TCSANOW, &raw_mode);
    // Ends ncurses' own suspension: alternate screen, clear, paint.
    refresh();
    cn_collect();
    queue_modes();
    cursor_shown = -1;
}

void cn_stop(void) {
    cn_leave();
    cn_stop_group();
    cn_enter();
}

void cn_cursor(int row, int column, bool visible) {
    if (visible) wmove(stdscr, row, column);
    if (cursor_shown == (int)visible) return;
    cursor_shown = visible;
    leaveok(stdscr, !visible);
    curs_set(visible ? 1 : 0);
}

void cn_redraw(void) { clearok(curscr, TRUE); }

void cn_refresh(void) {
    wnoutrefresh(stdscr);
    doupdate();
    cn_collect();
    cn_bound_errors();
}

void cn_bell(void) { cn_queue("\a", 1); }

bool cn_copy(const char *base64, size_t length) {
    // Without a title or clipboard of its own a terminal would show the sequence as text; xterm's relatives all take it.
    const char *term = getenv("TERM");
    if (!term || (strncmp(term, "xterm", 5) && strncmp(term, "tmux", 4) && strncmp(term, "screen", 6) && strncmp(term, "alacritty", 9)
                  && strncmp(term, "rxvt", 4)))
        return false;
    cn_queue("\033]52;c;", 7);
    cn_queue(base64, length);
    cn_queue("\a", 1);
    return true;
}

void cn_send(const uint8_t *bytes, size_t length) { cn_queue((const char *)bytes, length); }

void cn_size(int *rows, int *columns) {
    struct winsize size;
    *rows = 0;
    *columns = 0;
    if (ioctl(cn_giving_back.input, TIOCGWINSZ, &size) == 0) {
        *rows = size.ws_row;
        *columns = size.ws_col;
    }
    if (*rows < 1) *rows = tigetnum("lines") > 0 ? tigetnum("lines") : 24;
    if (*columns < 1) *columns = tigetnum("cols") > 0 ? tigetnum("cols") : 80;
    if (*rows > 1000) *rows = 1000;
    if (*columns > 1000) *columns = 1000;
}

bool cn_resize(int rows, int columns) {
    if (resize_term(rows, columns) == ERR) return false;
    cn_compose_leave(reports_mouse, rows);
    cn_redraw();
    return true;
}

long cn_read(uint8_t *bytes, size_t size) {
    struct pollfd typed = {.fd = cn_giving_back.input, .events = POLLIN};
    if (poll(&typed, 1, 0) < 1) return 0;
    if (!(typed.revents & POLLIN)) return -1;
    ssize_t got = read(cn_giving_back.input, bytes, size);
    if (got > 0) return got;
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
    return typed.revents & (POLLHUP | POLLERR) || got < 0 ? -1 : 0;
}

int cn_input_descriptor(void) { return cn_giving_back.input; }

int cn_output_descriptor(void) { return cn_giving_back.output; }

