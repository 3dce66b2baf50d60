//! What a page costs to draw, before it is drawn. Forms may use forms: ten that each use the next ten times draw the last ten thousand
//! million times, and each time its content is unpacked again.

use std::collections::HashMap;

use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::content::ops::TypedInstruction;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::{Page, Resources};

/// Content bytes that all pages together may run through. The pages of a thick book have some ten million.
const MOST_CONTENT: u64 = 1 << 30;
/// The interpreter's own bound.
const DEEPEST_FORM: usize = 50;

/// Adds up what has been looked at.
#[derive(Default)]
pub(super) struct Forms {
    /// Bytes that drawing a form once runs through, forms inside it included.
    costs: HashMap<ObjectIdentifier, u64>,
    spent: u64,
}

impl Forms {
    /// Whether a page may still be drawn.
    pub(super) fn allow(&mut self, page: &Page<'_>) -> bool {
        let content = page.page_stream().unwrap_or_default();
        let mut cost = self.content(content, page.resources(), 0);
        if let Some(annotations) = page.raw().get::<Array<'_>>(&b"Annots"[..]) {
            for annotation in annotations.iter::<Dict<'_>>() {
                if let Some(form) = appearance(&annotation) {
                    cost = cost.saturating_add(self.form(&form, page.resources(), 0));
                }
            }
        }
        self.spent = self.spent.saturating_add(cost);
        self.spent <= MOST_CONTENT
    }

    fn content(&mut self, content: &[u8], resources: &Resources<'_>, depth: usize) -> u64 {
        let mut cost = content.len() as u64;
        let mut instructions = TypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            if let TypedInstruction::XObject(used) = instruction
                && let Some(form) = resources.get_x_object(used.0)
            {
                cost = cost.saturating_add(self.form(&form, resources, depth));
            }
            if cost > MOST_CONTENT {
                break;
            }
        }
        cost
    }

    fn form(&mut self, form: &Stream<'_>, around: &Resources<'_>, depth: usize) -> u64 {
        let dict = form.dict();
        if dict.get::<Name<'_>>(&b"Subtype"[..]).is_none_or(|kind| kind.as_ref() != b"Form") {
            return 1; // pictures are never unpacked
        }
        if let Some(&known) = self.costs.get(&form.obj_id()) {
            return known;
        }
        if depth >= DEEPEST_FORM {
            return u64::MAX;
        }
        // Until it is known: a form that uses itself is endless.
        self.costs.insert(form.obj_id(), u64::MAX);
        let own = dict.get::<Dict<'_>>(&b"Resources"[..]).map(Resources::new);
        let content = form.decoded_data().unwrap_or_default();
        let cost = self.content(&content, own.as_ref().unwrap_or(around), depth + 1).saturating_add(100);
        self.costs.insert(form.obj_id(), cost);
        cost
    }
}

/// What an annotation shows.
fn appearance<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    match annotation.get::<Dict<'_>>(&b"AP"[..])?.get::<Object<'_>>(&b"N"[..])? {
        Object::Stream(stream) => Some(stream),
        Object::Dict(states) => {
            let state = annotation.get::<Name<'_>>(&b"AS"[..]);
            state.and_then(|state| states.get::<Stream<'_>>(state)).or_else(|| states.get::<Stream<'_>>(&b"Off"[..]))
        }
        _ => None,
    }
}
