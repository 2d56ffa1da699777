//! What do a program's `//@ key: value` lines say? (`corpus/README.md` is the format's description.)

use treebeard_oracle::rustc::Edition;

/// The header of a corpus program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// `edition`.
    pub edition: Option<Edition>,
    /// `exit`.
    pub exit: Option<i32>,
    /// `stdout`, one entry per line.
    pub stdout: Option<Vec<String>>,
    /// `stderr`, one entry per line.
    pub stderr: Option<Vec<String>>,
    /// `mode: check`.
    pub check_only: bool,
    /// `alone: true`.
    pub alone: bool,
    /// `unstable`.
    pub unstable: Option<String>,
    /// `issue`.
    pub issue: Option<String>,
}

/// Reads the header; an error names the line.
pub fn parse(source: &str) -> Result<Header, String> {
    let mut header = Header::default();
    for (index, line) in source.lines().enumerate() {
        let Some(text) = line.strip_prefix("//@") else { continue };
        let Some((key, value)) = text.split_once(':') else {
            return Err(format!("line {}: a header line is `//@ key: value`", index + 1));
        };
        let value = value.strip_prefix(' ').unwrap_or(value);
        set(&mut header, key.trim(), value).map_err(|error| format!("line {}: {error}", index + 1))?;
    }
    Ok(header)
}

fn set(header: &mut Header, key: &str, value: &str) -> Result<(), String> {
    let bad = |what: &str| format!("`{value}` is no {what}");
    match key {
        "edition" => header.edition = Some(Edition::from_year(value.trim()).ok_or_else(|| bad("edition"))?),
        "exit" => header.exit = Some(value.trim().parse().map_err(|_| bad("exit code"))?),
        "stdout" => header.stdout.get_or_insert_default().push(value.to_owned()),
        "stderr" => header.stderr.get_or_insert_default().push(value.to_owned()),
        "mode" => {
            header.check_only = match value.trim() {
                "run" => false,
                "check" => true,
                _ => return Err(bad("mode")),
            }
        }
        "alone" => header.alone = value.trim().parse().map_err(|_| bad("truth value"))?,
        "unstable" => header.unstable = Some(value.trim().to_owned()),
        "issue" => header.issue = Some(value.trim().to_owned()),
        _ => return Err(format!("unknown key `{key}`")),
    }
    Ok(())
}

/// The text of repeated one-line keys.
pub fn joined(lines: &Option<Vec<String>>) -> Option<String> {
    lines.as_ref().map(|lines| lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_read() {
        let source = "//! Intent.\n//@ edition: 2018\n//@ exit: 101\n//@ stdout: a: b\n//@ stdout:\n//@ stderr: e\n\
                      //@ mode: check\n//@ alone: true\n//@ unstable: threads\n//@ issue: x\nfn main() {}\n";
        let header = parse(source).expect("a valid header");
        assert_eq!(header.edition, Some(Edition::E2018));
        assert_eq!(header.exit, Some(101));
        assert_eq!(joined(&header.stdout).as_deref(), Some("a: b\n\n"));
        assert_eq!(joined(&header.stderr).as_deref(), Some("e\n"));
        assert!(header.check_only && header.alone);
        assert_eq!((header.unstable.as_deref(), header.issue.as_deref()), (Some("threads"), Some("x")));
    }

    #[test]
    fn mistakes_name_their_line() {
        for source in
            ["//@ exit: many", "//@ no colon", "//@ colour: red", "//@ edition: 2020", "//@ mode: walk"]
        {
            let error = parse(&format!("\n{source}\n")).expect_err(source);
            assert!(error.starts_with("line 2: "), "{error}");
        }
    }
}
