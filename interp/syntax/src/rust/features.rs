//! `#![feature(…)]`: features that rustc had once and has no more.

use crate::rust::lower::Lower;

/// Names that rustc 1.95 refuses as removed.
const REMOVED: [&str; 82] = [
    "abi_amdgpu_kernel",
    "abi_c_cmse_nonsecure_call",
    "advanced_slice_patterns",
    "allocator",
    "allow_fail",
    "associated_const_equality",
    "await_macro",
    "box_syntax",
    "concat_idents",
    "const_compare_raw_pointers",
    "const_evaluatable_checked",
    "const_fn",
    "const_in_array_repeat_expressions",
    "const_raw_ptr_to_usize_cast",
    "const_trait_bound_opt_out",
    "crate_visibility_modifier",
    "custom_attribute",
    "custom_derive",
    "doc_auto_cfg",
    "doc_cfg_hide",
    "doc_primitive",
    "doc_spotlight",
    "dropck_parametricity",
    "dyn_compatible_for_dispatch",
    "dyn_star",
    "effects",
    "existential_type",
    "extern_in_paths",
    "external_doc",
    "ffi_returns_twice",
    "generator_clone",
    "generators",
    "generic_associated_types_extended",
    "import_shadowing",
    "in_band_lifetimes",
    "infer_static_outlives_requirements",
    "lifetime_capture_rules_2024",
    "macro_reexport",
    "main",
    "managed_boxes",
    "min_type_alias_impl_trait",
    "negate_unsigned",
    "no_coverage",
    "no_debug",
    "no_sanitize",
    "no_stack_check",
    "object_safe_for_dispatch",
    "on_unimplemented",
    "opt_out_copy",
    "optin_builtin_traits",
    "overlapping_marker_traits",
    "panic_implementation",
    "platform_intrinsics",
    "plugin",
    "plugin_registrar",
    "precise_pointer_size_matching",
    "proc_macro_expr",
    "proc_macro_gen",
    "proc_macro_mod",
    "proc_macro_non_items",
    "pub_macro_rules",
    "pushpop_unsafe",
    "quad_precision_float",
    "quote",
    "reflect",
    "register_attr",
    "rustc_diagnostic_macros",
    "sanitizer_runtime",
    "simd",
    "start",
    "static_nobundle",
    "struct_inherit",
    "test_removed_feature",
    "unmarked_api",
    "unnamed_fields",
    "unsafe_no_drop_flag",
    "unsized_locals",
    "unsized_tuple_coercion",
    "untagged_unions",
    "unwind_attributes",
    "visible_private_types",
    "wasm_abi",
];

impl Lower<'_> {
    /// E0557.
    pub(crate) fn check_features(&mut self, metas: &[syn::Meta]) {
        for meta in metas.iter().filter(|meta| meta.path().is_ident("feature")) {
            let syn::Meta::List(list) = meta else { continue };
            for tree in list.tokens.clone() {
                if let proc_macro2::TokenTree::Ident(name) = &tree
                    && REMOVED.binary_search(&name.to_string().as_str()).is_ok()
                {
                    let span = self.at(name.span());
                    self.error(Some("E0557"), span, "feature has been removed");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_names_are_sorted() {
        assert!(super::REMOVED.is_sorted());
    }
}
