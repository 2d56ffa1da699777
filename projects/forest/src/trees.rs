//! Recursion.

#[derive(Debug, Default)]
pub struct Tree {
    root: Option<Box<Node>>,
}

#[derive(Debug)]
struct Node {
    value: i32,
    left: Tree,
    right: Tree,
}

pub fn tree(values: &[i32]) -> Tree {
    let mut tree = Tree::default();
    for value in values {
        tree.insert(*value);
    }
    tree
}

impl Tree {
    pub fn insert(&mut self, value: i32) {
        match &mut self.root {
            None => self.root = Some(Box::new(Node { value, left: Tree::default(), right: Tree::default() })),
            Some(node) if value < node.value => node.left.insert(value),
            Some(node) if value > node.value => node.right.insert(value),
            Some(_) => {}
        }
    }

    pub fn in_order(&self) -> Vec<i32> {
        let Some(node) = &self.root else { return Vec::new() };
        let mut out = node.left.in_order();
        out.push(node.value);
        out.extend(node.right.in_order());
        out
    }

    pub fn len(&self) -> usize {
        self.root.as_ref().map_or(0, |node| node.left.len() + 1 + node.right.len())
    }

    pub fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    pub fn depth(&self) -> usize {
        self.root.as_ref().map_or(0, |node| 1 + node.left.depth().max(node.right.depth()))
    }

    pub fn contains(&self, value: i32) -> bool {
        self.find(value).is_ok()
    }

    pub fn minimum(&self) -> Option<i32> {
        let node = self.root.as_ref()?;
        node.left.minimum().or(Some(node.value))
    }

    pub fn find(&self, value: i32) -> Result<i32, String> {
        let node = self.root.as_ref().ok_or_else(|| format!("{value} is not there"))?;
        match value.cmp(&node.value) {
            std::cmp::Ordering::Less => node.left.find(value),
            std::cmp::Ordering::Equal => Ok(node.value),
            std::cmp::Ordering::Greater => node.right.find(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_order_0() {
        assert_eq!(tree(&[2, 1, 3]).in_order(), [1, 2, 3]);
    }

    #[test]
    fn size_0() {
        assert_eq!(tree(&[2, 1, 3]).len(), 3);
    }

    #[test]
    fn in_order_1() {
        assert_eq!(tree(&[1, 2, 3, 4]).in_order(), [1, 2, 3, 4]);
    }

    #[test]
    fn size_1() {
        assert_eq!(tree(&[1, 2, 3, 4]).len(), 4);
    }

    #[test]
    fn in_order_2() {
        assert_eq!(tree(&[]).in_order(), [0; 0]);
    }

    #[test]
    fn size_2() {
        assert_eq!(tree(&[]).len(), 0);
    }

    #[test]
    fn in_order_3() {
        assert_eq!(tree(&[5, 5, 5]).in_order(), [5]);
    }

    #[test]
    fn size_3() {
        assert_eq!(tree(&[5, 5, 5]).len(), 1);
    }

    #[test]
    fn in_order_4() {
        assert_eq!(tree(&[4, 2, 6, 1, 3]).in_order(), [1, 2, 3, 4, 6]);
    }

    #[test]
    fn size_4() {
        assert_eq!(tree(&[4, 2, 6, 1, 3]).len(), 5);
    }

    #[test]
    fn depth() {
        assert_eq!(tree(&[1, 2, 3]).depth(), 3);
    }

    #[test]
    fn depth_wrongly() {
        assert_eq!(tree(&[2, 1, 3]).depth(), 3, "of {:?}", tree(&[2, 1, 3]).in_order());
    }

    #[test]
    fn contains() {
        let t = tree(&[1, 5]);
        assert!(t.contains(5) && !t.contains(4));
    }

    #[test]
    #[should_panic(expected = "called `Option::unwrap()` on a `None` value")]
    fn minimum_of_none() {
        tree(&[]).minimum().unwrap();
    }

    #[test]
    fn minimum_fails() {
        tree(&[]).minimum().unwrap();
    }

    #[test]
    fn deep() {
        let list: Vec<i32> = (0..200).collect();
        assert_eq!(tree(&list).depth(), 200);
    }

    #[test]
    #[ignore = "trees are not balanced"]
    fn not_today() {
        unimplemented!("balancing");
    }

    #[test]
    #[should_panic]
    fn unimplemented() {
        unimplemented!("balancing");
    }

    #[test]
    fn result_of_search() -> Result<(), String> {
        tree(&[1]).find(2).map(|_| ())
    }

    #[test]
    fn result_found() -> Result<(), String> {
        tree(&[1]).find(1).map(|_| ())
    }
}
