//! What a page draws, written down: glyphs, rules, pictures. Nothing is painted.

use std::panic;

use hayro_interpret::font::{Glyph as DrawnGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, PathSeg, Point, Rect, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

use super::rules::Rule;
use crate::reading::{Limits, Unreadable};

/// A character at its place. Coordinates are points from the upper left corner of the page as people hold it.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// What it says; `U+FFFD` where the file does not tell.
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// The baseline.
    pub(super) y: f64,
    /// Height of the font.
    pub(super) size: f64,
}

/// Everything on one page.
#[derive(Default)]
pub(super) struct Drawn {
    pub(super) width: f64,
    pub(super) height: f64,
    /// Upright glyphs.
    pub(super) glyphs: Vec<Glyph>,
    /// Glyphs that run upwards, downwards and any other way, each with the glyph as if it stood upright and the run it is of.
    pub(super) turned: Turned,
    pub(super) rules: Vec<Rule>,
    /// Share of the page that its largest picture covers.
    pub(super) largest_picture: f64,
    /// Filled shapes that are neither rules nor rectangles: text drawn as outlines looks like this.
    pub(super) shapes: usize,
    pub(super) unmapped: usize,
}

#[derive(Default)]
pub(super) struct Turned {
    pub(super) upwards: Vec<Glyph>,
    pub(super) downwards: Vec<Glyph>,
    /// Texts that run askew (watermarks), a run each.
    pub(super) askew: Vec<String>,
}

/// What all pages together may draw.
pub(super) struct Allowance {
    steps: usize,
    glyphs: usize,
    stopped: Option<Stop>,
}

/// Why drawing was broken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    Steps,
    Glyphs,
}

/// Drawing steps (paths, pictures, forms) in a whole file: a dense page has some thousands.
const STEPS: usize = 5_000_000;
/// Rules on one page beyond which it is a drawing.
const RULES: usize = 20_000;
/// Strokes and bars thicker than this many points are no rules.
const THICKEST_RULE: f64 = 3.0;

impl Allowance {
    pub(super) fn new(limits: &Limits) -> Self {
        Allowance { steps: STEPS, glyphs: limits.characters, stopped: None }
    }
}

impl Stop {
    pub(super) fn refusal(self, page: u32, limits: &Limits) -> Unreadable {
        let what = match self {
            Stop::Steps => format!("第{page}页的图形过于复杂"),
            Stop::Glyphs => format!("文字超过{}字", limits.characters),
        };
        Unreadable::TooMuch { what }
    }
}

pub(super) struct Canvas<'c> {
    drawn: Drawn,
    allowance: &'c mut Allowance,
}

impl<'c> Canvas<'c> {
    pub(super) fn new(width: f64, height: f64, allowance: &'c mut Allowance) -> Self {
        Canvas { drawn: Drawn { width, height, ..Drawn::default() }, allowance }
    }

    pub(super) fn bounds(&self) -> Rect {
        Rect::new(0.0, 0.0, self.drawn.width, self.drawn.height)
    }

    pub(super) fn stopped(&self) -> Option<Stop> {
        self.allowance.stopped
    }

    pub(super) fn into_drawn(self) -> Drawn {
        self.drawn
    }

    /// One step of drawing. The interpreter offers no way to break off but to unwind out of it; the caller catches that, and asks
    /// [`Canvas::stopped`].
    fn step(&mut self) {
        match self.allowance.steps.checked_sub(1) {
            Some(left) => self.allowance.steps = left,
            None => self.stop(Stop::Steps),
        }
    }

    fn stop(&mut self, why: Stop) -> ! {
        self.allowance.stopped = Some(why);
        panic::resume_unwind(Box::new(why));
    }

