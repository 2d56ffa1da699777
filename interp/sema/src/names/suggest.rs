//! The nearest name to one that does not exist, as rustc suggests it.

use treebeard_syntax::{Diagnostic, Symbol};

use super::{Namespace, Scope};
use crate::Sema;
use crate::def::{DefId, DefKind};

impl Sema {
    /// Adds "a similar name exists" to an error about `name`.
    pub(crate) fn with_similar(
        &self,
        error: Diagnostic,
        scope: Scope,
        name: Symbol,
        container: Option<DefId>,
        ns: Namespace,
    ) -> Diagnostic {
        if container.is_none() {
            let modules = self.modules_with(scope, name, ns);
            if !modules.is_empty() {
                return error.help(import_help(&modules, name));
            }
        }
        match self.nearest_in_scope(scope, name, container, ns) {
            Some(near) => error.help(format!("a name with a similar spelling exists: `{near}`")),
            None => error,
        }
    }

    /// The modules, of the program and of the library, from which the name could be imported.
    fn modules_with(&self, scope: Scope, name: Symbol, ns: Namespace) -> Vec<String> {
        let mut found = Vec::new();
        let mut modules = vec![(self.crate_root(scope.module), "crate".to_owned())];
        while let Some((module, path)) = modules.pop() {
            let declared = self.mod_scope(module);
            let found_here = declared.get(name, ns).filter(|_| module != scope.module);
            if found_here.is_some_and(|def| self.is_accessible(self.visibility(def), scope.module)) {
                found.push(path.clone());
            }
            let mut inner: Vec<DefId> = declared.types.values().copied().collect();
            inner.retain(|def| self.data(*def).kind == DefKind::Mod);
            inner.sort_unstable();
            modules
                .extend(inner.into_iter().rev().map(|def| (def, format!("{path}::{}", self.data(def).name))));
        }
        // A value of the library whose name begins small is more likely a variable that was forgotten.
        if name.as_str().starts_with(char::is_uppercase) {
            let library = self.source(0);
            found.extend(library.source.real_modules_with(name.as_str()).into_iter().map(str::to_owned));
        }
        found
    }

    /// The name in a module (or in the scopes around) that is most like `name`.
    pub fn nearest_in_scope(
        &self,
        scope: Scope,
        name: Symbol,
        container: Option<DefId>,
        ns: Namespace,
    ) -> Option<Symbol> {
        let mut names: Vec<Symbol> = Vec::new();
        let mut module = container.unwrap_or(scope.module);
        loop {
            let declared = self.mod_scope(module);
            let table = match ns {
                Namespace::Type => &declared.types,
                Namespace::Value => &declared.values,
            };
            names.extend(table.keys().copied());
            names.extend(declared.named.keys().copied());
            let data = self.data(module);
            if container.is_some() || !data.is_block {
                break;
            }
            module = data.module;
        }
        if container.is_none()
            && let Some(prelude) = self.std_prelude(self.edition(scope.module))
        {
            names.extend(self.mod_scope(prelude).named.keys().copied());
        }
        nearest(name.as_str(), names)
    }
}

/// At most so many imports are named.
const IMPORTS_MAX: usize = 4;

fn import_help(modules: &[String], name: Symbol) -> String {
    let uses = modules.iter().take(IMPORTS_MAX).map(|module| format!("`use {module}::{name};`"));
    let uses = uses.collect::<Vec<_>>().join(" or ");
    match modules.len().saturating_sub(IMPORTS_MAX) {
        0 => format!("consider importing it: {uses}"),
        more => format!("consider importing it: {uses} ({more} more)"),
    }
}

/// The candidate with the smallest edit distance, at most a third of the length away.
pub fn nearest(name: &str, candidates: impl IntoIterator<Item = Symbol>) -> Option<Symbol> {
    let limit = name.chars().count().max(3) / 3;
    let mut best: Option<(usize, Symbol)> = None;
    for candidate in candidates {
        let text = candidate.as_str();
        if text == name || text.is_empty() || text == "_" {
            continue;
        }
        let same_but_case = text.eq_ignore_ascii_case(name);
        let distance = if same_but_case { 0 } else { edit_distance(name, text) };
        // Nothing of the name would be left.
        let is_other_word = distance >= name.chars().count();
        let better = best.is_none_or(|(d, s)| distance < d || (distance == d && text < s.as_str()));
        if distance <= limit && !is_other_word && better {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, symbol)| symbol)
}

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
fn edit_distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (above[j] + 1).min(row[j - 1] + 1).min(above[j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}
