//! A visibility is restricted to what is no module.
pub mod sea {
    pub enum Fish {
        Shark,
    }

    pub(in crate::sea::Fish) struct Fin; //~ E0577
}

fn main() {}
