#pragma once

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A screen drawn by ncurses, without ncurses' own terminal I/O: it computes the bytes that turn one picture into the next, and
// they are written here, never blocking. Keys are read as bytes. One screen a process; all calls from the main thread.

enum cn_failure {
    cn_opened = 0,
    /// Input or output is no terminal.
    cn_not_a_terminal,
    /// TERM is not in the terminfo database.
    cn_unknown_terminal,
    /// There is no terminfo database.
    cn_no_terminfo,
    /// The terminal cannot place its cursor.
    cn_dumb_terminal,
    /// A system call failed: errno says why.
    cn_system_error,
};

struct cn_options {
    const char *_Nonnull term;
    int input;
    int output;
    bool mouse;
    /// Keep what is written to standard error while the screen is open, and write it out when the terminal is given back.
    bool keep_errors;
    /// Goes before the one line said when a signal kills the process; must stay valid. No newline.
    const char *_Nonnull crash_line;
};

/// Takes the terminal: raw input, alternate screen, signal handlers. Set the locale before.
enum cn_failure cn_open(const struct cn_options *_Nonnull options);
/// Gives the terminal back as it was found, and the signals too. Does nothing when it is not open.
void cn_close(void);
/// Gives the terminal back, stops the process group as ^Z would, and takes the terminal again when it goes on.
void cn_stop(void);
/// Takes the terminal again after somebody else has had it, and paints everything.
void cn_enter(void);
/// Gives the terminal back for a while, say for an interactive command; `cn_enter` takes it again.
void cn_leave(void);

enum cn_attribute {
    cn_bold = 1,
    cn_underline = 2,
    cn_reverse = 4,
    cn_blink = 8,
    cn_dim = 16,
};

/// One glyph: a base scalar and up to four marks, ended by 0 when shorter.
struct cn_cell {
    uint32_t scalars[5];
    int32_t pair;
    uint8_t attributes;
    /// 1 or 2 columns. A glyph that libc counts differently is drawn as that many columns of `?`.
    uint8_t width;
};

/// Puts glyphs side by side on one row of the next picture.
void cn_put(int row, int column, const struct cn_cell *_Nonnull cells, int count);
/// Places the cursor in the next picture, or hides it.
void cn_cursor(int row, int column, bool visible);
/// Forgets what the terminal is thought to show: the next refresh paints everything.
void cn_redraw(void);
/// Computes the bytes that turn the terminal's picture into the next one.
void cn_refresh(void);
/// Writes what the terminal takes now. Answers the bytes left over, or -1 when the terminal is gone.
long cn_flush(void);
/// Bytes for the terminal, all in all, since the process began.
uint64_t cn_queued(void);
/// Bytes that were written and that the terminal's own line, a serial one say, has not taken yet; 0 where the system does not tell.
size_t cn_waiting(void);
/// Sounds the bell with the next flush.
void cn_bell(void);
/// Hands text, as base64, to the terminal's clipboard (OSC 52) with the next flush; false where the terminal has none.
bool cn_copy(const char *_Nonnull base64, size_t length);

/// Hands a sequence that ncurses knows nothing of to the terminal, with the next flush.
void cn_send(const uint8_t *_Nonnull bytes, size_t length);

/// Colours the terminal has; 0 for none.
int cn_colours(void);
/// Colour pairs that can be in use at once, pair 0 (the terminal's own colours) included.
int cn_pairs(void);
/// Whether a colour is given as 0xRRGGBB.
bool cn_direct_colours(void);
/// Sets a pair; -1 is the terminal's own colour.
bool cn_set_pair(int pair, int foreground, int background);

/// Asks the terminal for its size.
void cn_size(int *_Nonnull rows, int *_Nonnull columns);
/// Tells ncurses the size; the next refresh paints everything.
bool cn_resize(int rows, int columns);

/// Reads what was typed; 0 when nothing was, -1 when the terminal is gone.
long cn_read(uint8_t *_Nonnull bytes, size_t size);
/// The next signal that arrived and asks for something (SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT); 0 for none.
int cn_next_signal(void);
/// Descriptors for poll(2): keys, room for output, signals.
int cn_input_descriptor(void);
int cn_output_descriptor(void);
int cn_signal_descriptor(void);

/// poll(2) with a finer clock where there is one: whole milliseconds are more than a frame costs. Waits an hour at most, or without
/// end where that is negative.
int cn_wait(struct pollfd *_Nonnull polled, size_t count, int64_t nanoseconds);

/// The string of a terminfo capability without its padding; 0 when the terminal has none.
size_t cn_capability(const char *_Nonnull name, char *_Nonnull bytes, size_t size);
/// Sets the locale of character types; "" is the environment's. Answers the character set, or NULL when there is no such locale.
const char *_Nullable cn_set_locale(const char *_Nonnull name);
/// Columns libc thinks a scalar takes; -1 when it cannot be drawn.
int cn_width(uint32_t scalar);
