"""The plot of docs/growth.svg: wall time by size beside a straight line, and processor time an article by stage."""
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 900, 360
PANEL, TOP, BOTTOM = 340, 46, 300
COLOURS = ["#4e79a7", "#76b7b2", "#59a14f", "#edc948", "#f28e2b", "#e15759", "#b07aa1", "#9c755f", "#bab0ac", "#888888"]


def nice_ticks(most):
    """Round steps up to at least `most`, at most six of them."""
    step = 1e-6
    while True:
        for factor in (1, 2, 5):
            if most <= 5 * step * factor:
                return [step * factor * i for i in range(6)]
        step *= 10


def text(x, y, words, anchor="middle", size=12, extra=""):
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" {extra}>{escape(words)}</text>')


def line(x1, y1, x2, y2, colour="#dddddd", extra=""):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" {extra}/>'


class Panel:
    """Axes of one plot."""

    def __init__(self, left, title, most):
        self.left, self.ticks = left, nice_ticks(most)
        self.parts = [text(left + PANEL / 2, TOP - 18, title, size=14)]
        for tick in self.ticks:
            y = self.y(tick)
            self.parts += [line(left, y, left + PANEL, y), text(left - 6, y + 4, f"{tick:g}", "end")]

    def y(self, value):
        return BOTTOM - (BOTTOM - TOP) * value / self.ticks[-1]


def name_of(count):
    return f"{count // 1000}k" if count >= 1000 else str(count)


def draw_times(results):
    largest = results[-1]["articles"]
    panel = Panel(60, "wall time, seconds", max(result["wall"] for result in results))
    x = lambda count: panel.left + PANEL * count / largest
    slope = results[0]["wall"] / results[0]["articles"]
    panel.parts.append(line(x(0), panel.y(0), x(largest), panel.y(min(slope * largest, panel.ticks[-1])), "#999999",
                            'stroke-dasharray="5 4"'))
    points = " ".join(f"{x(result['articles']):.1f},{panel.y(result['wall']):.1f}" for result in results)
    panel.parts.append(f'<polyline points="{points}" fill="none" stroke="{COLOURS[0]}" stroke-width="2"/>')
    for result in results:
        panel.parts += [f'<circle cx="{x(result["articles"]):.1f}" cy="{panel.y(result["wall"]):.1f}" r="4" '
                        f'fill="{COLOURS[0]}"/>', text(x(result["articles"]), BOTTOM + 18, name_of(result["articles"]))]
    panel.parts.append(text(panel.left + PANEL / 2, BOTTOM + 38, "articles; dashed: the first point, in proportion"))
    return panel.parts


def cost_of(result, name):
    return next(stage["cpu_seconds"] for stage in result["stats"]["stages"] if stage["name"] == name) * 1e6 / result["articles"]


def draw_stages(results):
    panel = Panel(470, "processor time an article by stage, µs",
                  max(sum(cost_of(result, stage["name"]) for stage in result["stats"]["stages"]) for result in results))
    names = [stage["name"] for stage in results[-1]["stats"]["stages"] if cost_of(results[-1], stage["name"]) >= 0.1]
    width = 260 / len(results)
    for number, result in enumerate(results):
        left, below = panel.left + 8 + number * width, 0.0
        for colour, name in zip(COLOURS, names):
            cost = cost_of(result, name)
            panel.parts.append(f'<rect x="{left:.1f}" y="{panel.y(below + cost):.1f}" width="{0.7 * width:.1f}" '
                               f'height="{panel.y(below) - panel.y(below + cost):.1f}" fill="{colour}"/>')
            below += cost
        panel.parts.append(text(left + 0.35 * width, BOTTOM + 18, name_of(result["articles"])))
    for number, (colour, name) in enumerate(zip(COLOURS, names)):
        y = BOTTOM - 8 - 18 * number
        panel.parts += [f'<rect x="{panel.left + 268}" y="{y - 10}" width="12" height="12" fill="{colour}"/>',
                        text(panel.left + 286, y, name, "start")]
    return panel.parts


def draw(results):
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" fill="#222222">',
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>']
    return "\n".join(parts + draw_times(results) + draw_stages(results) + ["</svg>"]) + "\n"
