//! A picture in a line of text (DrawingML, ECMA-376 part 1, 20.2 and 20.4).

use super::markup::Markup;

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";

/// A millimetre in the unit of drawings.
const MILLIMETRE: u32 = 36_000;

/// The run of a square picture: the id under which the package knows it, its side in millimetres, and what it shows, for whoever does not see it.
pub(crate) fn square(m: &mut Markup, id: &str, side: u32, shown: &str) {
    let side = (side * MILLIMETRE).to_string();
    let (drawing, main, picture) =
        (format!("{DRAWING}/wordprocessingDrawing"), format!("{DRAWING}/main"), format!("{DRAWING}/picture"));
    let none = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
    let [top, bottom, left, right] = none;
    m.within("w:r", &[], |m| {
        m.within("w:drawing", &[], |m| {
            m.within("wp:inline", &[("xmlns:wp", &drawing), top, bottom, left, right], |m| {
                m.empty("wp:extent", &[("cx", &side), ("cy", &side)]);
                m.empty("wp:docPr", &[("id", "1"), ("name", id), ("descr", shown)]);
                m.within("a:graphic", &[("xmlns:a", &main)], |m| {
                    m.within("a:graphicData", &[("uri", &picture)], |m| {
                        m.within("pic:pic", &[("xmlns:pic", &picture)], |m| content(m, id, &side));
                    });
                });
            });
        });
    });
}

fn content(m: &mut Markup, id: &str, side: &str) {
    m.within("pic:nvPicPr", &[], |m| {
        m.empty("pic:cNvPr", &[("id", "1"), ("name", id)]);
        m.empty("pic:cNvPicPr", &[]);
    });
    m.within("pic:blipFill", &[], |m| {
        m.empty("a:blip", &[("r:embed", id)]);
        m.within("a:stretch", &[], |m| m.empty("a:fillRect", &[]));
    });
    m.within("pic:spPr", &[], |m| {
        m.within("a:xfrm", &[], |m| {
            m.empty("a:off", &[("x", "0"), ("y", "0")]);
            m.empty("a:ext", &[("cx", side), ("cy", side)]);
        });
        m.within("a:prstGeom", &[("prst", "rect")], |m| m.empty("a:avLst", &[]));
    });
}
