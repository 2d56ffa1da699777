//! A mutable static and a union are used in unsafe blocks.
static mut COUNTER: u32 = 0;

union Bits {
    float: f32,
    int: u32,
}

fn increase() -> u32 {
    unsafe {
        COUNTER += 1;
        COUNTER
    }
}

fn main() {
    println!("{} {} {}", increase(), increase(), increase());
    let mut bits = Bits { float: 1.0 };
    println!("{:#x}", unsafe { bits.int });
    bits.int = 0x4000_0000;
    println!("{}", unsafe { bits.float });
    println!("{}", unsafe { std::mem::transmute::<[u16; 2], u32>([1, 1]) });
}
