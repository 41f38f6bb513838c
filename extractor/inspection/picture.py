"""One page as a picture: what was understood, drawn over it, and a legend beside it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from extractor.inspection.fields import Field
from extractor.inspection.lettering import letter, shorten
from extractor.inspection.marks import FieldMark, Marks, reading_to_marks
from extractor.inspection.palette import LAYERS, colours_of
from extractor.inspection.rendering import open_to_draw, render_page, require_page
from extractor.parsers.labels import Labels
from extractor.pipeline import Options, read_document
from models.page import Box

DPI = 110
LEGEND_WIDTH = 430
LINE = 17  # pixels from one line of the legend to the next
TAG = 13
FADED = 0.45  # how much white lies over the page, so that the drawing stands out
FAR = 90  # points: a field that goes on further down is named again
RGBA = tuple[int, int, int, int]
Pixels = tuple[float, float, float, float]


def draw_page(path: Path, page: int, labels: Labels | None = None) -> Image.Image:
    """Draw words, rulings, cells, blocks, furniture and fields over one page (from 1)."""
    with open_to_draw(path) as document:
        require_page(document, path.name, page)
        picture, scale = render_page(document, page, DPI)
    marks = reading_to_marks(read_document(path, Options(labels=labels)))[page]
    colours = colours_of(mark.field.name for mark in marks.fields)
    drawn = _draw_layers(picture, marks, scale)
    drawn = _draw_fields(drawn, marks, scale, colours)
    return _with_legend(drawn, _legend(f"{path.name} · page {page}", marks, colours))


def _draw_layers(picture: Image.Image, marks: Marks, scale: float) -> Image.Image:
    faded = Image.blend(picture, Image.new("RGB", picture.size, "white"), FADED).convert("RGBA")
    overlay = Image.new("RGBA", picture.size)
    draw = ImageDraw.Draw(overlay)
    for word in marks.words:
        draw.rectangle(_pixels(word.box, scale), outline=_colour("words", 110))
    for mark in marks.furniture:
        draw.rectangle(_pixels(mark.box, scale), fill=_colour("furniture", 90))
    for block in marks.blocks:
        draw.rectangle(_pixels(block.box, scale, 1), outline=_colour("blocks", 255))
    for cell in marks.cells:
        draw.rectangle(_pixels(cell.box, scale, -3), outline=_colour("cells", 255), width=2)
    for ruling in marks.rulings:
        draw.line(_pixels(ruling, scale), fill=_colour("rulings", 255), width=2)
    drawn = Image.alpha_composite(faded, overlay)
    taken = [_pixels(word.box, scale) for word in marks.words]
    for cell in marks.cells:
        tag = letter(cell.text, TAG - 2, LAYERS["cells"][1])
        x0, top, x1, bottom = _pixels(cell.box, scale, -5)
        right, low = x1 - tag.width, bottom - tag.height
        corners = [(right, top), (x0, low), (right, low), (x0, top)]
        x, y = _best_spot(corners, tag.size, drawn.size, taken)[:2]
        drawn.paste(tag, (int(x), int(y)))
    return drawn


def _draw_fields(
    picture: Image.Image, marks: Marks, scale: float, colours: dict[str, str]
) -> Image.Image:
    overlay = Image.new("RGBA", picture.size)
    draw = ImageDraw.Draw(overlay)
    for mark in sorted(marks.fields, key=lambda mark: -_area(mark.box)):
        colour = colours[mark.field.name]
        draw.rectangle(
            _pixels(mark.box, scale, 2), fill=_rgba(colour, 48), outline=_rgba(colour, 255)
        )
    drawn = Image.alpha_composite(picture, overlay)
    taken = [_pixels(word.box, scale) for word in marks.words]
    for box, label, colour in _tags(marks.fields, colours):
        tag = letter(label, TAG, background=_tint(colour))
        spot = _best_spot(_beside(_pixels(box, scale, 2), tag.size), tag.size, drawn.size, taken)
        drawn.paste(tag, (int(spot[0]), int(spot[1])))
        ImageDraw.Draw(drawn).rectangle(spot, outline=colour)
        taken.append(spot)
    return drawn


def _tags(fields: Sequence[FieldMark], colours: dict[str, str]) -> Iterator[tuple[Box, str, str]]:
    """Box, label and colour of every tag.

    One tag for each name, unless the next box stands far below; one for all that a box feeds; none
    for the number of an item that has a tag itself.
    """
    by_box: dict[Box, list[Field]] = {}
    for box, field in sorted(fields, key=lambda mark: (mark.box.top, mark.box.x0)):
        if not _is_number_of_item(field):
            by_box.setdefault(box, []).append(field)
    last: dict[str, float] = {}
    for box, fed in by_box.items():
        first = fed[0]
        if first.label not in last or box.top - last[first.label] > FAR:
            others = len({field.label for field in fed}) - 1
            yield box, first.label + (f" (+{others})" if others else ""), colours[first.name]
        last[first.label] = box.bottom


def _is_number_of_item(field: Field) -> bool:
    return bool(field.rank) and field.name.endswith(" numero")


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)


def _beside(box: Pixels, size: tuple[int, int]) -> list[tuple[float, float]]:
    """Where the top left corner of a tag may stand, best first."""
    (x0, top, x1, bottom), (width, height) = box, size
    return [
        (x1 + 2, top),
        (x1 + 2, bottom - height),
        (x0, top - height),
        (x1 - width, top - height),
        (x0 - width - 2, top),
        (x0, bottom),
        (x1 - width, bottom),
        (x1 - width, top),
    ]


def _best_spot(
    corners: Sequence[tuple[float, float]],
    size: tuple[int, int],
    page: tuple[int, int],
    taken: Sequence[Pixels],
) -> Pixels:
    """Where a tag hides the fewest words and tags."""
    width, height = size
    spots = [
        (x, y, x + width, y + height)
        for x, y in corners
        if x >= 0 and y >= 0 and x + width <= page[0] and y + height <= page[1]
    ]
    if not spots:
        return (0, 0, width, height)
    return min(spots, key=lambda spot: sum(_overlap(spot, other) for other in taken))


def _overlap(a: Pixels, b: Pixels) -> float:
    return max(min(a[2], b[2]) - max(a[0], b[0]), 0) * max(min(a[3], b[3]) - max(a[1], b[1]), 0)


def _legend(title: str, marks: Marks, colours: dict[str, str]) -> Image.Image:
    """Layers, then fields in the order of the record with the beginning of each value."""
    rows: list[tuple[str, str, str]] = [("", "", title), ("", "", "")]
    for layer, (name, colour) in LAYERS.items():
        rows.append((colour, "", f"{name} : {len(getattr(marks, layer))}"))
    rows += [("", "", ""), ("", "", f"Champs du relevé lus sur cette page : {len(marks.fields)}")]
    before = ""
    for _, field in marks.fields:
        if _is_number_of_item(field):
            continue
        if field.label != before:
            rows.append((colours[field.name], "", field.label))
        before = field.label
        rank = f"{field.rank}. " if field.rank else ""
        rows.append(("", rank, field.value))
    legend = Image.new("RGB", (LEGEND_WIDTH, LINE * (len(rows) + 1)), "white")
    draw = ImageDraw.Draw(legend)
    for i, (colour, rank, words) in enumerate(rows):
        top = LINE // 2 + i * LINE
        left = 28 if colour or rank or i > len(LAYERS) + 3 else 8
        if colour:
            draw.rectangle((8, top + 2, 22, top + LINE - 4), fill=colour)
        elif left == 28:
            left = 40
        if words:
            room = LEGEND_WIDTH - left - 8
            ink = "#000000" if colour or left == 8 else "#444444"
            legend.paste(letter(shorten(rank + words, LINE - 4, room), LINE - 4, ink), (left, top))
    return legend


def _with_legend(picture: Image.Image, legend: Image.Image) -> Image.Image:
    size = (picture.width + legend.width, max(picture.height, legend.height))
    sheet = Image.new("RGB", size, "white")
    sheet.paste(picture.convert("RGB"), (0, 0))
    sheet.paste(legend, (picture.width, 0))
    ImageDraw.Draw(sheet).line((picture.width, 0, picture.width, size[1]), fill="#888888")
    return sheet


def _pixels(box: Box, scale: float, grow: float = 0) -> Pixels:
    """Corners in pixels, in order also for a box thinner than what is taken off."""
    x0, top, x1, bottom = (side * scale for side in box)
    return (
        x0 - grow,
        top - grow,
        max(x1 + grow, x0 - grow),
        max(bottom + grow, top - grow),
    )


def _colour(layer: str, alpha: int) -> RGBA:
    return _rgba(LAYERS[layer][1], alpha)


def _rgba(colour: str, alpha: int) -> RGBA:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue, alpha


def _tint(colour: str) -> str:
    """The colour, nearly white: black text is readable on it."""
    red, green, blue, _ = _rgba(colour, 255)
    return "#" + "".join(f"{255 - (255 - part) // 4:02x}" for part in (red, green, blue))
