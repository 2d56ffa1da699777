//! `&dyn` and `&mut dyn` borrow a value of any implementing type, chosen at run time.
trait Meter {
    fn read(&self) -> i32;
    fn add(&mut self, n: i32);
}

impl Meter for i32 {
    fn read(&self) -> i32 {
        *self
    }
    fn add(&mut self, n: i32) {
        *self += n;
    }
}

impl Meter for Vec<i32> {
    fn read(&self) -> i32 {
        self.iter().sum()
    }
    fn add(&mut self, n: i32) {
        self.push(n);
    }
}

fn feed(meter: &mut dyn Meter, amounts: &[i32]) -> i32 {
    for &amount in amounts {
        meter.add(amount);
    }
    meter.read()
}

fn larger<'a>(a: &'a dyn Meter, b: &'a dyn Meter) -> &'a dyn Meter {
    if a.read() > b.read() { a } else { b }
}

fn main() {
    let mut plain = 10;
    let mut list = vec![1];
    println!("{} {}", feed(&mut plain, &[1, 2]), feed(&mut list, &[3, 4]));
    println!("{}", larger(&plain, &list).read());
    let chosen: &mut dyn Meter = if plain > 100 { &mut plain } else { &mut list };
    chosen.add(50);
    println!("{plain} {list:?}");
    println!("{} {}", size_of::<&dyn Meter>(), size_of_val(&list as &dyn Meter));
}
