//! `T: Unsize<U>`, and the coercions of pointers that it allows.

use treebeard_syntax::SpanId;

use super::{Obligation, ParamEnv, SelectionContext};
use crate::ty::Ty;

impl SelectionContext<'_> {
    /// May a value of type `source` (`&[T; N]`, `Box<S>`, `Rc<S>`, …) become one of type `target` by unsizing? The
    /// obligations that remain; `None` if not. References and raw pointers must be reborrowed by the caller: both
    /// sides are pointer types here. Unifications are kept on success.
    pub fn coerce_unsized(
        &mut self,
        param_env: &ParamEnv,
        span: SpanId,
        source: Ty,
        target: Ty,
    ) -> Option<Vec<Obligation>> {
        let _ = (param_env, span, source, target);
        None
    }
}
