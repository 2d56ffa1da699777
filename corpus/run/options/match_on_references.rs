//! An Option behind a reference is matched without moving what it holds.
//@ stdout: none
//@ stdout: newx
//@ stdout: moved newx
struct Slot {
    name: Option<String>,
}

fn describe(slot: &Slot) -> &str {
    match &slot.name {
        Some(name) if name.is_empty() => "unnamed",
        Some(name) => name,
        None => "none",
    }
}

fn rename(slot: &mut Slot) {
    match slot.name {
        Some(ref mut name) => name.push('x'),
        None => slot.name = Some(String::from("new")),
    }
}

fn main() {
    let mut slot = Slot { name: None };
    println!("{}", describe(&slot));
    rename(&mut slot);
    rename(&mut slot);
    println!("{}", describe(&slot));
    if let Slot { name: Some(name) } = slot {
        println!("moved {name}");
    }
}
