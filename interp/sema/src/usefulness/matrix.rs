//! The search for a value that no row of a pattern matrix matches.

use super::deconstruct::{Ctor, Cx, Row, Witness};
use crate::ty::{Ty, TyKind};

/// Values (one per type) that no row matches; `None` if every value is matched.
pub(super) fn witness(cx: &Cx<'_>, rows: Vec<Vec<Row>>, types: &[Ty]) -> Option<Vec<Witness>> {
    let Some((&ty, rest)) = types.split_first() else {
        return rows.is_empty().then(Vec::new);
    };
    let rows = expand_or(rows);
    if cx.uninhabited(ty, 0) && !matches!(ty.kind(), TyKind::Ref(..)) {
        return None;
    }
    let heads: Vec<Ctor> = rows
        .iter()
        .filter_map(|row| match row.first() {
            Some(Row::Ctor(ctor, _)) => Some(ctor.clone()),
            _ => None,
        })
        .collect();
    if heads.is_empty() {
        // Only wildcards: any value will do.
        let tails = rows.into_iter().map(|mut row| row.split_off(1)).collect();
        let mut found = witness(cx, tails, rest)?;
        found.insert(0, Witness { ty, ctor: None, fields: Vec::new() });
        return Some(found);
    }
    let ctors = cx.split(ty, &heads).unwrap_or_else(|| {
        // Too many to list: those that are named, and one that is not.
        let mut ctors = heads.clone();
        ctors.dedup();
        ctors.push(Ctor::Missing);
        ctors
    });
    // A value that no row names at all makes the plainest message.
    let (named, unnamed): (Vec<&Ctor>, Vec<&Ctor>) =
        ctors.iter().partition(|ctor| heads.iter().any(|head| covers(head, ctor)));
    for ctor in unnamed.into_iter().chain(named) {
        let fields = cx.field_types(ty, ctor);
        let mut types: Vec<Ty> = fields.clone();
        types.extend_from_slice(rest);
        let rows = rows.iter().filter_map(|row| specialize(row, ctor, fields.len())).collect();
        if let Some(mut found) = witness(cx, rows, &types) {
            let tail = found.split_off(fields.len());
            let ctor = if *ctor == Ctor::Missing { None } else { Some(ctor.clone()) };
            let mut all = vec![Witness { ty, ctor, fields: found }];
            all.extend(tail);
            return Some(all);
        }
    }
    None
}

fn expand_or(rows: Vec<Vec<Row>>) -> Vec<Vec<Row>> {
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        match row.first() {
            Some(Row::Or(alternatives)) => {
                let expanded = alternatives
                    .iter()
                    .map(|alternative| {
                        let mut row = row.clone();
                        row[0] = alternative.clone();
                        row
                    })
                    .collect();
                out.extend(expand_or(expanded));
            }
            _ => out.push(row),
        }
    }
    out
}

/// Does a pattern with this head match values of this (split) constructor?
fn covers(head: &Ctor, ctor: &Ctor) -> bool {
    match (head, ctor) {
        (Ctor::Range(first, last), Ctor::Range(a, b)) => first <= a && b <= last,
        (Ctor::VarLen(prefix, suffix), Ctor::Slice(len)) => prefix + suffix <= *len,
        _ => head == ctor,
    }
}

/// The row for values of `ctor`, its fields in front; `None` if it does not match them.
fn specialize(row: &[Row], ctor: &Ctor, fields: usize) -> Option<Vec<Row>> {
    let (head, tail) = row.split_first()?;
    let mut new = match head {
        Row::Wild => vec![Row::Wild; fields],
        Row::Ctor(own, own_fields) => {
            if !covers(own, ctor) {
                return None;
            }
            match own {
                Ctor::VarLen(prefix, suffix) => {
                    let mut all = own_fields[..*prefix].to_vec();
                    all.resize(fields.saturating_sub(*suffix), Row::Wild);
                    all.extend_from_slice(&own_fields[*prefix..]);
                    all
                }
                Ctor::Range(..) | Ctor::Opaque(_) => Vec::new(),
                _ => own_fields.clone(),
            }
        }
        Row::Or(_) => return None,
    };
    new.resize(fields, Row::Wild);
    new.extend_from_slice(tail);
    Some(new)
}
