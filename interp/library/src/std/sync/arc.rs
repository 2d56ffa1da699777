//! `Arc`.

use crate::any::Any;
use crate::borrow::Borrow;
use crate::cell::Cell;
use crate::cmp::Ordering;
use crate::fmt;
use crate::hash::{Hash, Hasher};
use crate::intrinsics;
use crate::marker::{PhantomData, Unpin, Unsize};
use crate::mem;
use crate::ops::{CoerceUnsized, Deref, DispatchFromDyn};
use crate::pin::Pin;
use crate::ptr::{self, NonNull};
use crate::rc::{Counted, is_dangling};

counted_pointer! { Arc, Weak }

unsafe impl<T: ?Sized + Sync + Send> Send for Arc<T> {}
unsafe impl<T: ?Sized + Sync + Send> Sync for Arc<T> {}
unsafe impl<T: ?Sized + Sync + Send> Send for Weak<T> {}
unsafe impl<T: ?Sized + Sync + Send> Sync for Weak<T> {}

impl Arc<dyn Any + Send + Sync> {
    pub fn downcast<T: Any + Send + Sync>(self) -> Result<Arc<T>, Self> {
        if (*self).is::<T>() {
            let inner = self.inner.as_ptr() as *mut Counted<T>;
            mem::forget(self);
            Ok(Arc { inner: unsafe { NonNull::new_unchecked(inner) }, marker: PhantomData })
        } else {
            Err(self)
        }
    }
}