    fn glyph(&mut self, glyph: &DrawnGlyph<'_>, transform: Affine, askew: &mut String) {
        match self.allowance.glyphs.checked_sub(1) {
            Some(left) => self.allowance.glyphs = left,
            None => self.stop(Stop::Glyphs),
        }
        let text = text_of(glyph).unwrap_or_else(|| {
            self.drawn.unmapped += 1;
            char::REPLACEMENT_CHARACTER.to_string()
        });
        // Glyph space: 1000 units an em, y upwards.
        let at = |x: f64, y: f64| transform * Point::new(x, y);
        let (origin, advance) = (at(0.0, 0.0), at(advance_of(glyph), 0.0));
        let along = at(1000.0, 0.0) - origin;
        let size = (at(0.0, 1000.0) - origin).hypot();
        if !(origin.is_finite() && advance.is_finite() && size.is_finite() && size > 0.01) {
            return;
        }
        let (width, height) = (self.drawn.width, self.drawn.height);
        let upright = |x0: f64, x1: f64, y: f64| Glyph { text: text.clone(), x0: x0.min(x1), x1: x0.max(x1), y, size };
        if along.y.abs() < along.x.abs() * 0.05 {
            self.drawn.glyphs.push(upright(origin.x, advance.x, origin.y));
        } else if along.x.abs() < along.y.abs() * 0.05 && along.y < 0.0 {
            self.drawn.turned.upwards.push(upright(height - origin.y, height - advance.y, origin.x));
        } else if along.x.abs() < along.y.abs() * 0.05 {
            self.drawn.turned.downwards.push(upright(origin.y, advance.y, width - origin.x));
        } else {
            askew.push_str(&text);
        }
    }

    fn rule(&mut self, rule: Rule) {
        if self.drawn.rules.len() < RULES {
            self.drawn.rules.push(rule);
        }
    }

    /// Thin filled bars are rules, too: Word draws its borders so.
    fn filled(&mut self, path: &BezPath) {
        let mut piece = BezPath::new();
        let mut pieces = 0;
        for element in path.elements() {
            if matches!(element, PathEl::MoveTo(_)) && !piece.is_empty() {
                self.filled_piece(&piece);
                pieces += 1;
                piece = BezPath::new();
            }
            piece.push(*element);
        }
        self.filled_piece(&piece);
        // A rectangle or two is shading; many curved pieces are letters.
        if pieces > 0 || path.elements().len() > 6 {
            self.drawn.shapes += 1;
        }
    }

    fn filled_piece(&mut self, piece: &BezPath) {
        let area = piece.bounding_box();
        if area.height() <= THICKEST_RULE && area.width() > THICKEST_RULE {
            self.rule(Rule::horizontal(area.center().y, area.x0, area.x1));
        } else if area.width() <= THICKEST_RULE && area.height() > THICKEST_RULE {
            self.rule(Rule::vertical(area.center().x, area.y0, area.y1));
        }
    }

    fn stroked(&mut self, path: &BezPath) {
        for segment in path.segments() {
            let PathSeg::Line(line) = segment else { continue };
            let (start, end) = (line.p0, line.p1);
            if (start.y - end.y).abs() < 0.5 && (start.x - end.x).abs() > 1.0 {
                self.rule(Rule::horizontal(start.y, start.x, end.x));
            } else if (start.x - end.x).abs() < 0.5 && (start.y - end.y).abs() > 1.0 {
                self.rule(Rule::vertical(start.x, start.y, end.y));
            }
        }
    }
}

impl<'a> Device<'a> for Canvas<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.step();
        let path = props.transform * path.clone();
        match mode {
            DrawMode::Fill(_) => self.filled(&path),
            DrawMode::Stroke(_) => self.stroked(&path),
            DrawMode::FillAndStroke(..) => {
                self.filled(&path);
                self.stroked(&path);
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        let mut askew = String::new();
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), &mut askew);
        }
        if !askew.trim().is_empty() {
            self.drawn.turned.askew.push(askew);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.step();
        let area = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let covered = props.transform.transform_rect_bbox(area).intersect(self.bounds()).area();
        let share = covered / self.bounds().area().max(1.0);
        if share.is_finite() {
            self.drawn.largest_picture = self.drawn.largest_picture.max(share);
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.step();
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.step();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.step();
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// What a glyph says, if the file tells.
fn text_of(glyph: &DrawnGlyph<'_>) -> Option<String> {
    let text = match glyph.as_unicode()? {
        BfString::Char(c) => c.to_string(),
        BfString::String(text) => text,
    };
    let says = |c: char| c == '\t' || !(c.is_control() || c == char::REPLACEMENT_CHARACTER);
    (!text.is_empty() && text.chars().all(says)).then_some(text)
}

/// How far the next glyph stands, in glyph space.
fn advance_of(glyph: &DrawnGlyph<'_>) -> f64 {
    let advance = match glyph {
        DrawnGlyph::Outline(glyph) => glyph.advance_width(),
        DrawnGlyph::Type3(glyph) => glyph.advance_width(),
    };
    f64::from(advance.filter(|width| width.is_finite()).unwrap_or(500.0))
}
