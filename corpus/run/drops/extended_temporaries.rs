//! A temporary whose reference a `let` keeps lives as long as the variable.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

struct Holder<'a> {
    d: &'a D,
}

fn same(d: &D) -> &D {
    d
}

fn main() {
    let kept = &D("kept");
    let tuple = (&D("in tuple"), 1);
    let holder = Holder { d: &D("in struct") };
    let ref by_ref = D("ref binding");
    let block = {
        let _inner = D("inner");
        &D("block tail")
    };
    let name = same(&D("ends at once")).0;
    println!("{} {} {} {} {} {name}", kept.0, tuple.0.0, holder.d.0, by_ref.0, block.0);
}
