//! A labeled block can be left early with a value.
//@ stdout: negative even odd
//@ stdout: 21
fn classify(n: i32) -> &'static str {
    'answer: {
        if n < 0 {
            break 'answer "negative";
        }
        if n % 2 == 0 {
            break 'answer "even";
        }
        "odd"
    }
}

fn main() {
    println!("{} {} {}", classify(-1), classify(4), classify(9));
    let total = 'sum: {
        let mut total = 0;
        for i in 1.. {
            total += i;
            if total > 20 {
                break 'sum total;
            }
        }
        0
    };
    println!("{total}");
}
