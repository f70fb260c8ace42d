//! [`SourcePath`]: where a source says that its file is.

/// A path of a source, read leniently. Only internal and bare ones are ever looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourcePath {
    /// In the archive: `internal://NAME`.
    Internal(String),
    /// Beside the archive, against `basePath`: `relative:///NAME`.
    Relative(String),
    /// On the machine that wrote it: `absolute:///C:/...`.
    Absolute(String),
    /// Without a scheme, as some tools write internal ones.
    Bare(String),
}

impl SourcePath {
    /// Reads a path; `/` and `\` mean the same.
    pub fn parse(path: &str) -> Self {
        let path = path.trim().replace('\\', "/");
        let Some((scheme, rest)) = path.split_once("://") else {
            let is_absolute = path.starts_with('/') || path.chars().nth(1) == Some(':');
            return if is_absolute { Self::Absolute(path) } else { Self::Bare(path) };
        };
        match scheme.to_ascii_lowercase().as_str() {
            "internal" => Self::Internal(rest.trim_start_matches('/').to_owned()),
            "relative" => Self::Relative(rest.trim_start_matches('/').to_owned()),
            _ => Self::Absolute(rest.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_real_tools() {
        let internal = |name: &str| SourcePath::Internal(name.to_owned());
        assert_eq!(SourcePath::parse("internal://a.txt"), internal("a.txt"));
        assert_eq!(SourcePath::parse("Internal:///a.txt"), internal("a.txt"));
        assert_eq!(SourcePath::parse("relative://x.mp4"), SourcePath::Relative("x.mp4".to_owned()));
        assert_eq!(
            SourcePath::parse("absolute://E:\\a.mp4"),
            SourcePath::Absolute("E:/a.mp4".to_owned())
        );
        assert_eq!(SourcePath::parse("C:\\a.txt"), SourcePath::Absolute("C:/a.txt".to_owned()));
        assert_eq!(SourcePath::parse("a.txt"), SourcePath::Bare("a.txt".to_owned()));
    }
}
