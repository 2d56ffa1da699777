//! A small stack machine: an assembler with labels, a checked interpreter, traps, and programs that run on it.
use std::collections::HashMap;
use std::fmt;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Op {
    Push(i64),
    Pop,
    Dup,
    Swap,
    Over,
    Add,
    Sub,
    Mul,
    Div,
    Less,
    Load(u8),
    Store(u8),
    Jump(usize),
    JumpIfZero(usize),
    Call(usize),
    Return,
    Print,
    Halt,
}

#[derive(Debug, PartialEq)]
enum AssembleError {
    UnknownOp { line: usize, word: String },
    MissingOperand { line: usize, op: &'static str },
    BadOperand { line: usize, word: String },
    UnknownLabel(String),
}

#[derive(Debug)]
enum Trap {
    StackUnderflow,
    StackOverflow,
    DivisionByZero,
    Overflow,
    BadJump(usize),
    OutOfFuel,
}

impl fmt::Display for Trap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trap::BadJump(target) => write!(f, "jump to {target}"),
            other => write!(f, "{other:?}"),
        }
    }
}

enum Pending {
    Done(Op),
    Label(fn(usize) -> Op, String),
}

struct Assembler {
    code: Vec<Pending>,
    labels: HashMap<String, usize>,
}

impl Assembler {
    fn assemble(source: &str) -> Result<Vec<Op>, AssembleError> {
        let mut assembler = Assembler { code: Vec::new(), labels: HashMap::new() };
        for (index, line) in source.lines().enumerate() {
            let line = line.split(';').next().unwrap_or("").trim();
            assembler.line(index + 1, line)?;
        }
        assembler.link()
    }

    fn line(&mut self, number: usize, mut line: &str) -> Result<(), AssembleError> {
        if let Some((label, rest)) = line.split_once(':') {
            self.labels.insert(label.to_string(), self.code.len());
            line = rest.trim_start();
        }
        let mut words = line.split_whitespace();
        while let Some(word) = words.next() {
            let mut operand = |op| words.next().ok_or(AssembleError::MissingOperand { line: number, op });
            let bad = |word: &str| AssembleError::BadOperand { line: number, word: word.to_string() };
            let pending = match word {
                "push" => {
                    let word = operand("push")?;
                    Pending::Done(Op::Push(word.parse().map_err(|_| bad(word))?))
                }
                "load" => {
                    let word = operand("load")?;
                    Pending::Done(Op::Load(word.parse().map_err(|_| bad(word))?))
                }
                "store" => {
                    let word = operand("store")?;
                    Pending::Done(Op::Store(word.parse().map_err(|_| bad(word))?))
                }
                "jump" => Pending::Label(Op::Jump, operand("jump")?.to_string()),
                "jz" => Pending::Label(Op::JumpIfZero, operand("jz")?.to_string()),
                "call" => Pending::Label(Op::Call, operand("call")?.to_string()),
                simple => Pending::Done(simple_op(number, simple)?),
            };
            self.code.push(pending);
        }
        Ok(())
    }

    fn link(self) -> Result<Vec<Op>, AssembleError> {
        let Assembler { code, labels } = self;
        code.into_iter()
            .map(|pending| match pending {
                Pending::Done(op) => Ok(op),
                Pending::Label(make, label) => match labels.get(&label) {
                    Some(&target) => Ok(make(target)),
                    None => Err(AssembleError::UnknownLabel(label)),
                },
            })
            .collect()
    }
}

fn simple_op(line: usize, word: &str) -> Result<Op, AssembleError> {
    const SIMPLE: [(&str, Op); 12] = [
        ("pop", Op::Pop),
        ("dup", Op::Dup),
        ("swap", Op::Swap),
        ("over", Op::Over),
        ("add", Op::Add),
        ("sub", Op::Sub),
        ("mul", Op::Mul),
        ("div", Op::Div),
        ("less", Op::Less),
        ("ret", Op::Return),
        ("print", Op::Print),
        ("halt", Op::Halt),
    ];
    match SIMPLE.iter().find(|(name, _)| *name == word) {
        Some(&(_, op)) => Ok(op),
        None => Err(AssembleError::UnknownOp { line, word: word.to_string() }),
    }
}

struct Machine<'a> {
    code: &'a [Op],
    stack: Vec<i64>,
    calls: Vec<usize>,
    memory: [i64; 8],
    at: usize,
    steps: u64,
    output: Vec<i64>,
}

impl<'a> Machine<'a> {
    const STACK_LIMIT: usize = 64;

    fn new(code: &'a [Op]) -> Self {
        Machine { code, stack: vec![], calls: vec![], memory: [0; 8], at: 0, steps: 0, output: vec![] }
    }

