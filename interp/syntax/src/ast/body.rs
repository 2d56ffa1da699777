//! Bodies: expressions, statements and blocks.

use serde::{Deserialize, Serialize};

use super::{GenericArgs, GenericParam, Ident, Item, Mutability, NodeId, Param, Pat, Path, Ty};
use crate::span::SpanId;
use crate::symbol::Symbol;

/// The body of a function, constant, static, array length or enum discriminant.
///
/// Closures and inline consts inside it share its node numbering.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Body {
    /// Parameters, self first; empty for constants.
    pub params: Vec<Param>,
    /// What it computes.
    pub value: Expr,
    /// One more than the largest `NodeId` in it.
    pub node_count: u32,
}

/// A constant expression with a body of its own: array length, const argument, discriminant.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AnonConst {
    /// Its body.
    pub body: Box<Body>,
    /// Where it stands.
    pub span: SpanId,
}

/// A block.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Block {
    /// Dense id within the body.
    pub id: NodeId,
    /// Statements.
    pub stmts: Vec<Stmt>,
    /// The tail expression.
    pub tail: Option<Box<Expr>>,
    /// With its braces.
    pub span: SpanId,
}

/// A statement.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Stmt {
    /// `let pat: T = init else { … };`
    Let(Box<Let>),
    /// An item.
    Item(Box<Item>),
    /// An expression statement.
    Expr {
        /// The expression.
        expr: Expr,
        /// Ended by a semicolon (without one its type must be `()`).
        semi: bool,
    },
}

/// A let statement.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Let {
    /// The pattern.
    pub pat: Pat,
    /// The annotated type.
    pub ty: Option<Ty>,
    /// The initialiser.
    pub init: Option<Expr>,
    /// `else { … }`.
    pub els: Option<Block>,
    /// The whole statement.
    pub span: SpanId,
}

/// An expression.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Expr {
    /// Dense id within the body.
    pub id: NodeId,
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: SpanId,
}

/// The forms of an expression. Parentheses are gone.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum ExprKind {
    /// A literal.
    Lit(Lit),
    /// A path: local, item, constructor, constant.
    Path(Path),
    /// `-a`, `!a`, `*a`.
    Unary(UnaryOp, Box<Expr>),
    /// `a + b` … `a && b` are in `Logical`.
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    /// `a && b`, `a || b`.
    Logical(LogicalOp, Box<Expr>, Box<Expr>),
    /// `a = b` (destructuring too: `a` is then a tuple, array, struct or call expression, or `Underscore`).
    Assign(Box<Expr>, Box<Expr>),
    /// `a += b`.
    AssignOp(BinaryOp, Box<Expr>, Box<Expr>),
    /// `_` on the left of a destructuring assignment.
    Underscore,
    /// `&a`, `&mut a`.
    Ref(Mutability, Box<Expr>),
    /// `&raw const a`, `&raw mut a`.
    RawRef(Mutability, Box<Expr>),
    /// `a as T`.
    Cast(Box<Expr>, Box<Ty>),
    /// `f(a, b)`.
    Call(Box<Expr>, Vec<Expr>),
    /// `a.m::<T>(b)`.
    MethodCall {
        /// `a`.
        receiver: Box<Expr>,
        /// `m`.
        method: Ident,
        /// `::<T>`.
        generic_args: Option<Box<GenericArgs>>,
        /// `b`.
        args: Vec<Expr>,
    },
    /// `a.name`, `a.0`.
    Field(Box<Expr>, Ident),
    /// `a[i]`.
    Index(Box<Expr>, Box<Expr>),
    /// `a..b` and its kin.
    Range {
        /// Lower end.
        start: Option<Box<Expr>>,
        /// Upper end.
        end: Option<Box<Expr>>,
        /// `..=`.
        inclusive: bool,
    },
    /// `(a, b)`; `()` is the empty tuple.
    Tuple(Vec<Expr>),
    /// `[a, b]`.
    Array(Vec<Expr>),
    /// `[a; N]`.
    Repeat(Box<Expr>, Box<AnonConst>),
    /// `S { a: x, ..base }`.
    Struct {
        /// Struct, variant or union.
        path: Path,
        /// In source order.
        fields: Vec<FieldInit>,
        /// `..base`.
        base: Option<Box<Expr>>,
    },
    /// `{ … }`, `'a: { … }`.
    Block(Box<Block>, Option<Label>),
    /// `unsafe { … }`.
    Unsafe(Box<Block>),
    /// `const { … }`.
    InlineConst(Box<Block>),
    /// `if cond { … } else …`; `cond` may hold `Let` joined by `&&`.
    If {
        /// The condition.
        cond: Box<Expr>,
        /// The first arm.
        then: Box<Block>,
        /// A block or another `if`.
        els: Option<Box<Expr>>,
    },
    /// `let pat = scrutinee`, only inside conditions of `if`, `while` and match guards.
    Let(Box<Pat>, Box<Expr>),
    /// `while cond { … }`.
    While {
        /// The condition, as in `If`.
        cond: Box<Expr>,
        /// The body.
        body: Box<Block>,
        /// Its label.
        label: Option<Label>,
    },
    /// `loop { … }`.
    Loop(Box<Block>, Option<Label>),
    /// `for pat in iter { … }`.
    For {
        /// The pattern.
        pat: Box<Pat>,
        /// What is iterated.
        iter: Box<Expr>,
        /// The body.
        body: Box<Block>,
        /// Its label.
        label: Option<Label>,
    },
    /// `match a { … }`.
    Match(Box<Expr>, Vec<Arm>),
    /// `|a| b`.
    Closure(Box<Closure>),
    /// `async { … }`, `async move { … }`.
    Async {
        /// `move`.
        is_move: bool,
        /// The body: a block.
        value: Box<Expr>,
    },
    /// `a.await`.
    Await(Box<Expr>),
    /// `a?`.
    Try(Box<Expr>),
    /// `break 'a v`.
    Break(Option<Label>, Option<Box<Expr>>),
    /// `continue 'a`.
    Continue(Option<Label>),
    /// `return v`.
    Return(Option<Box<Expr>>),
    /// A node that only the library and the frontend write: `builtin!(name, args…)`.
    Builtin(Symbol, Vec<Expr>),
    /// Something the frontend cannot express; the text is the feature's name.
    Unsupported(Symbol),
}

