//! Closures live in generic struct fields and, boxed, in vectors and maps of names.
struct Cached<F: Fn(u32) -> u32> {
    compute: F,
    last: Option<(u32, u32)>,
    calls: u32,
}

impl<F: Fn(u32) -> u32> Cached<F> {
    fn new(compute: F) -> Self {
        Cached { compute, last: None, calls: 0 }
    }

    fn get(&mut self, n: u32) -> u32 {
        match self.last {
            Some((key, value)) if key == n => value,
            _ => {
                self.calls += 1;
                let value = (self.compute)(n);
                self.last = Some((n, value));
                value
            }
        }
    }
}

fn main() {
    let factor = 7;
    let mut cached = Cached::new(|n| n * factor);
    println!("{} {} {} {}", cached.get(2), cached.get(2), cached.get(3), cached.calls);
    let mut steps: Vec<(&str, Box<dyn Fn(i32) -> i32>)> = Vec::new();
    for n in 1..=3 {
        steps.push(("times", Box::new(move |x| x * n)));
    }
    steps.push(("negate", Box::new(|x| -x)));
    let mut value = 5;
    for (name, step) in &steps {
        value = step(value);
        println!("{name} {value}");
    }
}
