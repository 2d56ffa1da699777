//! Methods of `bool`.

impl bool {
    pub fn then_some<T>(self, t: T) -> Option<T> { if self { Some(t) } else { None } }
    pub fn then<T, F: FnOnce() -> T>(self, f: F) -> Option<T> { if self { Some(f()) } else { None } }
}

impl crate::str::FromStr for bool {
    type Err = crate::str::ParseBoolError;
    fn from_str(s: &str) -> Result<bool, crate::str::ParseBoolError> {
        match s {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(crate::str::ParseBoolError { _private: () }),
        }
    }
}
