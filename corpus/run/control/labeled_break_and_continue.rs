//! Labels let `break` and `continue` reach an outer loop.
fn main() {
    'rows: for row in 0..5 {
        for column in 0..5 {
            if column > row {
                println!();
                continue 'rows;
            }
            if row * column == 6 {
                println!("stop at {row},{column}");
                break 'rows;
            }
            print!("{} ", row * column);
        }
        println!("end of row {row}");
    }
    let found = 'search: loop {
        let mut n = 1;
        loop {
            n *= 2;
            if n > 100 {
                break 'search n;
            }
        }
    };
    println!("{found}");
}
