//! A state machine whose transitions consume the old state and return the new one.
#[derive(Debug, PartialEq)]
enum State {
    Idle,
    Running { ticks: u32 },
    Done(Result<u32, String>),
}

enum Event {
    Start,
    Tick,
    Fail(&'static str),
    Stop,
}

fn step(state: State, event: Event) -> State {
    match (state, event) {
        (State::Idle, Event::Start) => State::Running { ticks: 0 },
        (State::Running { ticks }, Event::Tick) => State::Running { ticks: ticks + 1 },
        (State::Running { .. }, Event::Fail(why)) => State::Done(Err(why.to_string())),
        (State::Running { ticks: n @ 1.. }, Event::Stop) => State::Done(Ok(n)),
        (other, _) => other,
    }
}

fn run(events: Vec<Event>) -> State {
    let mut state = State::Idle;
    for event in events {
        state = step(state, event);
        println!("  {state:?}");
    }
    state
}

fn main() {
    let done = run(vec![Event::Tick, Event::Start, Event::Stop, Event::Tick, Event::Stop]);
    println!("{}", done == State::Done(Ok(1)));
    println!("{:?}", run(vec![Event::Start, Event::Fail("broken"), Event::Start]));
}
