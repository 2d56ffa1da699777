//! Expressions and statements.

use treebeard_syntax::ast::{BinaryOp, LogicalOp, Mutability, UnaryOp};
use treebeard_syntax::{SpanId, Symbol, Unsupported};

use super::{LabelId, LocalId, Pattern, Place};
use crate::def::DefId;
use crate::ty::{self, ClosureId, GenericArgs, Ty};

/// An expression that yields a value of type `ty`.
#[derive(Clone, PartialEq, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// The type of its value.
    pub ty: Ty,
    /// Where it stands.
    pub span: SpanId,
    /// It may leave by `break`, `continue` or `return` to a target outside itself, so it cannot be an operand that
    /// is evaluated in the middle of another node without spilling.
    pub diverts: bool,
}

/// The forms of an expression.
#[derive(Clone, PartialEq, Debug)]
pub enum ExprKind {
    /// A literal or other known constant.
    Const(Const),
    /// The value of a constant item or associated constant.
    ConstItem(DefId, GenericArgs),
    /// Reads a place of a type known to be `Copy`.
    Copy(Place),
    /// Moves out of a place (which clears its move path's flag).
    Move(Place),
    /// `&place`, `&mut place`.
    Ref(BorrowKind, Place),
    /// `&raw const place`, `&raw mut place`.
    RawRef(Mutability, Place),
    /// A built-in unary operator on a primitive. `Deref` never occurs. Negation checks overflow.
    Unary(UnaryOp, Box<Expr>),
    /// A built-in binary operator on primitives (both sides evaluated left to right); arithmetic and shifts are
    /// checked. Comparison of raw pointers, function pointers, `bool`, `char`, `()` included.
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    /// `&&`, `||`.
    Logical(LogicalOp, Box<Expr>, Box<Expr>),
    /// `place op= value` on primitives: the value is evaluated first, then the place.
    AssignOp(BinaryOp, Box<Place>, Box<Expr>),
    /// `place = value`: the value first, then the place; the old value is dropped if the place is initialised (always,
    /// unless it has a move path whose flag is clear), then the new one is written and its flags set.
    Assign(Box<Place>, Box<Expr>),
    /// A conversion.
    Cast(CastKind, Box<Expr>),
    /// A call.
    Call(Box<Call>),
    /// A value of a struct, variant, union, tuple or array.
    Aggregate(Box<Aggregate>),
    /// `[value; n]`: the value is copied, or is a constant (each element evaluates it anew), or `n` is 0 or 1.
    Repeat(Box<Expr>, ty::Const),
    /// A closure or async block with its captures evaluated in order (`ClosureBody::captures` holds them).
    Closure(ClosureId),
    /// Declares locals, evaluates, and drops them in reverse order however it is left.
    Scope(Box<Scope>),
    /// Statements, then a value.
    Block(Vec<Stmt>, Box<Expr>),
    /// `if`; the condition may hold `Let`s joined by `&&`.
    If {
        /// The condition.
        cond: Box<Expr>,
        /// Value if true.
        then: Box<Expr>,
        /// Value if false (`()` when left off).
        els: Box<Expr>,
    },
    /// `let pattern = place`, as a condition: `bool`. Binds on success.
    Let(Box<Pattern>, Box<Place>),
    /// `match place`: arms in order; the first whose pattern and guard hold. Exhaustive.
    Match(Box<Place>, Vec<Arm>),
    /// `loop`; its value is that of the `break`s.
    Loop(LabelId, Box<Expr>),
    /// `'a: { … }`; its value is the block's or that of the `break`s.
    Labeled(LabelId, Box<Expr>),
    /// `break` with a value (`()` when left off), of a loop or labelled block.
    Break(LabelId, Box<Expr>),
    /// `continue`.
    Continue(LabelId),
    /// `return` with a value.
    Return(Box<Expr>),
    /// A native leaf: the whole body of a library function marked `#[native]`.
    Native,
    /// A named operation that only the library writes (`builtin!(name, …)`), with its operands.
    Builtin(Symbol, Vec<Expr>),
    /// We cannot do this; reaching it ends the program with `unsupported: …`.
    Unsupported(Unsupported),
}

/// A known constant.
#[derive(Clone, PartialEq, Debug)]
pub enum Const {
    /// Integers (sign-extended to 128 bits, two's complement), `bool`, `char`; the type is the expression's.
    Scalar(u128),
    /// A float, as the bits of its own width.
    Float(u64),
    /// `&'static str`.
    Str(Symbol),
    /// `&'static [u8; N]`.
    ByteStr(std::sync::Arc<[u8]>),
    /// `&'static CStr`, without the final zero.
    CStr(std::sync::Arc<[u8]>),
    /// The only value of a zero-sized type: `()`, a function item, a unit struct.
    Unit,
    /// A const generic parameter, or constant expression of a type.
    Ty(ty::Const),
    /// A constant item used in a pattern.
    Item(DefId, GenericArgs),
}

