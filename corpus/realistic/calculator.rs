//! A calculator: tokenizer, recursive-descent parser with precedence, and an evaluator with variables and functions.
use std::collections::HashMap;
use std::fmt;

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(f64),
    Name(String),
    Operator(char),
    Open,
    Close,
    Comma,
    Assign,
}

enum CalcError {
    UnexpectedChar { at: usize, found: char },
    BadNumber { at: usize, text: String },
    UnexpectedToken { found: Option<Token>, wanted: &'static str },
    UnknownName(String),
    WrongArguments { function: String, found: usize },
    DivisionByZero,
}

impl fmt::Display for CalcError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CalcError::UnexpectedChar { at, found } => write!(f, "unexpected {found:?} at {at}"),
            CalcError::BadNumber { at, text } => write!(f, "bad number {text} at {at}"),
            CalcError::UnexpectedToken { found: Some(token), wanted } => {
                write!(f, "found {token:?}, wanted {wanted}")
            }
            CalcError::UnexpectedToken { found: None, wanted } => write!(f, "input ended, wanted {wanted}"),
            CalcError::UnknownName(name) => write!(f, "{name} is not known"),
            CalcError::WrongArguments { function, found } => {
                write!(f, "{function} cannot take {found} arguments")
            }
            CalcError::DivisionByZero => f.write_str("division by zero"),
        }
    }
}

struct Tokenizer<'a> {
    text: &'a str,
    chars: std::iter::Peekable<std::str::CharIndices<'a>>,
}

impl<'a> Tokenizer<'a> {
    fn new(text: &'a str) -> Self {
        Tokenizer { text, chars: text.char_indices().peekable() }
    }

    fn take_while(&mut self, start: usize, accept: impl Fn(char) -> bool) -> &'a str {
        let mut end = start;
        while let Some(&(at, c)) = self.chars.peek() {
            if !accept(c) {
                break;
            }
            end = at + c.len_utf8();
            self.chars.next();
        }
        &self.text[start..end]
    }

    fn tokens(mut self) -> Result<Vec<Token>, CalcError> {
        let mut tokens = Vec::new();
        while let Some(&(at, c)) = self.chars.peek() {
            let token = match c {
                ' ' => {
                    self.chars.next();
                    continue;
                }
                '0'..='9' | '.' => {
                    let text = self.take_while(at, |c| c.is_ascii_digit() || c == '.');
                    let number =
                        text.parse().map_err(|_| CalcError::BadNumber { at, text: text.to_string() })?;
                    tokens.push(Token::Number(number));
                    continue;
                }
                c if c.is_alphabetic() => {
                    let name = self.take_while(at, char::is_alphanumeric);
                    tokens.push(Token::Name(name.to_string()));
                    continue;
                }
                '+' | '-' | '*' | '/' | '^' => Token::Operator(c),
                '(' => Token::Open,
                ')' => Token::Close,
                ',' => Token::Comma,
                '=' => Token::Assign,
                found => return Err(CalcError::UnexpectedChar { at, found }),
            };
            self.chars.next();
            tokens.push(token);
        }
        Ok(tokens)
    }
}

enum Expr {
    Number(f64),
    Variable(String),
    Negate(Box<Expr>),
    Binary { operator: char, left: Box<Expr>, right: Box<Expr> },
    Call { function: String, arguments: Vec<Expr> },
}

enum Statement {
    Assign(String, Expr),
    Show(Expr),
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
}

