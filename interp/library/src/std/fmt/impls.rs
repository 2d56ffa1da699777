//! References, pointers, slices, functions and the empty types.

use crate::fmt::{
    self, Binary, Debug, Display, Formatter, LowerExp, LowerHex, Octal, Pointer, UpperExp, UpperHex,
};
use crate::intrinsics;
use crate::marker::FnPtr;

macro_rules! references {
    ($($trait_:ident)*) => { $(
        impl<T: ?Sized + $trait_> $trait_ for &T {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { $trait_::fmt(&**self, f) }
        }
        impl<T: ?Sized + $trait_> $trait_ for &mut T {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { $trait_::fmt(&**self, f) }
        }
    )* };
}
references! { Debug Display Octal Binary LowerHex UpperHex LowerExp UpperExp }

impl Debug for ! {
    fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result { *self }
}
impl Display for ! {
    fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result { *self }
}
impl Debug for () {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { f.pad("()") }
}
impl<T: Debug> Debug for [T] {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.iter()).finish() }
}

fn address(f: &mut Formatter<'_>, address: usize) -> fmt::Result {
    f.with_pointer_options(|f| LowerHex::fmt(&address, f))
}
impl<T: ?Sized> Pointer for *const T {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { address(f, intrinsics::ptr_addr(*self)) }
}
impl<T: ?Sized> Pointer for *mut T {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { address(f, intrinsics::ptr_addr(*self as *const T)) }
}
impl<T: ?Sized> Pointer for &T {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { address(f, intrinsics::ptr_addr(*self as *const T)) }
}
impl<T: ?Sized> Pointer for &mut T {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { address(f, intrinsics::ptr_addr(&**self as *const T)) }
}
impl<T: ?Sized> Debug for *const T {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { Pointer::fmt(self, f) }
}
impl<T: ?Sized> Debug for *mut T {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { Pointer::fmt(self, f) }
}
impl<F: FnPtr> Pointer for F {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { address(f, self.addr() as usize) }
}
impl<F: FnPtr> Debug for F {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { address(f, self.addr() as usize) }
}
