//! The methods behind a trait object.

use crate::Sema;
use crate::def::DefId;
use crate::traits::Instance;
use crate::ty::{GenericArg, GenericArgs, GenericParamDefKind, Region, Ty, TyKind, subst_args};

impl Sema {
    /// The instances for the slots of the vtable that makes `concrete` an object of `dyn_ty`, in the order of
    /// `vtable_entries`. `None` where a method's own bounds do not hold for `concrete`: it can never be called.
    pub fn vtable_methods(&self, concrete: Ty, dyn_ty: Ty) -> Vec<Option<Instance>> {
        let TyKind::Dynamic(data, _) = dyn_ty.kind() else { return Vec::new() };
        let Some((principal, args)) = data.principal else { return Vec::new() };
        let mut with_self = vec![GenericArg::Ty(concrete)];
        with_self.extend(args.iter());
        let with_self = GenericArgs::new(&with_self);
        let supers = self.all_super_traits(principal);
        self.vtable_entries(principal)
            .iter()
            .map(|entry| {
                let of = supers.iter().find(|of| of.trait_ == entry.trait_)?;
                let of = subst_args(of, with_self);
                self.resolve_instance(entry.method, self.args_with_erased_lifetimes(entry.method, of.args))
            })
            .collect()
    }

    /// Methods of objects have no parameters of their own but lifetimes.
    fn args_with_erased_lifetimes(&self, method: DefId, parent: GenericArgs) -> GenericArgs {
        let mut args = parent.to_vec();
        for param in &self.generics_of(method).params {
            if param.kind == GenericParamDefKind::Lifetime {
                args.push(GenericArg::Region(Region::Erased));
            }
        }
        GenericArgs::new(&args)
    }
}
