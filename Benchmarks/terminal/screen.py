"""What a terminal shows, by libvterm through ctypes: a full emulator at about 40 MB/s of output."""
import ctypes
import ctypes.util


class _Rect(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int) for name in ('start_row', 'end_row', 'start_col', 'end_col')]


_OUTPUT = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p)


def _load():
    for name in ('libvterm.so.0', ctypes.util.find_library('vterm')):
        try:
            lib = ctypes.CDLL(name) if name else None
        except OSError:
            continue
        if lib is None:
            continue
        pointer, integer, size = ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t
        lib.vterm_new.restype, lib.vterm_new.argtypes = pointer, [integer, integer]
        lib.vterm_free.argtypes = [pointer]
        lib.vterm_set_utf8.argtypes = [pointer, integer]
        lib.vterm_input_write.argtypes = [pointer, ctypes.c_char_p, size]
        lib.vterm_obtain_screen.restype, lib.vterm_obtain_screen.argtypes = pointer, [pointer]
        lib.vterm_output_set_callback.argtypes = [pointer, _OUTPUT, pointer]
        lib.vterm_screen_reset.argtypes = [pointer, integer]
        lib.vterm_screen_enable_altscreen.argtypes = [pointer, integer]
        lib.vterm_screen_get_text.restype = size
        lib.vterm_screen_get_text.argtypes = [pointer, pointer, size, _Rect]
        return lib
    raise SystemExit('libvterm was not found; apt-get install libvterm0')


class Screen:
    _lib = None

    def __init__(self, rows, cols):
        Screen._lib = Screen._lib or _load()
        lib = Screen._lib
        self.rows, self.cols = rows, cols
        self.reply = bytearray()
        self._terminal = lib.vterm_new(rows, cols)
        lib.vterm_set_utf8(self._terminal, 1)
        self._screen = lib.vterm_obtain_screen(self._terminal)
        lib.vterm_screen_enable_altscreen(self._screen, 1)
        lib.vterm_screen_reset(self._screen, 1)
        self._output = _OUTPUT(self._answer)  # kept alive: libvterm holds only its address
        lib.vterm_output_set_callback(self._terminal, self._output, None)
        self._buffer = ctypes.create_string_buffer(rows * (cols * 24 + 1))

    def _answer(self, data, size, _user):
        self.reply += ctypes.string_at(data, size)

    def feed(self, data):
        self._lib.vterm_input_write(self._terminal, data, len(data))

    def text(self):
        """The screen as UTF-8, one row a line."""
        size = self._lib.vterm_screen_get_text(
            self._screen, self._buffer, len(self._buffer), _Rect(0, self.rows, 0, self.cols))
        return self._buffer.raw[:size]

    def close(self):
        if self._terminal:
            self._lib.vterm_free(self._terminal)
            self._terminal = None
