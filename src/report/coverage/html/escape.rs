//! Text on a page: nothing in a notice is markup.

use std::fmt;

use crate::report::visible;

/// Text that is shown as it is, between tags or within a quoted attribute.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = visible(self.0);
        let mut rest: &str = &text;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
            let (plain, marked) = rest.split_at_checked(at).unwrap_or((rest, ""));
            out.write_str(plain)?;
            let mut chars = marked.chars();
            out.write_str(match chars.next() {
                Some('&') => "&amp;",
                Some('<') => "&lt;",
                Some('>') => "&gt;",
                Some('"') => "&quot;",
                Some('\'') => "&#39;",
                _ => "",
            })?;
            rest = chars.as_str();
        }
        out.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::Escaped;

    #[test]
    fn markup_is_text() {
        assert_eq!(
            Escaped("<script>alert(\"1\" & '2')</script>甲").to_string(),
            "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;甲"
        );
        assert_eq!(Escaped("甲\u{202e}乙").to_string(), "甲\u{fffd}乙");
        assert_eq!(Escaped("640元/人·年").to_string(), "640元/人·年");
    }
}
