pub fn volume(width: u32, height: u32, depth: u32) -> u32 {
    super::area(width, height) * depth
}
