//! Natives on characters, UTF-8 and byte search. The Unicode tables are the host's.

use treebeard_syntax::SpanId;

use crate::access::ok;
use crate::ctx::Ctx;
use crate::leaf;
use crate::reg::Ptr;

use super::Table;
use super::ints::write;

pub(super) const TABLE: Table = &[
    ("char_is_alphabetic", char_is_alphabetic),
    ("char_is_lowercase", char_is_lowercase),
    ("char_is_uppercase", char_is_uppercase),
    ("char_is_numeric", char_is_numeric),
    ("char_is_whitespace", char_is_whitespace),
    ("char_is_control", char_is_control),
    ("char_debug_escape", char_debug_escape),
    ("char_to_lower", char_to_lower),
    ("char_to_upper", char_to_upper),
    ("utf8_valid_len", utf8_valid_len),
    ("utf8_error_len", utf8_error_len),
    ("utf8_next", utf8_next),
    ("utf8_prev", utf8_prev),
    ("utf8_count", utf8_count),
    ("utf8_encode", utf8_encode),
    ("str_to_case", str_to_case),
    ("memchr", memchr),
    ("memrchr", memrchr),
    ("memmem", memmem),
    ("memrmem", memrmem),
];

fn character(bits: u32) -> char {
    char::from_u32(bits).unwrap_or(char::REPLACEMENT_CHARACTER)
}

leaf!(char_is_alphabetic(c: u32) -> bool, |_ctx| character(c).is_alphabetic());
leaf!(char_is_lowercase(c: u32) -> bool, |_ctx| character(c).is_lowercase());
leaf!(char_is_uppercase(c: u32) -> bool, |_ctx| character(c).is_uppercase());
leaf!(char_is_numeric(c: u32) -> bool, |_ctx| character(c).is_numeric());
leaf!(char_is_whitespace(c: u32) -> bool, |_ctx| character(c).is_whitespace());
leaf!(char_is_control(c: u32) -> bool, |_ctx| character(c).is_control());

leaf!(char_debug_escape(c: u32) -> u8, |_ctx| {
    let c = character(c);
    let escaped = |text: String| text.starts_with("\\u{");
    // Inside a string only the first character's grapheme extension is escaped.
    let alone = escaped(c.escape_debug().collect());
    let within = format!("{:?}", format!("a{c}"));
    u8::from(within.contains("\\u{")) | u8::from(alone) << 1
});

fn mapped(ctx: &mut Ctx, out: Ptr, chars: impl Iterator<Item = char>) -> u64 {
    let mut count = 0;
    for c in chars {
        let at = Ptr { addr: out.addr.wrapping_add(4 * count), tag: out.tag };
        crate::access::store(ctx, at, c as u32);
        count += 1;
    }
    count as u64
}

leaf!(char_to_lower(c: u32, out: Ptr) -> u64, |ctx| mapped(ctx, out, character(c).to_lowercase()));
leaf!(char_to_upper(c: u32, out: Ptr) -> u64, |ctx| mapped(ctx, out, character(c).to_uppercase()));

fn slice(ctx: &Ctx, data: Ptr, len: u64) -> &[u8] {
    ok(ctx.mem.bytes(data.addr, len as usize), SpanId::NONE)
}

leaf!(utf8_valid_len(data: Ptr, len: u64) -> u64, |ctx| {
    match std::str::from_utf8(slice(ctx, data, len)) {
        Ok(text) => text.len() as u64,
        Err(error) => error.valid_up_to() as u64,
    }
});

leaf!(utf8_error_len(data: Ptr, len: u64) -> u64, |ctx| {
    match std::str::from_utf8(slice(ctx, data, len)) {
        Ok(_) => 0,
        Err(error) => error.error_len().unwrap_or(0) as u64,
    }
});

leaf!(utf8_next(data: Ptr) -> u32, |ctx| {
    let first: u8 = crate::access::load(ctx, data);
    if first < 0x80 {
        u32::from(first)
    } else {
        let len = match first { 0xc0..=0xdf => 2, 0xe0..=0xef => 3, _ => 4 };
        decode(slice(ctx, data, len))
    }
});

fn decode(bytes: &[u8]) -> u32 {
    std::str::from_utf8(bytes)
        .ok()
        .and_then(|text| text.chars().next())
        .unwrap_or(char::REPLACEMENT_CHARACTER) as u32
}

leaf!(utf8_prev(end: Ptr) -> u32, |ctx| {
    let mut len = 1;
    loop {
        let at = Ptr { addr: end.addr.wrapping_sub(len), tag: end.tag };
        let byte: u8 = crate::access::load(ctx, at);
        if byte & 0xc0 != 0x80 || len == 4 {
            break decode(slice(ctx, at, len as u64));
        }
        len += 1;
    }
});

leaf!(utf8_count(data: Ptr, len: u64) -> u64, |ctx| {
    slice(ctx, data, len).iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as u64
});

leaf!(utf8_encode(c: u32, out: Ptr) -> u64, |ctx| {
    let mut buffer = [0; 4];
    let len = character(c).encode_utf8(&mut buffer).len();
    write(ctx, out, &buffer[..len]);
    len as u64
});

leaf!(str_to_case(data: Ptr, len: u64, upper: bool, out: Ptr, capacity: u64) -> u64, |ctx| {
    let text = String::from_utf8_lossy(slice(ctx, data, len));
    let text = if upper { text.to_uppercase() } else { text.to_lowercase() };
    if text.len() as u64 <= capacity {
        write(ctx, out, text.as_bytes());
    }
    text.len() as u64
});

fn found(at: Option<usize>) -> u64 {
    at.map_or(u64::MAX, |at| at as u64)
}

leaf!(memchr(byte: u8, data: Ptr, len: u64) -> u64, |ctx| {
    found(slice(ctx, data, len).iter().position(|&b| b == byte))
});

leaf!(memrchr(byte: u8, data: Ptr, len: u64) -> u64, |ctx| {
    found(slice(ctx, data, len).iter().rposition(|&b| b == byte))
});

/// First (or last) place of a needle, after the place of its first byte.
fn search(text: &[u8], needle: &[u8], last: bool) -> Option<usize> {
    let Some(&first) = needle.first() else { return Some(if last { text.len() } else { 0 }) };
    let end = text.len().checked_sub(needle.len())?;
    let fits = |&at: &usize| text[at] == first && &text[at..at + needle.len()] == needle;
    if last { (0..=end).rev().find(fits) } else { (0..=end).find(fits) }
}

leaf!(memmem(data: Ptr, len: u64, needle: Ptr, needle_len: u64) -> u64, |ctx| {
    found(search(slice(ctx, data, len), slice(ctx, needle, needle_len), false))
});

leaf!(memrmem(data: Ptr, len: u64, needle: Ptr, needle_len: u64) -> u64, |ctx| {
    found(search(slice(ctx, data, len), slice(ctx, needle, needle_len), true))
});
