//! take, replace, insert and get_or_insert_with change an Option through a mutable reference.
struct Slot {
    value: Option<String>,
}

fn main() {
    let mut slot = Slot { value: None };
    println!("{}", slot.value.get_or_insert_with(|| String::from("made")));
    println!("{}", slot.value.get_or_insert_with(|| panic!("not called")));
    if let Some(text) = &mut slot.value {
        text.push_str(" longer");
    }
    if let Some(text) = slot.value.as_mut() {
        text.push('!');
    }
    println!("{:?} {:?}", slot.value.as_deref(), slot.value.as_ref().map(|s| s.len()));
    println!("{:?}", slot.value.replace("new".to_string()));
    println!("{:?} {:?}", slot.value.take(), slot.value);
    println!("{}", slot.value.insert("last".into()));
    println!("{:?}", slot.value.take_if(|s| s.len() > 10));
    println!("{}", slot.value.unwrap());
}
