//! Constants that panic are reported at their own code, with the panic's message: those that need them are not.
const fn checked(index: usize) -> usize {
    assert!(index < 4, "index out of the table");
    index
}

const fn twice(index: usize) -> usize {
    checked(index) + checked(index)
}

const RIGHT: usize = twice(3);
const WRONG: usize = twice(4); //~ E0080
const NEEDS: usize = WRONG + 1;

const _: () = assert!(size_of::<u32>() == 8, "u32 has 8 bytes"); //~ E0080

const _: () = {
    let table = [1, 2, 3];
    let mut at = 0;
    while at < table.len() {
        match table[at] {
            3 => panic!("three"), //~ E0080
            _ => at += 1,
        }
    }
};

static NONE: u32 = match None {
    Some(x) => x,
    None => unreachable!(), //~ E0080
};

/// A panic of an argument is no panic inside the call.
const DIGIT: u32 = checked(
    twice(9), //~ E0080
) as u32;

const LETTER: char = char::from_digit(5, 40) //~ E0080
    .unwrap();

fn main() {
    let array = [0u8; {
        assert!(RIGHT == 8); //~ E0080
        4
    }];
    println!("{NEEDS} {NONE} {DIGIT} {LETTER} {}", array.len());
}
