//! Text put between the tokens of a program, on lines that are there already.

use proc_macro2::Span;

/// Insertions into one text.
#[derive(Debug, Default)]
pub(super) struct Insertions {
    list: Vec<(usize, String)>,
}

impl Insertions {
    /// Inserts before the token at that span; what was asked for first stands first.
    pub(super) fn before(&mut self, span: Span, text: impl Into<String>) {
        self.list.push((span.byte_range().start, text.into()));
    }

    /// Inserts behind the token at that span.
    pub(super) fn after(&mut self, span: Span, text: impl Into<String>) {
        self.list.push((span.byte_range().end, text.into()));
    }

    /// The text with all insertions; nothing when a position is none of the text's.
    pub(super) fn apply(mut self, source: &str) -> Option<String> {
        self.list.sort_by_key(|(at, _)| *at);
        let mut text = String::with_capacity(source.len() * 2);
        let mut done = 0;
        for (at, inserted) in &self.list {
            text.push_str(source.get(done..*at)?);
            text.push_str(inserted);
            done = *at;
        }
        text.push_str(source.get(done..)?);
        Some(text)
    }
}

/// The line a token starts on, from 1.
pub(super) fn line(span: Span) -> usize {
    span.start().line
}
