//! `std::error`.

use crate::any::TypeId;
use crate::fmt::{Debug, Display};

pub trait Error: Debug + Display {
    fn source(&self) -> Option<&(dyn Error + 'static)> { None }
    #[doc(hidden)]
    fn type_id(&self) -> TypeId
    where
        Self: 'static,
    {
        TypeId::of::<Self>()
    }
    fn description(&self) -> &str { "description() is deprecated; use Display" }
    fn cause(&self) -> Option<&dyn Error> { self.source() }
}

macro_rules! downcasts {
    ($($error:ty),*) => { $(
        impl $error {
            pub fn is<T: Error + 'static>(&self) -> bool { TypeId::of::<T>() == self.type_id() }
            pub fn downcast_ref<T: Error + 'static>(&self) -> Option<&T> {
                if self.is::<T>() { Some(unsafe { &*(self as *const $error as *const T) }) } else { None }
            }
            pub fn downcast_mut<T: Error + 'static>(&mut self) -> Option<&mut T> {
                if self.is::<T>() { Some(unsafe { &mut *(self as *mut $error as *mut T) }) } else { None }
            }
            pub fn downcast<T: Error + 'static>(self: Box<Self>) -> Result<Box<T>, Box<$error>> {
                if self.is::<T>() { Ok(unsafe { Box::from_raw(Box::into_raw(self) as *mut T) }) } else { Err(self) }
            }
        }
    )* };
}
downcasts! { dyn Error, dyn Error + Send, dyn Error + Send + Sync }

impl<'a, T: Error + ?Sized> Error for &'a T {
    fn source(&self) -> Option<&(dyn Error + 'static)> { Error::source(&**self) }
}

impl Error for crate::fmt::Error {}
impl Error for ! {}
impl<'a, T: ?Sized + crate::borrow::ToOwned> Error for crate::borrow::Cow<'a, T>
where
    T: Error,
    crate::borrow::Cow<'a, T>: crate::fmt::Debug + crate::fmt::Display,
{
}
