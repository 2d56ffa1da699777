//! A tree whose children are owned by Rc and whose parents are Weak, changed through RefCell.
use std::cell::RefCell;
use std::rc::{Rc, Weak};

struct Node {
    name: String,
    parent: RefCell<Weak<Node>>,
    children: RefCell<Vec<Rc<Node>>>,
}

impl Node {
    fn new(name: &str) -> Rc<Node> {
        Rc::new(Node {
            name: name.to_string(),
            parent: RefCell::new(Weak::new()),
            children: RefCell::new(Vec::new()),
        })
    }

    fn add(self: &Rc<Self>, child: Rc<Node>) {
        *child.parent.borrow_mut() = Rc::downgrade(self);
        self.children.borrow_mut().push(child);
    }

    fn path(&self) -> String {
        match self.parent.borrow().upgrade() {
            Some(parent) => format!("{}/{}", parent.path(), self.name),
            None => self.name.clone(),
        }
    }

    fn size(&self) -> usize {
        1 + self.children.borrow().iter().map(|child| child.size()).sum::<usize>()
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        println!("drop {}", self.name);
    }
}

fn main() {
    let root = Node::new("root");
    let usr = Node::new("usr");
    let bin = Node::new("bin");
    root.add(usr.clone());
    usr.add(bin.clone());
    root.add(Node::new("tmp"));
    println!("{} {}", bin.path(), root.size());
    println!("{} {}", Rc::strong_count(&usr), Rc::weak_count(&usr));
    drop(root);
    println!("{}", bin.path());
    drop(usr);
    println!("{}", bin.path());
}
