//! A mutable cursor walks a list of boxes, changes nodes, and appends at the end.
struct Node {
    value: i32,
    next: Option<Box<Node>>,
}

fn append(head: &mut Option<Box<Node>>, value: i32) {
    let mut cursor = head;
    while let Some(node) = cursor {
        cursor = &mut node.next;
    }
    *cursor = Some(Box::new(Node { value, next: None }));
}

fn remove(head: &mut Option<Box<Node>>, value: i32) -> bool {
    let mut cursor = head;
    loop {
        match cursor {
            None => return false,
            Some(node) if node.value == value => {
                *cursor = node.next.take();
                return true;
            }
            Some(node) => cursor = &mut node.next,
        }
    }
}

fn show(mut node: &Option<Box<Node>>) -> String {
    let mut text = String::new();
    while let Some(inner) = node {
        text += &format!("{} ", inner.value);
        node = &inner.next;
    }
    text
}

fn main() {
    let mut head = None;
    for value in [1, 2, 3, 4] {
        append(&mut head, value);
    }
    println!("{}", show(&head));
    println!("{} {}", remove(&mut head, 3), remove(&mut head, 9));
    println!("{}", show(&head));
    println!("{} {}", remove(&mut head, 1), show(&head));
}