    fn pop(&mut self) -> Result<i64, Trap> {
        self.stack.pop().ok_or(Trap::StackUnderflow)
    }

    fn push(&mut self, value: i64) -> Result<(), Trap> {
        if self.stack.len() == Self::STACK_LIMIT {
            return Err(Trap::StackOverflow);
        }
        self.stack.push(value);
        Ok(())
    }

    fn binary(&mut self, compute: impl FnOnce(i64, i64) -> Option<i64>) -> Result<(), Trap> {
        let right = self.pop()?;
        let left = self.pop()?;
        self.push(compute(left, right).ok_or(Trap::Overflow)?)
    }

    fn step(&mut self) -> Result<bool, Trap> {
        let op = *self.code.get(self.at).ok_or(Trap::BadJump(self.at))?;
        self.at += 1;
        self.steps += 1;
        match op {
            Op::Push(value) => self.push(value)?,
            Op::Pop => drop(self.pop()?),
            Op::Dup => {
                let top = *self.stack.last().ok_or(Trap::StackUnderflow)?;
                self.push(top)?;
            }
            Op::Swap => {
                let [.., a, b] = self.stack.as_mut_slice() else {
                    return Err(Trap::StackUnderflow);
                };
                std::mem::swap(a, b);
            }
            Op::Over => {
                let [.., under, _] = self.stack[..] else {
                    return Err(Trap::StackUnderflow);
                };
                self.push(under)?;
            }
            Op::Add => self.binary(i64::checked_add)?,
            Op::Sub => self.binary(i64::checked_sub)?,
            Op::Mul => self.binary(i64::checked_mul)?,
            Op::Div => {
                if self.stack.last() == Some(&0) {
                    return Err(Trap::DivisionByZero);
                }
                self.binary(i64::checked_div)?;
            }
            Op::Less => self.binary(|a, b| Some((a < b) as i64))?,
            Op::Load(slot) => self.push(self.memory[slot as usize])?,
            Op::Store(slot) => self.memory[slot as usize] = self.pop()?,
            Op::Jump(target) => self.at = target,
            Op::JumpIfZero(target) => {
                if self.pop()? == 0 {
                    self.at = target;
                }
            }
            Op::Call(target) => {
                if self.calls.len() == Self::STACK_LIMIT {
                    return Err(Trap::StackOverflow);
                }
                self.calls.push(std::mem::replace(&mut self.at, target));
            }
            Op::Return => match self.calls.pop() {
                Some(back) => self.at = back,
                None => return Ok(false),
            },
            Op::Print => {
                let value = self.pop()?;
                self.output.push(value);
            }
            Op::Halt => return Ok(false),
        }
        Ok(true)
    }

    fn run(&mut self, fuel: u64) -> Result<(), (Trap, usize)> {
        while self.steps < fuel {
            let at = self.at;
            match self.step() {
                Ok(true) => {}
                Ok(false) => return Ok(()),
                Err(trap) => return Err((trap, at)),
            }
        }
        Err((Trap::OutOfFuel, self.at))
    }
}

fn execute(name: &str, source: &str) {
    let code = match Assembler::assemble(source) {
        Ok(code) => code,
        Err(error) => {
            println!("{name}: {error:?}");
            return;
        }
    };
    let mut machine = Machine::new(&code);
    let result = machine.run(10_000);
    print!("{name}: {:?} in {} steps of {} ops", machine.output, machine.steps, code.len());
    match result {
        Ok(()) => println!(", stack {:?}", machine.stack),
        Err((trap, at)) => println!(", trapped at {at} {:?}: {trap}", code.get(at)),
    }
}

fn main() {
    execute("sum", "push 2 push 3 add push 4 mul print halt");
    execute(
        "countdown",
        "push 5 store 0
         loop: load 0 dup print ; show it
         push 1 sub dup store 0
         jz end
         jump loop
         end: halt",
    );
    execute(
        "factorial",
        "push 10 call fact print halt
         fact: dup push 2 less jz recurse ret
         recurse: dup push 1 sub call fact mul ret",
    );
    execute(
        "fibonacci",
        "push 0 push 1 push 12 store 1
         next: load 1 jz done
         load 1 push 1 sub store 1
         swap over add jump next
         done: pop print halt",
    );
    execute("underflow", "push 1 add");
    execute("division", "push 7 push 0 div halt");
    execute("overflow", "push 9223372036854775807 push 1 add halt");
    execute("endless", "again: push 1 pop jump again");
    execute("deep", "down: call down");
    execute("runs off", "push 1 print");
    execute("unknown op", "push 1\nfrobnicate");
    execute("operands", "\npush one");
    execute("operands", "push");
    execute("unknown label", "jump nowhere");
}
