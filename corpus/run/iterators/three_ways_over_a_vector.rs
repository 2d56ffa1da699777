//! A vector is walked by shared reference, by mutable reference or by value.
struct Bag(Vec<String>);

impl IntoIterator for Bag {
    type Item = String;
    type IntoIter = std::vec::IntoIter<String>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Bag {
    type Item = &'a String;
    type IntoIter = std::slice::Iter<'a, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

fn main() {
    let mut words = vec![String::from("a"), String::from("b")];
    for word in &words {
        print!("{word} ");
    }
    for word in &mut words {
        word.push('!');
    }
    for word in words.iter_mut().rev() {
        word.insert(0, '<');
    }
    println!("{words:?}");
    let bag = Bag(words);
    for word in &bag {
        print!("{} ", word.len());
    }
    for word in bag {
        print!("{word} ");
    }
    println!();
}
