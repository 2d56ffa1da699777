//! Which values of a scalar are left for an enum around it.

use treebeard_sema::layout::{Niche, Primitive, Scalar};

#[test]
fn bool_leaves_254_values_and_none_takes_2() {
    let scalar = Scalar::in_range(Primitive::Int { bytes: 1, signed: false }, 0, 1);
    let niche = Niche::from_scalar(0, scalar).expect("bool has a niche");
    assert_eq!(niche.available(), 254);
    assert_eq!(niche.reserve(1), Some((2, Scalar { end: 2, ..scalar })));
    assert_eq!(niche.reserve(255), None);
}

#[test]
fn non_null_gives_zero_to_none() {
    let scalar = Scalar::in_range(Primitive::Pointer, 1, u128::from(u64::MAX));
    let niche = Niche::from_scalar(8, scalar).expect("a reference has a niche");
    assert_eq!(niche.available(), 1);
    assert_eq!(niche.reserve(1), Some((0, Scalar { end: 0, ..scalar })));
}

#[test]
fn full_integers_have_no_niche() {
    assert_eq!(Niche::from_scalar(0, Scalar::full(Primitive::Int { bytes: 16, signed: true })), None);
    assert_eq!(Niche::from_scalar(0, Scalar::full(Primitive::Int { bytes: 4, signed: false })), None);
}