/// How a place is borrowed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BorrowKind {
    /// `&`.
    Shared,
    /// `&mut`.
    Mut,
    /// `&mut` made by autoref of a receiver or operator: shared until the call begins.
    TwoPhase,
    /// A reborrow of a `&mut` that is not used afterwards, or a pass-through to a call whose result cannot hold it:
    /// keeps the tag.
    PassThrough,
    /// Unique but not mutable: captures through a `&mut` in a closure.
    Unique,
}

/// A conversion.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CastKind {
    /// Between integers, floats, `bool`, `char`, enums without fields (`as`).
    Numeric,
    /// `*const T as *mut U`, `&T as *const T`, thin or fat to thin.
    PtrToPtr,
    /// Pointer (or function) to integer.
    PtrToInt,
    /// Integer to pointer.
    IntToPtr,
    /// Function item to function pointer.
    ReifyFn,
    /// Closure without captures to function pointer.
    ClosureToFn,
    /// `fn` to `unsafe fn`.
    UnsafeFn,
    /// `&[T; N]` to `&[T]`, `&T` to `&dyn Trait`, `Box<T>` to `Box<dyn Trait>`, `Rc<T>` to `Rc<dyn Trait>` …
    Unsize,
    /// `!` to anything: the operand never yields.
    NeverToAny,
    /// Same representation, another type (subtyping, revealing an opaque type).
    Identity,
}

/// A call.
#[derive(Clone, PartialEq, Debug)]
pub struct Call {
    /// What is called.
    pub callee: Callee,
    /// Arguments, receiver first, adjusted. For the Fn traits' methods (`rust_call`): the callee value, then the
    /// arguments one by one, not as a tuple.
    pub args: Vec<Expr>,
    /// The callee is `Fn::call`, `FnMut::call_mut` or `FnOnce::call_once`.
    pub rust_call: bool,
    /// The call itself, for panic locations (`f(x)`, for a method from its name to the closing parenthesis).
    pub span: SpanId,
}

/// What is called.
#[derive(Clone, PartialEq, Debug)]
pub enum Callee {
    /// A function, method, tuple constructor or trait method (resolved when instantiated).
    Def(DefId, GenericArgs),
    /// A function pointer; evaluated before the arguments.
    Pointer(Box<Expr>),
}

/// A composed value.
#[derive(Clone, PartialEq, Debug)]
pub enum Aggregate {
    /// A tuple.
    Tuple(Vec<Expr>),
    /// An array.
    Array(Vec<Expr>),
    /// A struct, union or variant: field index and value, evaluated in this order; fields not listed come from
    /// `base`, by copy or move.
    Adt {
        /// The type.
        adt: DefId,
        /// Its arguments.
        args: GenericArgs,
        /// The variant (0 for structs and unions).
        variant: u32,
        /// Given fields.
        fields: Vec<(u32, Expr)>,
        /// The others: field index and the copy or move of the base's field.
        base: Vec<(u32, Expr)>,
    },
}

/// A scope of locals.
#[derive(Clone, PartialEq, Debug)]
pub struct Scope {
    /// Declared here, in order of declaration; dropped in reverse. Temporaries of a statement too.
    pub locals: Vec<LocalId>,
    /// What is evaluated inside. Its value is moved out before the drops run.
    pub value: Expr,
    /// The end of the scope, for drops.
    pub end: SpanId,
}

/// A statement.
#[derive(Clone, PartialEq, Debug)]
pub enum Stmt {
    /// Evaluated for its effects; a value that needs drop was given a temporary.
    Expr(Expr),
    /// Initialises a local directly (`let x = e;`, temporaries).
    Init(LocalId, Expr),
    /// `let pattern = place else { … }`; `els` never yields. Without `els` the pattern is irrefutable.
    Bind {
        /// The pattern.
        pattern: Pattern,
        /// What it takes apart.
        place: Place,
        /// `else`.
        els: Option<Expr>,
    },
}

/// An arm of a match.
#[derive(Clone, PartialEq, Debug)]
pub struct Arm {
    /// The pattern.
    pub pattern: Pattern,
    /// The guard; sees the bindings by shared reference to what they will bind (values are bound, by move or copy,
    /// once it has held).
    pub guard: Option<Expr>,
    /// The bindings, declared by the arm: dropped in reverse order when it is left.
    pub locals: Vec<LocalId>,
    /// The value.
    pub body: Expr,
    /// The whole arm.
    pub span: SpanId,
}
