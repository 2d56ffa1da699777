//! State machines and errors.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Idle,
    Running,
    Done,
}

impl State {
    pub fn next(self) -> State {
        match self {
            State::Idle => State::Running,
            State::Running | State::Done => State::Done,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            State::Idle => "idle",
            State::Running => "running",
            State::Done => "done",
        }
    }
}

pub struct Machine {
    pub state: State,
    pub steps: usize,
}

impl Machine {
    pub fn new() -> Machine {
        Machine { state: State::Idle, steps: 0 }
    }

    pub fn step(&mut self) -> bool {
        self.steps += 1;
        self.state = self.state.next();
        self.state != State::Done
    }

    pub fn finish(self) {
        assert_eq!(self.state, State::Done, "still {}", self.state.name());
    }
}

impl Default for Machine {
    fn default() -> Machine {
        Machine::new()
    }
}

pub fn question(value: Option<i32>) -> Result<i32, Box<dyn std::error::Error>> {
    Ok(value.ok_or("no value")? + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_0() {
        assert_eq!(State::Idle.next(), State::Running);
    }

    #[test]
    fn named_0() {
        assert_eq!(State::Idle.name(), "idle");
    }

    #[test]
    fn steps_1() {
        assert_eq!(State::Running.next(), State::Done);
    }

    #[test]
    fn named_1() {
        assert_eq!(State::Running.name(), "running");
    }

    #[test]
    fn steps_2() {
        assert_eq!(State::Done.next(), State::Done);
    }

    #[test]
    fn named_2() {
        assert_eq!(State::Done.name(), "done");
    }

    #[test]
    fn runs_0() {
        let mut machine = Machine::new();
        for _ in 0..0 {
            machine.step();
        }
        assert_eq!(machine.steps, 0);
    }

    #[test]
    fn runs_1() {
        let mut machine = Machine::new();
        for _ in 0..1 {
            machine.step();
        }
        assert_eq!(machine.steps, 1);
    }

    #[test]
    fn runs_2() {
        let mut machine = Machine::new();
        for _ in 0..2 {
            machine.step();
        }
        assert_eq!(machine.steps, 2);
    }

    #[test]
    fn runs_3() {
        let mut machine = Machine::new();
        for _ in 0..3 {
            machine.step();
        }
        assert_eq!(machine.steps, 3);
    }

    #[test]
    fn runs_4() {
        let mut machine = Machine::new();
        for _ in 0..4 {
            machine.step();
        }
        assert_eq!(machine.steps, 4);
    }

    #[test]
    fn stops() {
        let mut machine = Machine::new();
        while machine.step() {}
        assert_eq!(machine.state, State::Done);
    }

    #[test]
    fn stuck() {
        let mut machine = Machine::new();
        machine.step();
        assert_eq!(machine.state, State::Done);
    }

    #[test]
    fn matches() {
        assert!(matches!(State::Idle.next(), State::Running | State::Done));
    }

    #[test]
    fn not_matching() {
        let state = State::Idle;
        assert!(matches!(state, State::Done), "state is {state:?}");
    }

    #[test]
    #[should_panic(expected = "still idle")]
    fn guarded() {
        Machine::new().finish();
    }

    #[test]
    fn question_mark() -> Result<(), Box<dyn std::error::Error>> {
        let value = question(Some(3))?;
        assert_eq!(value, 4);
        Ok(())
    }

    #[test]
    fn question_fails() -> Result<(), Box<dyn std::error::Error>> {
        question(None)?;
        Ok(())
    }

    #[test]
    #[ignore = "see `stuck`"]
    fn skipped() {
        panic!();
    }

    #[test]
    fn many_lines() {
        for n in 0..5 {
            println!("line {n}");
        }
        panic!("multi\nline");
    }
}
