//! Every turn drops its locals; labels leave several scopes at once.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn main() {
    'outer: for i in 0..3 {
        let _outer = D("outer");
        for j in 0.. {
            let _inner = D("inner");
            if j == 1 && i == 0 {
                println!("continue");
                continue 'outer;
            }
            if i == 1 {
                println!("break");
                break 'outer;
            }
        }
    }
    let value = 'block: {
        let _in_block = D("in block");
        if std::hint::black_box(true) {
            break 'block D("value");
        }
        D("other")
    };
    println!("{}", value.0);
    let from_loop = loop {
        let _turn = D("turn");
        break D("from loop");
    };
    println!("{}", from_loop.0);
}
