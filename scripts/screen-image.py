#!/usr/bin/python3
"""Draws a captured screen as a PNG: `tmux capture-pane -e -N -p -t PANE | screen-image.py OUT.png`. Needs python3-pil and fonts-dejavu-core.

Reads text with SGR sequences (16, 256 and true colours, bold, dim, underline, reverse), a line for each row."""
import re
import sys
import unicodedata

from PIL import Image, ImageDraw, ImageFont

FONTS = '/usr/share/fonts/truetype/dejavu/DejaVuSansMono{}.ttf'
SIZE, MARGIN = 15, 10
FOREGROUND, BACKGROUND = (208, 208, 208), (18, 18, 18)
BASIC = [(0, 0, 0), (205, 49, 49), (13, 188, 121), (229, 229, 16), (36, 114, 200), (188, 63, 188), (17, 168, 205), (229, 229, 229),
         (102, 102, 102), (241, 76, 76), (35, 209, 139), (245, 245, 67), (59, 142, 234), (214, 112, 214), (41, 184, 219), (255, 255, 255)]


def indexed(number):
    if number < 16:
        return BASIC[number]
    if number >= 232:
        return (8 + (number - 232) * 10,) * 3
    number -= 16
    return tuple(0 if level == 0 else 55 + level * 40 for level in (number // 36, number // 6 % 6, number % 6))


class Look:
    def __init__(self):
        self.foreground = self.background = None
        self.bold = self.dim = self.underline = self.reverse = False

    def apply(self, numbers):
        numbers = list(numbers) or [0]
        while numbers:
            code = numbers.pop(0)
            if code == 0:
                self.__init__()
            elif code in (1, 2, 4, 7):
                setattr(self, {1: 'bold', 2: 'dim', 4: 'underline', 7: 'reverse'}[code], True)
            elif code == 22:
                self.bold = self.dim = False
            elif code == 24:
                self.underline = False
            elif code == 27:
                self.reverse = False
            elif code in (38, 48) and numbers:
                kind = numbers.pop(0)
                colour = indexed(numbers.pop(0)) if kind == 5 else tuple(numbers.pop(0) for _ in range(3))
                setattr(self, 'foreground' if code == 38 else 'background', colour)
            elif code in (39, 49):
                setattr(self, 'foreground' if code == 39 else 'background', None)
            elif 30 <= code <= 37 or 90 <= code <= 97:
                self.foreground = BASIC[code - 30 if code < 40 else code - 82]
            elif 40 <= code <= 47 or 100 <= code <= 107:
                self.background = BASIC[code - 40 if code < 50 else code - 92]

    def colours(self):
        front, back = self.foreground or FOREGROUND, self.background or BACKGROUND
        if self.dim:
            front = tuple((a + b) // 2 for a, b in zip(front, back))
        return (back, front) if self.reverse else (front, back)


def cells(line, look):
    """The cells of a row: character, columns, colours and weight. A look goes on in the next row."""
    for sequence, character in re.findall(r'\x1b\[([0-9;:]*)m|([^\x1b])', line):
        if not character:
            look.apply(int(part or 0) for part in re.split('[;:]', sequence))
        elif unicodedata.combining(character) == 0:
            wide = unicodedata.east_asian_width(character) in 'WF'
            yield character, 2 if wide else 1, look.colours(), look.bold, look.underline


def main():
    look = Look()
    rows = [list(cells(line, look)) for line in sys.stdin.read().split('\n')]
    while rows and not rows[-1]:
        rows.pop()
    plain, heavy = ImageFont.truetype(FONTS.format(''), SIZE), ImageFont.truetype(FONTS.format('-Bold'), SIZE)
    width, height = round(plain.getlength('M')), SIZE + 4
    columns = max(sum(cell[1] for cell in row) for row in rows)
    image = Image.new('RGB', (columns * width + 2 * MARGIN, len(rows) * height + 2 * MARGIN), BACKGROUND)
    draw = ImageDraw.Draw(image)
    for y, row in enumerate(rows):
        x, top = MARGIN, MARGIN + y * height
        for character, count, (front, back), bold, underline in row:
            right = x + count * width
            draw.rectangle([x, top, right - 1, top + height - 1], fill=back)
            draw.text((x, top + 1), character, font=heavy if bold else plain, fill=front)
            if underline:
                draw.line([x, top + height - 2, right - 1, top + height - 2], fill=front)
            x = right
    image.quantize(128, method=Image.Quantize.MAXCOVERAGE).save(sys.argv[1], optimize=True)


if __name__ == '__main__':
    main()