/// A label, `'a`; the name includes the apostrophe.
pub type Label = Ident;

/// A literal.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Lit {
    /// `true`, `false`.
    Bool(bool),
    /// `'a'`.
    Char(char),
    /// An integer with its suffix, if any (`i32`, also `f64` in `1f64` becomes a `Float`).
    Int(u128, Option<Symbol>),
    /// A float as written, without underscores and suffix, and the suffix.
    Float(Symbol, Option<Symbol>),
    /// `"a"`.
    Str(Symbol),
    /// `b'a'`.
    Byte(u8),
    /// `b"a"`.
    ByteStr(Vec<u8>),
    /// `c"a"`, without the final zero.
    CStr(Vec<u8>),
}

/// Unary operators.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum UnaryOp {
    /// `-`.
    Neg,
    /// `!`.
    Not,
    /// `*`.
    Deref,
}

/// Binary operators that evaluate both sides.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named as the operator traits")]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    BitAnd,
    BitOr,
    BitXor,
    Shl,
    Shr,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

/// Short-circuit operators.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum LogicalOp {
    /// `&&`.
    And,
    /// `||`.
    Or,
}

/// A field of a struct expression; `x` stands for `x: x`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FieldInit {
    /// The field.
    pub ident: Ident,
    /// Its value.
    pub value: Expr,
}

/// An arm of a match.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Arm {
    /// The pattern.
    pub pat: Pat,
    /// `if …`; may hold `Let` as in `If`.
    pub guard: Option<Expr>,
    /// The value.
    pub body: Expr,
    /// The whole arm.
    pub span: SpanId,
}

/// A closure.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Closure {
    /// `for<'a>`.
    pub lifetimes: Vec<GenericParam>,
    /// `move`.
    pub is_move: bool,
    /// `async`: the body is the async block that takes over the parameters.
    pub is_async: bool,
    /// Parameters.
    pub params: Vec<Param>,
    /// `-> T`; of an async closure what its future yields.
    pub output: Option<Ty>,
    /// The body.
    pub body: Expr,
    /// From the first bar to the end of the result type.
    pub header_span: SpanId,
}
