//! Tasks in a queue take turns at their awaits.
use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// Pending once.
struct Yield(bool);

impl Future for Yield {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}


type Task = Pin<Box<dyn Future<Output = ()>>>;

fn main() {
    let log = Rc::new(RefCell::new(Vec::new()));
    let mut queue: VecDeque<Task> = VecDeque::new();
    for task in 0..3 {
        let log = log.clone();
        queue.push_back(Box::pin(async move {
            for step in 0..=task {
                log.borrow_mut().push((task, step));
                Yield(false).await;
            }
        }));
    }
    let mut context = Context::from_waker(Waker::noop());
    while let Some(mut task) = queue.pop_front() {
        if task.as_mut().poll(&mut context).is_pending() {
            queue.push_back(task);
        }
    }
    println!("{:?}", log.borrow());
}
