//! What function pointers of every signature implement.

use crate::cmp::Ordering;
use crate::hash::{Hash, Hasher};
use crate::intrinsics;
use crate::marker::FnPtr;

impl<F: FnPtr> PartialEq for F {
    fn eq(&self, other: &Self) -> bool { intrinsics::fn_addr(*self) == intrinsics::fn_addr(*other) }
}
impl<F: FnPtr> Eq for F {}
impl<F: FnPtr> PartialOrd for F {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> { intrinsics::fn_addr(*self).partial_cmp(&intrinsics::fn_addr(*other)) }
}
impl<F: FnPtr> Ord for F {
    fn cmp(&self, other: &Self) -> Ordering { intrinsics::fn_addr(*self).cmp(&intrinsics::fn_addr(*other)) }
}
impl<F: FnPtr> Hash for F {
    fn hash<H: Hasher>(&self, state: &mut H) { state.write_usize(intrinsics::fn_addr(*self)) }
}
