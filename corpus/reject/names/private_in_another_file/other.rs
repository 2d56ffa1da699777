pub fn open() {}
fn closed() {}
