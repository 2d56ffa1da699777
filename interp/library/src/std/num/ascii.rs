//! What `u8` has besides: ASCII.

macro_rules! ascii_methods {
    ($($name:ident => $pattern:pat => ())*) => {
        impl u8 {
            $(pub const fn $name(&self) -> bool { matches!(*self, $pattern) })*
        }
    };
}
ascii_methods! {
    is_ascii => 0..=127 => ()
    is_ascii_alphabetic => b'A'..=b'Z' | b'a'..=b'z' => ()
    is_ascii_uppercase => b'A'..=b'Z' => ()
    is_ascii_lowercase => b'a'..=b'z' => ()
    is_ascii_alphanumeric => b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => ()
    is_ascii_digit => b'0'..=b'9' => ()
    is_ascii_hexdigit => b'0'..=b'9' | b'A'..=b'F' | b'a'..=b'f' => ()
    is_ascii_punctuation => b'!'..=b'/' | b':'..=b'@' | b'['..=b'`' | b'{'..=b'~' => ()
    is_ascii_graphic => b'!'..=b'~' => ()
    is_ascii_whitespace => b'\t' | b'\n' | b'\x0C' | b'\r' | b' ' => ()
    is_ascii_control => b'\0'..=b'\x1F' | b'\x7F' => ()
}

impl u8 {
    pub const fn to_ascii_uppercase(&self) -> u8 { if self.is_ascii_lowercase() { *self - 32 } else { *self } }
    pub const fn to_ascii_lowercase(&self) -> u8 { if self.is_ascii_uppercase() { *self + 32 } else { *self } }
    pub const fn eq_ignore_ascii_case(&self, other: &u8) -> bool {
        self.to_ascii_lowercase() == other.to_ascii_lowercase()
    }
    pub const fn make_ascii_uppercase(&mut self) { *self = self.to_ascii_uppercase(); }
    pub const fn make_ascii_lowercase(&mut self) { *self = self.to_ascii_lowercase(); }
    pub fn escape_ascii(self) -> crate::ascii::EscapeDefault { crate::ascii::escape_default(self) }
    pub(crate) const fn is_utf8_char_boundary(self) -> bool { (self as i8) >= -0x40 }
}
