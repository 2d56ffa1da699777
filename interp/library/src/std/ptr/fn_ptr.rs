//! What function pointers of every signature implement.

use crate::cmp::Ordering;
use crate::hash::{Hash, Hasher};
use crate::marker::FnPtr;

impl<F: FnPtr> PartialEq for F {
    fn eq(&self, other: &Self) -> bool { self.addr() as usize == other.addr() as usize }
}
impl<F: FnPtr> Eq for F {}
impl<F: FnPtr> PartialOrd for F {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> { (self.addr() as usize).partial_cmp(&(other.addr() as usize)) }
}
impl<F: FnPtr> Ord for F {
    fn cmp(&self, other: &Self) -> Ordering { (self.addr() as usize).cmp(&(other.addr() as usize)) }
}
impl<F: FnPtr> Hash for F {
    fn hash<H: Hasher>(&self, state: &mut H) { state.write_usize(self.addr() as usize) }
}
