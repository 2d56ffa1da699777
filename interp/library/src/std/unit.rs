//! Impls for `()`.

impl FromIterator<()> for () {
    fn from_iter<I: IntoIterator<Item = ()>>(iter: I) -> () { iter.into_iter().for_each(|()| {}) }
}
