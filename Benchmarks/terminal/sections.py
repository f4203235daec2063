"""The report has a section for each benchmark; each writes its own and leaves the others as they are."""
import os


def replace(path, text):
    """Puts `text`, which begins with `# ` (the head of the report) or `## `, into its place in the report at `path`."""
    parts = {}
    if os.path.exists(path):
        with open(path) as file:
            parts = split(file.read())
    parts.update(split(text))
    head = [part for title, part in parts.items() if title.startswith('# ')]
    rest = [part for title, part in parts.items() if title.startswith('## ')]
    with open(path, 'w') as file:
        file.write('\n\n'.join(part.strip() for part in head + rest) + '\n')


def split(text):
    """The parts of a report by their headings, in order."""
    parts, title = {}, None
    for line in text.splitlines():
        if line.startswith(('# ', '## ')):
            title = line
            parts[title] = ''
        if title:
            parts[title] += line + '\n'
    return parts
