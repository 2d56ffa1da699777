//! The public paths of the real library, so that what it has and ours lacks is `unsupported`, never an error of the
//! program.
//!
//! The list is made from the installed documentation (see `examples/public_paths.rs`) and shipped as text: one line
//! per owner, its path under `std` and the names of its members. Primitives are owners by their bare names (`str`,
//! `slice`). Invariant: `core::x`, `alloc::x` and `std::x` are one path.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

static TEXT: &str = include_str!("public_paths.txt");

static PATHS: LazyLock<FxHashMap<&'static str, FxHashSet<&'static str>>> = LazyLock::new(|| {
    TEXT.lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            Some((words.next()?, words.collect()))
        })
        .collect()
});

/// Does the real library have a public item of this path: `std::net::TcpStream`, `core::option::Option::zip_with`,
/// `str::trim_ascii`?
pub fn is_std_path(path: &str) -> bool {
    let path = under_std(path);
    if PATHS.contains_key(path.as_str()) || path == "std::arch" || path.starts_with("std::arch::") {
        return true;
    }
    let Some((owner, member)) = path.rsplit_once("::") else { return false };
    let has = |owner: &str| PATHS.get(owner).is_some_and(|members| members.contains(member));
    if has(owner) {
        return true;
    }
    // Our modules may be deeper than the public path: `std::iter::adapters::map::Map` is `std::iter::Map`.
    let Some((module, name)) = owner.rsplit_once("::") else { return false };
    if !name.starts_with(char::is_uppercase) {
        return false;
    }
    let mut module = module;
    while let Some((outer, _)) = module.rsplit_once("::") {
        if has(&format!("{outer}::{name}")) {
            return true;
        }
        module = outer;
    }
    false
}

/// The modules of the real library that have a public member of this name, by their paths, shortest first. What only a
/// platform or the compiler itself has is left out, and so is the prelude, which needs no import.
pub fn modules_with(member: &str) -> Vec<&'static str> {
    const SPECIAL: [&str; 5] = ["std::arch", "std::intrinsics", "std::os", "std::prelude", "std::simd"];
    let is_module = |owner: &str| {
        let last = owner.rsplit("::").next().unwrap_or(owner);
        owner.starts_with("std") && !last.starts_with(char::is_uppercase)
    };
    let is_special = |owner: &str| SPECIAL.iter().any(|special| owner.starts_with(special));
    let has = |(owner, members): (&&'static str, &FxHashSet<&str>)| {
        (is_module(owner) && !is_special(owner) && members.contains(member)).then_some(*owner)
    };
    let mut modules: Vec<&str> = PATHS.iter().filter_map(has).collect();
    modules.sort_by_key(|module| (module.len(), *module));
    modules
}

fn under_std(path: &str) -> String {
    match path.split_once("::") {
        Some(("core" | "alloc", rest)) => format!("std::{rest}"),
        None if path == "core" || path == "alloc" => "std".to_owned(),
        _ => path.to_owned(),
    }
}

/// The text of the list, from the documentation below a toolchain's root.
pub fn documentation(sysroot: &Path) -> io::Result<String> {
    let html = sysroot.join("share/doc/rust/html");
    let mut owners: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for krate in ["core", "alloc", "std"] {
        let all = std::fs::read_to_string(html.join(krate).join("all.html"))?;
        for page in values(&all, "href=\"") {
            // Vendor intrinsics are thousands: all of `std::arch` counts as being there.
            if page.starts_with("arch/") || page.starts_with("simd/") || page.contains("../") {
                continue;
            }
            add_page(&html.join(krate), page, &mut owners)?;
        }
        add_reexports(&html.join(krate), "", &mut owners)?;
    }
    let mut text = String::new();
    for (owner, members) in &owners {
        text.push_str(owner);
        for member in members {
            text.push(' ');
            text.push_str(member);
        }
        text.push('\n');
    }
    Ok(text)
}

/// One page: `vec/struct.Vec.html`.
fn add_page(root: &Path, page: &str, owners: &mut BTreeMap<String, BTreeSet<String>>) -> io::Result<()> {
    let (folder, file) = page.rsplit_once('/').unwrap_or(("", page));
    let mut parts = file.split('.');
    let (Some(kind), Some(name), Some("html")) = (parts.next(), parts.next(), parts.next()) else {
        return Ok(());
    };
    let mut module = "std".to_owned();
    for segment in folder.split('/').filter(|segment| !segment.is_empty()) {
        owners.entry(module.clone()).or_default().insert(segment.to_owned());
        module.push_str("::");
        module.push_str(segment);
    }
    let owner = match kind {
        "primitive" => name.to_owned(),
        "struct" | "enum" | "union" | "trait" | "traitalias" => {
            owners.entry(module.clone()).or_default().insert(name.to_owned());
            format!("{module}::{name}")
        }
        "fn" | "constant" | "static" | "macro" | "type" | "attr" | "derive" => {
            owners.entry(module).or_default().insert(name.to_owned());
            return Ok(());
        }
        _ => return Ok(()),
    };
    let text = std::fs::read_to_string(root.join(page))?;
    let end = text.find("id=\"trait-implementations\"").unwrap_or(text.len());
    let members = owners.entry(owner).or_default();
    for id in values(&text[..end], "id=\"") {
        if let Some((kind, name)) = id.split_once('.')
            && matches!(kind, "method" | "tymethod" | "associatedconstant" | "associatedtype" | "variant")
        {
            members.insert(name.split(['.', '-']).next().unwrap_or(name).to_owned());
        }
    }
    Ok(())
}

/// What modules export from elsewhere: their index pages show it as links.
fn add_reexports(
    root: &Path,
    folder: &str,
    owners: &mut BTreeMap<String, BTreeSet<String>>,
) -> io::Result<()> {
    let Ok(text) = std::fs::read_to_string(root.join(folder).join("index.html")) else { return Ok(()) };
    let mut module = "std".to_owned();
    folder.split('/').filter(|segment| !segment.is_empty()).for_each(|segment| {
        module.push_str("::");
        module.push_str(segment);
    });
    for id in values(&text, "id=\"reexport.") {
        owners.entry(module.clone()).or_default().insert(id.to_owned());
    }
    for title in values(&text, "<a class=\"mod\" href=\"") {
        if let Some(name) = title.strip_suffix("/index.html")
            && !name.contains('/')
            && name != "arch"
        {
            owners.entry(module.clone()).or_default().insert(name.to_owned());
            let inner = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            add_reexports(root, &inner, owners)?;
        }
    }
    // Items of the module by their own links, also those documented in full elsewhere.
    for class in ["struct", "enum", "trait", "fn", "macro", "constant", "type", "union"] {
        for href in values(&text, &format!("<a class=\"{class}\" href=\"")) {
            let file = href.rsplit('/').next().unwrap_or(href);
            if let Some(name) = file.split('.').nth(1) {
                owners.entry(module.clone()).or_default().insert(name.to_owned());
            }
        }
    }
    Ok(())
}

/// What stands between each `prefix` and the next quotation mark.
fn values<'t>(text: &'t str, prefix: &str) -> impl Iterator<Item = &'t str> {
    let prefix = prefix.to_owned();
    text.match_indices(prefix.as_str())
        .map(|(at, found)| at + found.len())
        .collect::<Vec<_>>()
        .into_iter()
        .filter_map(move |at| text[at..].split('"').next())
}
