//! Chunks divide a slice, windows slide over it.
fn main() {
    let values = [1, 2, 3, 4, 5];
    for chunk in values.chunks(2) {
        print!("{chunk:?} ");
    }
    println!();
    for window in values.windows(3) {
        print!("{} ", window.iter().sum::<i32>());
    }
    println!();
    println!("{:?} {:?}", values.chunks_exact(2).remainder(), values.rchunks(2).next());
    let mut grid = [0; 6];
    for (row, chunk) in grid.chunks_mut(3).enumerate() {
        for (column, cell) in chunk.iter_mut().enumerate() {
            *cell = row * 10 + column;
        }
    }
    println!("{grid:?}");
    println!("{:?}", values.split(|v| v % 2 == 0).collect::<Vec<_>>());
}
