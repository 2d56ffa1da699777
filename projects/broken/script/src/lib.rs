//! Never read: its manifest is refused.
