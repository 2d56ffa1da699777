//! Nested vectors own their rows, which grow apart.
fn main() {
    let mut triangle: Vec<Vec<u32>> = vec![vec![1]];
    for n in 1..6 {
        let previous = &triangle[n - 1];
        let mut row = vec![1];
        for pair in previous.windows(2) {
            row.push(pair[0] + pair[1]);
        }
        row.push(1);
        triangle.push(row);
    }
    for row in &triangle {
        println!("{row:?}");
    }
    let mut copy = triangle.clone();
    copy[2][1] = 99;
    println!("{} {}", triangle[2][1], copy[2][1]);
    let moved = std::mem::take(&mut copy[5]);
    println!("{} {:?}", moved.len(), copy[5]);
    println!("{}", triangle.into_iter().flatten().sum::<u32>());
}
