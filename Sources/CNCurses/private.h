#pragma once

#include "CNCurses.h"

#include <signal.h>
#include <termios.h>

// What gives the terminal back. Filled before the terminal is taken; read by signal handlers.

struct giving_back {
    int input;
    int output;
    struct termios before;
    /// Ends every mode that was switched on.
    char leave[512];
    size_t leave_length;
    /// Where standard error went before it was kept, and the file that keeps it; -1 when it is not kept.
    int errors_before;
    int errors_kept;
    const char *crash_line;
};

extern struct giving_back cn_giving_back;

/// Notes that the terminal is ours. Everything `cn_give_back` needs must be in place.
void cn_note_taken(void);
/// Whether the terminal is ours.
bool cn_is_taken(void);
/// Gives the terminal back once; async-signal-safe. `interrupted`: output may have been cut in the middle of a sequence.
void cn_give_back(bool interrupted, bool forget_typing);
/// Sends standard error into a file, or on into the same file again.
bool cn_keep_errors(void);
/// Forgets what was kept when it has become too much.
void cn_bound_errors(void);

bool cn_catch_signals(void);
void cn_uncatch_signals(void);
/// Stops the process group by SIGTSTP; returns when it goes on.
void cn_stop_group(void);

/// Where ncurses writes: a file in memory.
int cn_open_canvas(void);
void cn_close_output(void);
/// Moves what ncurses wrote to the end of the queue.
void cn_collect(void);
/// Forgets what ncurses wrote since the last `cn_collect`.
void cn_drop_canvas(void);
/// Appends bytes to the queue.
void cn_queue(const char *bytes, size_t length);
/// Empties the queue; true when a part of it had gone out.
bool cn_drop_queue(void);

/// Composes what `cn_give_back` writes.
void cn_compose_leave(bool mouse, int rows);
/// What switches on the modes ncurses knows nothing of.
const char *cn_modes(bool mouse);
/// Why newterm refused the terminal.
enum cn_failure cn_why_unknown(const char *term, int descriptor);
