//! Boxed trait objects of several types in one vector dispatch on the type each really has.
trait Animal {
    fn name(&self) -> String;
    fn legs(&self) -> u32 {
        4
    }
    fn rename(&mut self, name: &str);
}

struct Dog(String);
struct Bird {
    name: String,
    renamed: u32,
}

impl Animal for Dog {
    fn name(&self) -> String {
        self.0.clone()
    }
    fn rename(&mut self, name: &str) {
        self.0 = name.to_string();
    }
}

impl Animal for Bird {
    fn name(&self) -> String {
        format!("{} ({})", self.name, self.renamed)
    }
    fn legs(&self) -> u32 {
        2
    }
    fn rename(&mut self, name: &str) {
        self.name = name.to_uppercase();
        self.renamed += 1;
    }
}

fn main() {
    let mut animals: Vec<Box<dyn Animal>> =
        vec![Box::new(Dog("rex".into())), Box::new(Bird { name: "tweety".into(), renamed: 0 })];
    for animal in animals.iter_mut() {
        println!("{} {}", animal.name(), animal.legs());
        animal.rename("max");
    }
    animals.push(Box::new(Dog("last".into())));
    println!("{:?}", animals.iter().map(|a| a.name()).collect::<Vec<_>>());
    println!("{}", animals.iter().map(|a| a.legs()).sum::<u32>());
}
