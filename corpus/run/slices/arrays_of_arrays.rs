//! Nested arrays: indexing, iteration by row and column, copying and comparison.
fn multiply(a: [[i32; 2]; 2], b: [[i32; 2]; 2]) -> [[i32; 2]; 2] {
    let mut product = [[0; 2]; 2];
    for i in 0..2 {
        for j in 0..2 {
            for k in 0..2 {
                product[i][j] += a[i][k] * b[k][j];
            }
        }
    }
    product
}

fn main() {
    let fibonacci = [[1, 1], [1, 0]];
    let mut power = [[1, 0], [0, 1]];
    for _ in 0..10 {
        power = multiply(power, fibonacci);
    }
    println!("{power:?} {}", power[0][1]);
    let mut grid = [['.'; 4]; 3];
    grid[1][2] = '#';
    let copy = grid;
    grid[0] = ['x'; 4];
    for row in &grid {
        println!("{}", row.iter().collect::<String>());
    }
    println!("{} {}", copy[0][0], copy == grid);
    println!("{}", grid.len() * grid[0].len());
    println!("{:?}", [1, 2, 3].map(|n| n * n));
}
