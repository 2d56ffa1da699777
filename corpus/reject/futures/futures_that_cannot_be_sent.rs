//! What a future holds across an await decides whether it can be sent, as what it captured does.
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Mutex;

fn send<T: Send>(_: T) {}
async fn wait() {}
async fn number() -> i32 {
    1
}
fn two<A, B>(_: A, _: B) {}

struct Raw(*const u8);

fn raw() -> Raw {
    Raw(std::ptr::null())
}

fn local() {
    send(async { //~ FUTURE
        let r = Rc::new(1);
        wait().await;
        drop(r);
    });
}

fn moved_but_borrowed_before() {
    send(async { //~ FUTURE
        let r = Rc::new(1);
        println!("{r}");
        drop(r);
        wait().await;
    });
}

fn borrowed_once() {
    send(async { //~ FUTURE
        let n = raw();
        let _same = &n;
        wait().await;
    });
}

fn guard() {
    send(async { //~ FUTURE
        let m = Mutex::new(1);
        let _guard = m.lock().unwrap();
        wait().await;
    });
}

fn temporary_of_a_scrutinee() {
    send(async { //~ FUTURE
        let m = Mutex::new(1);
        match *m.lock().unwrap() {
            1 => wait().await,
            _ => {}
        }
    });
}

fn waiting_operand() {
    send(async { //~ FUTURE
        let c = Cell::new(1);
        two(&c, number().await);
    });
}

fn in_an_async_fn() {
    send(holds(Rc::new(1))); //~ FUTURE
}

async fn holds(r: Rc<i32>) {
    wait().await;
    drop(r);
}

fn generic() {
    send(keeps(Rc::new(1))); //~ E0277
}

async fn keeps<T>(t: T) {
    wait().await;
    drop(t);
}

fn captured_by_value() {
    let r = Rc::new(1);
    send(async move { println!("{r}") }); //~ FUTURE
}

fn captured_by_reference() {
    let r = Rc::new(1);
    send(async { println!("{r}") }); //~ E0277
}

fn main() {}
