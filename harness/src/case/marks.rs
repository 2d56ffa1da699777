//! Which errors does a program's author expect, and where? (`//~ E0382` on the line, `//~^ E0382` one below it.)

/// The marks of a program as (line, code name), sorted; an error names the line.
pub fn parse(source: &str) -> Result<Vec<(u32, String)>, String> {
    let mut marks = Vec::new();
    for (index, line) in source.lines().enumerate() {
        let Some(at) = line.find("//~") else { continue };
        let number = index + 1;
        let text = &line[at + 3..];
        let up = text.bytes().take_while(|byte| *byte == b'^').count();
        let target = number.checked_sub(up).filter(|target| *target > 0);
        let target = target.and_then(|target| u32::try_from(target).ok());
        let target = target.ok_or_else(|| format!("line {number}: the mark points above the file"))?;
        let names: Vec<&str> = text[up..].split_whitespace().collect();
        if names.is_empty() {
            return Err(format!("line {number}: a mark names its errors"));
        }
        for name in names {
            if !is_name(name) {
                return Err(format!(
                    "line {number}: `{name}` is no error code, `LIFETIME`, `FUTURE` or `ERROR`"
                ));
            }
            marks.push((target, name.to_owned()));
        }
    }
    marks.sort();
    Ok(marks)
}

fn is_name(name: &str) -> bool {
    let is_code =
        name.len() == 5 && name.starts_with('E') && name[1..].bytes().all(|byte| byte.is_ascii_digit());
    is_code || matches!(name, "LIFETIME" | "FUTURE" | "ERROR")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_point_at_their_lines() {
        let marks = parse("a\nb //~ E0382 E0505\nc\n//~^ E0499\n//~^^ LIFETIME").expect("valid marks");
        let expected = [(2, "E0382"), (2, "E0505"), (3, "E0499"), (3, "LIFETIME")];
        assert!(marks.iter().map(|(line, name)| (*line, name.as_str())).eq(expected));
    }

    #[test]
    fn mistakes_name_their_line() {
        for source in ["x //~", "x //~^ E0382", "x //~ E382", "x //~ error"] {
            assert!(parse(source).expect_err(source).starts_with("line 1: "));
        }
    }
}
