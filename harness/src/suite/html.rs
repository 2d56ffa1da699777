//! How is program text taken out of HTML? Just enough for pages that rustdoc and mdBook wrote.

/// Text without tags, entities resolved.
pub(super) fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
    }
    text.push_str(rest);
    unescape(&text)
}

/// Resolves the entities that the two generators use.
pub(super) fn unescape(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        result.push_str(&rest[..at]);
        let entity_end = rest[at..].bytes().take(10).position(|byte| byte == b';');
        let resolved = entity_end.and_then(|end| entity(&rest[at + 1..at + end]).map(|c| (c, end)));
        match resolved {
            Some((character, end)) => {
                result.push(character);
                rest = &rest[at + end + 1..];
            }
            None => {
                result.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    result.push_str(rest);
    result
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => return None,
    })
}

/// Resolves `%41` and `+` of a query string.
pub(super) fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut result = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match (bytes[at], hex.and_then(|hex| u8::from_str_radix(hex, 16).ok())) {
            (_, Some(byte)) => {
                result.push(byte);
                at += 2;
            }
            (b'+', None) => result.push(b' '),
            (byte, None) => result.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&result).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_entities_are_resolved() {
        assert_eq!(
            text_of("<span class=\"k\">if</span> a &lt; b &amp;&amp; c&#39;s &x"),
            "if a < b && c's &x"
        );
    }

    #[test]
    fn query_strings_are_decoded() {
        assert_eq!(percent_decode("a+%2B+%C3%A9+100%"), "a + é 100%");
    }
}
