//! The control-flow graph of a body, and the analyses on it.
//!
//! One graph per body, closures apart: [`graph`] is the data, [`build`] makes it from the typed tree, [`paths`] names
//! the places whose initialisation matters, [`initialized`] is the data-flow analysis, [`mutability`] needs no flow,
//! [`shape`] neither, [`const_drop`] knows what constants may not drop, [`suspend`] finds what futures hold across their
//! awaits and [`recursion`] those that would hold themselves, [`report`] writes the diagnostics (E0381, E0382, E0384,
//! E0507, E0508, E0509, E0594, E0596).
//!
//! The drop flags that run at run time are the tree's `MovePaths`; the paths here are finer (also for types without
//! drop glue) and serve only the verdict.

mod build;
mod const_drop;
mod graph;
mod initialized;
mod mutability;
mod paths;
mod recursion;
mod report;
mod shape;
mod suspend;

use treebeard_syntax::Diagnostic;

use crate::context::Sema;
use crate::def::DefId;
use crate::tree::{Capture, TypedBody};

pub use graph::{Access, Action, FlowGraph, Point, PointId};

impl Sema {
    /// The ownership errors of a body and the closures in it that need no regions.
    pub fn check_flow(&self, def: DefId) -> Vec<Diagnostic> {
        let body = self.typed_body(def);
        let mut diagnostics = check_one(self, &body, &body, &[]);
        let mut closures: Vec<_> = body.closures.iter().collect();
        closures.sort_by_key(|(node, _)| **node);
        for (_, closure) in closures {
            diagnostics.extend(check_one(self, &body, &closure.body, &closure.captures));
        }
        diagnostics
    }

    /// The control-flow graph of one body; `owner` holds its closures.
    pub fn flow_graph(&self, owner: &TypedBody, body: &TypedBody) -> FlowGraph {
        build::build(owner, body)
    }
}

fn check_one(sema: &Sema, owner: &TypedBody, body: &TypedBody, captures: &[Capture]) -> Vec<Diagnostic> {
    let graph = sema.flow_graph(owner, body);
    let cx = report::Report { sema, body, captures };
    let mut diagnostics = initialized::check(&cx, &graph);
    diagnostics.extend(mutability::check(&cx, &graph));
    diagnostics.extend(shape::check(&cx, &graph));
    diagnostics.extend(const_drop::check(&cx, &graph));
    // The same span in several roles (a loop, a macro) is reported once.
    let mut seen = Vec::new();
    diagnostics.retain(|diagnostic| {
        let key = (diagnostic.code, diagnostic.primary.span.call_site(), diagnostic.message.clone());
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
    diagnostics
}