type ParseFn = fn(&mut Parser) -> Result<Expr, CalcError>;

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn accept(&mut self, token: &Token) -> bool {
        let matches = self.peek() == Some(token);
        if matches {
            self.at += 1;
        }
        matches
    }

    fn accept_operator(&mut self, operators: &str) -> Option<char> {
        match self.peek() {
            Some(Token::Operator(c)) if operators.contains(*c) => {
                let c = *c;
                self.at += 1;
                Some(c)
            }
            _ => None,
        }
    }

    fn unexpected<T>(&self, wanted: &'static str) -> Result<T, CalcError> {
        Err(CalcError::UnexpectedToken { found: self.peek().cloned(), wanted })
    }

    fn statement(&mut self) -> Result<Statement, CalcError> {
        let statement = match self.tokens.as_slice() {
            [Token::Name(name), Token::Assign, ..] => {
                let name = name.clone();
                self.at = 2;
                Statement::Assign(name, self.sum()?)
            }
            _ => Statement::Show(self.sum()?),
        };
        if self.peek().is_some() { self.unexpected("an operator") } else { Ok(statement) }
    }

    fn left_associative(&mut self, operators: &str, operand: ParseFn) -> Result<Expr, CalcError> {
        let mut left = operand(self)?;
        while let Some(operator) = self.accept_operator(operators) {
            let right = operand(self)?;
            left = Expr::Binary { operator, left: Box::new(left), right: Box::new(right) };
        }
        Ok(left)
    }

    fn sum(&mut self) -> Result<Expr, CalcError> {
        self.left_associative("+-", Parser::product)
    }

    fn product(&mut self) -> Result<Expr, CalcError> {
        self.left_associative("*/", Parser::unary)
    }

    fn unary(&mut self) -> Result<Expr, CalcError> {
        if self.accept_operator("-").is_some() {
            return Ok(Expr::Negate(Box::new(self.unary()?)));
        }
        self.power()
    }

    fn power(&mut self) -> Result<Expr, CalcError> {
        let base = self.primary()?;
        if let Some(operator) = self.accept_operator("^") {
            let exponent = self.unary()?;
            return Ok(Expr::Binary { operator, left: Box::new(base), right: Box::new(exponent) });
        }
        Ok(base)
    }

    fn primary(&mut self) -> Result<Expr, CalcError> {
        match self.peek().cloned() {
            Some(Token::Number(n)) => {
                self.at += 1;
                Ok(Expr::Number(n))
            }
            Some(Token::Name(name)) => {
                self.at += 1;
                if self.accept(&Token::Open) {
                    Ok(Expr::Call { function: name, arguments: self.arguments()? })
                } else {
                    Ok(Expr::Variable(name))
                }
            }
            Some(Token::Open) => {
                self.at += 1;
                let inner = self.sum()?;
                if self.accept(&Token::Close) { Ok(inner) } else { self.unexpected("a closing parenthesis") }
            }
            _ => self.unexpected("a value"),
        }
    }

    fn arguments(&mut self) -> Result<Vec<Expr>, CalcError> {
        let mut arguments = Vec::new();
        if self.accept(&Token::Close) {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.sum()?);
            if self.accept(&Token::Close) {
                return Ok(arguments);
            }
            if !self.accept(&Token::Comma) {
                return self.unexpected("a comma");
            }
        }
    }
}

struct Calculator {
    variables: HashMap<String, f64>,
}

impl Calculator {
    fn evaluate(&self, expr: &Expr) -> Result<f64, CalcError> {
        Ok(match expr {
            Expr::Number(n) => *n,
            Expr::Variable(name) => {
                *self.variables.get(name).ok_or_else(|| CalcError::UnknownName(name.clone()))?
            }
            Expr::Negate(inner) => -self.evaluate(inner)?,
            Expr::Binary { operator, left, right } => {
                let (a, b) = (self.evaluate(left)?, self.evaluate(right)?);
                match operator {
                    '+' => a + b,
                    '-' => a - b,
                    '*' => a * b,
                    '/' if b == 0.0 => return Err(CalcError::DivisionByZero),
                    '/' => a / b,
                    _ => a.powi(b as i32),
                }
            }
            Expr::Call { function, arguments } => {
                let values: Result<Vec<f64>, _> = arguments.iter().map(|a| self.evaluate(a)).collect();
                call(function, &values?)?
            }
        })
    }

    fn run(&mut self, line: &str) -> Result<Option<f64>, CalcError> {
        let tokens = Tokenizer::new(line).tokens()?;
        match (Parser { tokens, at: 0 }).statement()? {
            Statement::Assign(name, expr) => {
                let value = self.evaluate(&expr)?;
                self.variables.insert(name, value);
                Ok(None)
            }
            Statement::Show(expr) => self.evaluate(&expr).map(Some),
        }
    }
}

fn call(function: &str, values: &[f64]) -> Result<f64, CalcError> {
    match (function, values) {
        ("sqrt", [x]) => Ok(x.sqrt()),
        ("max", [first, rest @ ..]) => Ok(rest.iter().fold(*first, |a, b| a.max(*b))),
        ("hypot", [a, b]) => Ok((a * a + b * b).sqrt()),
        ("sqrt" | "max" | "hypot", found) => {
            Err(CalcError::WrongArguments { function: function.into(), found: found.len() })
        }
        _ => Err(CalcError::UnknownName(function.to_string())),
    }
}

fn main() {
    let mut calculator = Calculator { variables: HashMap::from([("two".to_string(), 2.0)]) };
    let lines = "1 + 2 * 3 - 4 / 8; -(1 + two) ^ 2; 2 ^ 3 ^ 2; x = sqrt(16) * 1.5;
        x * x - max(1, x, 3); hypot(3, 4) + max(7); 1 +; (1 + 2;
        1 2; 3 $ 4; 1.2.3; y + 1;
        x / (x - 6); sqrt(); hypot(1); max(1 2)";
    for line in lines.split(';').map(str::trim) {
        match calculator.run(line) {
            Ok(Some(value)) => println!("{line} = {value}"),
            Ok(None) => println!("{line}"),
            Err(error) => println!("{line}: {error}"),
        }
    }
}
