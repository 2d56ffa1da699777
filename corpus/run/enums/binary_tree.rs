//! A binary search tree in Option<Box<Node>>: insert, look up, walk in order, measure.
struct Node {
    key: i32,
    left: Option<Box<Node>>,
    right: Option<Box<Node>>,
}

#[derive(Default)]
struct Tree {
    root: Option<Box<Node>>,
}

impl Tree {
    fn insert(&mut self, key: i32) -> bool {
        let mut slot = &mut self.root;
        while let Some(node) = slot {
            if key == node.key {
                return false;
            }
            slot = if key < node.key { &mut node.left } else { &mut node.right };
        }
        *slot = Some(Box::new(Node { key, left: None, right: None }));
        true
    }

    fn contains(&self, key: i32) -> bool {
        let mut here = self.root.as_ref();
        while let Some(node) = here {
            if key == node.key {
                return true;
            }
            here = if key < node.key { node.left.as_ref() } else { node.right.as_ref() };
        }
        false
    }
}

fn walk(node: &Option<Box<Node>>, keys: &mut Vec<i32>) {
    if let Some(node) = node {
        walk(&node.left, keys);
        keys.push(node.key);
        walk(&node.right, keys);
    }
}

fn depth(node: &Option<Box<Node>>) -> usize {
    match node {
        None => 0,
        Some(node) => 1 + depth(&node.left).max(depth(&node.right)),
    }
}

fn main() {
    let mut tree = Tree::default();
    for key in [50, 30, 70, 20, 40, 60, 80, 30] {
        print!("{} ", tree.insert(key));
    }
    println!();
    let mut keys = Vec::new();
    walk(&tree.root, &mut keys);
    println!("{keys:?} depth {}", depth(&tree.root));
    println!("{} {}", tree.contains(60), tree.contains(65));
}
